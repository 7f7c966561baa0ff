import { describe, expect, test } from 'vitest'
import { recogniseFile } from '../../../src/main/cli/recognise-file'
import { asMeant } from '../../../src/main/diagnosis/as-meant'
import { nothingGiven } from '../../../src/main/diagnosis/input'
import { standardAuthorizeRules } from '../../../src/shared/guidance/oauth/dialects'

const way = {
  proxyFor: () => ({ proxy: null, chosenBy: 'nobody' }),
  extraAuthorities: [],
  servers: { inside: null, outside: [] },
  limitMs: 1000,
}
const from = 'given'

describe('what is given by hand', () => {
  const acs = 'https://auth.workos.com/sso/saml/acs/AbC/'
  test.each([
    ['blanks and a line break', `  ${acs}\r\n`],
    ['quotation marks', `"${acs}"`],
    ['typographic quotation marks', `„${acs}“`],
    ['angle brackets', `<${acs}>`],
    ['a character that cannot be seen', `\u200b${acs}\ufeff`],
  ])('loses %s', (_, value) => {
    const given = { ...nothingGiven, way, acs: { value, from }, scim: { url: value, token: ' kept "' } }
    const { acs: expected, scim } = asMeant(given)
    expect(expected).toEqual({ value: acs, from })
    expect(scim).toEqual({ url: acs, token: ' kept "' })
  })

  test('keeps what a comparison turns on: case, slash, port, full stop', () => {
    const value = 'HTTPS://Auth.WorkOS.com:443/acs//x/.'
    expect(asMeant({ ...nothingGiven, way, acs: { value, from } }).acs?.value).toBe(value)
  })

  test('expects nothing where it is blank', () => {
    const { acs: expected, audience } = asMeant({
      ...nothingGiven,
      way,
      acs: { value: ' \n', from },
      audience: { value: '', from },
    })
    expect([expected, audience]).toEqual([null, null])
  })
})

describe('a file without a name for it', () => {
  const response = (prefix: string) =>
    `<${prefix}Response xmlns="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0"></${prefix}Response>`
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  test.each([
    ['with the usual prefix', base64(response('samlp:'))],
    ['with a prefix of its own', base64(response('p:'))],
    ['without a prefix', base64(response(''))],
    ['with a byte order mark', base64(`\ufeff${response('ns0:')}`)],
    ['in lines', base64(response('p:')).replace(/(.{64})/g, '$1\r\n')],
    ['percent-encoded', encodeURIComponent(base64(response('p:')))],
  ])('is a response in base64, %s', (_, text) => {
    expect(recogniseFile(Buffer.from(text))).toBe('response')
  })

  test('is nothing that is known when the base64 holds no XML', () => {
    expect(
      recogniseFile(Buffer.from(base64('just some text that happens to be long enough to be a message'))),
    ).toBeNull()
  })
})

describe('a page that refuses the redirect URI', () => {
  const meaningOf = (text: string) => standardAuthorizeRules.find(({ says }) => says.test(text))?.means ?? null
  test.each([
    'Ungültige Weiterleitungs-URI (redirect_uri)',
    'Die redirect_uri ist nicht registriert.',
    'Paramètre redirect_uri invalide',
    'El redirect_uri no es válido',
    'redirect_uri non valido',
    'De redirect_uri is ongeldig',
    'redirect_uri が無効です',
    'The callback URL is not approved by the partner',
    'This redirect URL is not authorised',
  ])('in the language of the customer: %s', (text) => {
    expect(meaningOf(text)).toBe('redirect-refused')
  })

  test.each(['Willkommen. redirect_uri=https://app.example/cb', 'Bienvenue, connectez-vous'])(
    'is not every page that names it: %s',
    (text) => {
      expect(meaningOf(text)).toBeNull()
    },
  )
})
