import { describe, expect, test } from 'vitest'
import { errorDictionary, errorsIn, searchErrors } from '../../src/shared/guidance/errors/dictionary'
import { errorProducts } from '../../src/shared/guidance/errors/entry'

const first = (text: string) => {
  const [entry] = searchErrors(text)
  return entry === undefined ? null : `${entry.product}: ${entry.code}`
}

describe('the entries', () => {
  test('no product says the same code twice', () => {
    const keys = errorDictionary.map(({ product, code }) => `${product}: ${code}`)
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  })

  test('every product has some, and every entry says where it was read', () => {
    const named = new Set(errorDictionary.map(({ product }) => product))
    expect(errorProducts.filter((product) => !named.has(product))).toEqual([])
    expect(errorDictionary.filter(({ source }) => !/^https:\/\/[^\s]+$/.test(source))).toEqual([])
  })

  test('every entry is whole sentences', () => {
    const broken = errorDictionary.filter(({ meaning, fix }) => [meaning, fix].some((text) => !/[.)]$/.test(text)))
    expect(broken.map(({ code }) => code)).toEqual([])
  })

  test('every entry is found first, or among its namesakes, by its own code', () => {
    const lost = errorDictionary.filter((entry) => {
      const hits = searchErrors(entry.code)
      return !hits.slice(0, 12).includes(entry)
    })
    expect(lost.map(({ product, code }) => `${product}: ${code}`)).toEqual([])
  })
})

describe('searching', () => {
  test.each([
    ['AADSTS50011', 'Microsoft Entra ID: AADSTS50011'],
    ['aadsts 50011', 'Microsoft Entra ID: AADSTS50011'],
    ['50011', 'Microsoft Entra ID: AADSTS50011'],
    ['AADSTS700016: Application with identifier was not found in the directory', 'Microsoft Entra ID: AADSTS700016'],
    ['MSIS7007', 'AD FS: MSIS7007'],
    ['event 364', 'AD FS: Event 364'],
    ['Event ID: 364', 'AD FS: Event 364'],
    ['364', 'AD FS: Event 364'],
    ['Error 400: redirect_uri_mismatch', 'Google: redirect_uri_mismatch'],
    ['google redirect_uri_mismatch', 'Google: redirect_uri_mismatch'],
    ['incorrect_client_credentials', 'GitHub: incorrect_client_credentials'],
    ['slack bad_redirect', 'Slack: bad_redirect_uri'],
    ['bad_client_secret', 'Slack: bad_client_secret'],
    ['OAUTH_APP_BLOCKED', 'Salesforce: OAUTH_APP_BLOCKED'],
    ['organization_invalid', 'WorkOS: organization_invalid'],
    ['profile_not_allowed_outside_organization', 'WorkOS: profile_not_allowed_outside_organization'],
    [
      "400 invalidSyntax: 'active' is expected boolean, received string",
      "SCIM: 'active' is expected boolean, received string",
    ],
    ['Unknown client or client not enabled', 'Xero: Unknown client or client not enabled'],
  ])('%s', (text, expected) => {
    expect(first(text)).toBe(expected)
  })

  test('a code inside a long message is found before everything its words fit', () => {
    const message = `Sign-in failed on our portal at 10:14. Sorry, but we are having trouble signing you in.
      AADSTS50105: Your administrator has configured the application to block users unless they are specifically granted
      access. Request Id: 5b7e Correlation Id: 8f1d`.repeat(3)
    expect(first(message)).toBe('Microsoft Entra ID: AADSTS50105')
  })

  test('words in place of a code find what means that', () => {
    const found = searchErrors('person is not assigned to the application').slice(0, 6)
    expect(found.map(({ code }) => code)).toContain('AADSTS50105')
  })

  test('the name of a product lists what it says', () => {
    expect(new Set(searchErrors('slack').map(({ product }) => product))).toEqual(new Set(['Slack']))
  })

  test.each(['', '   ', '%%%', 'zzzzqq'])('%j finds nothing', (text) => expect(searchErrors(text)).toEqual([]))

  test('a huge text is answered at once', () => {
    const started = performance.now()
    searchErrors('AADSTS '.repeat(500_000))
    expect(performance.now() - started).toBeLessThan(500)
  })
})

describe('codes in a text', () => {
  test('only what stands there counts, in whole words', () => {
    expect(errorsIn('AADSTS500113 came up').map(({ code }) => code)).toEqual(['AADSTS500113'])
    expect(errorsIn('nothing of the kind happened')).toEqual([])
  })

  test('they lead into the troubleshooting tree', () => {
    const causes = errorsIn('MSIS3200: No AssertionConsumerService is configured').flatMap((entry) => entry.causes)
    expect(causes).toContain('validating.acs-url-typo')
  })
})
