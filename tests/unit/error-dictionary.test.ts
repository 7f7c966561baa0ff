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

describe('what people paste', () => {
  const entra = 'Microsoft Entra ID'
  test.each([
    [
      'a page of Entra ID',
      `Sorry, but we’re having trouble signing you in.
       AADSTS50011: The redirect URI 'https://auth.workos.com/sso/oauth/callback/x' specified in the request does not match
       the redirect URIs configured for the application. Navigate to https://aka.ms/redirectUriMismatchError to learn more.
       Request Id: 5a3f Correlation Id: 9d2e Timestamp: 2026-10-01T10:11:12Z Message: AADSTS50011`,
      `${entra}: AADSTS50011`,
    ],
    [
      'an answer of its token endpoint',
      '{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided. Trace ID: aa","error_codes":[7000215],"error_uri":"https://login.microsoftonline.com/error?code=7000215"}',
      `${entra}: AADSTS7000215`,
    ],
    [
      'the address a sign-in ended at',
      'https://auth.workos.com/cb?error=access_denied&error_subcode=cancel&error_description=AADSTS65004%3a+User+declined',
      `${entra}: AADSTS65004`,
    ],
    [
      'a German page',
      'Leider können wir Sie nicht anmelden. AADSTS700016: Die Anwendung „x“ wurde nicht gefunden.',
      `${entra}: AADSTS700016`,
    ],
    [
      'a page without its code',
      'Need admin approval. WorkOS needs permission to access resources',
      `${entra}: AADSTS90094`,
    ],
    ['a link to a code', 'https://login.microsoftonline.com/error?code=50011', `${entra}: AADSTS50011`],
    ['the numbers of a JSON', '"error_codes":[700016]', `${entra}: AADSTS700016`],
    [
      'a row of the sign-in logs',
      'Sign-in error code 50105 Failure reason Your administrator has configured',
      `${entra}: AADSTS50105`,
    ],
    ['a lost letter', 'AADTS50011', `${entra}: AADSTS50011`],
    ['letters for digits', 'AADSTS5OO11', `${entra}: AADSTS50011`],
    ['a hyphen', 'AADSTS-50011', `${entra}: AADSTS50011`],
    [
      'an event with its exception',
      'Event ID: 364 Encountered error during federation passive request. Exception details: AccessDeniedException: MSIS5007: The caller authorization failed',
      'AD FS: MSIS5007',
    ],
    ['an event in German', 'Quelle: AD FS Ereignis-ID: 364 Ebene: Fehler', 'AD FS: Event 364'],
    ['an event in French', 'ID de l’événement : 364', 'AD FS: Event 364'],
    ['a slip in MSIS', 'MISIS7007', 'AD FS: MSIS7007'],
    [
      'a page of Google',
      'Access blocked: Acme can only be used within its organization. Error 403: org_internal',
      'Google: org_internal',
    ],
    ['another page of Google', 'Error 401: invalid_client The OAuth client was not found.', 'Google: invalid_client'],
    ['a third', '403. That’s an error. app_not_enabled_for_user', 'Google: app_not_enabled_for_user'],
    [
      'JSON of Okta',
      '{"errorCode":"E0000011","errorSummary":"Invalid token provided","errorId":"oae1"}',
      'Okta: E0000011',
    ],
    [
      'a page of GitHub',
      'Be careful! The redirect_uri is not associated with this application.',
      'GitHub: redirect_uri_mismatch',
    ],
    [
      'a redirect of Salesforce',
      'error=redirect_uri_mismatch&error_description=redirect_uri%20must%20match%20configuration',
      'Salesforce: redirect_uri_mismatch',
    ],
    [
      'a page of LinkedIn',
      'unauthorized_scope_error Scope &quot;r_basicprofile&quot; is not authorized',
      'LinkedIn: unauthorized_scope_error',
    ],
    [
      'Test Connection of Entra ID',
      'You appear to have entered invalid credentials. Error code: SystemForCrossDomainIdentityManagementCredentialValidationUnavailable Details: Response Status Code: NotFound',
      `${entra}: SystemForCrossDomainIdentityManagementCredentialValidationUnavailable`,
    ],
    ['a slip in a name', 'incorect_client_credentials', 'GitHub: incorrect_client_credentials'],
    ['two slips', 'idp_initiated_sso_disabeld', 'WorkOS: idp_initiated_sso_disabled'],
  ])('%s', (_what, text, expected) => {
    expect(first(text)).toBe(expected)
  })

  test.each([
    ['AADSTS123456: Something new about the redirect URI', 'Microsoft Entra ID: AADSTS123456', /code=123456/],
    ['MSIS9999', 'AD FS: MSIS9999', /Activity ID/],
    ['Event 9999', 'AD FS: Event 9999', /Activity ID/],
    ['E0000999', 'Okta: E0000999', /errorId/],
  ])('%s is said to be a code of its family', (text, expected, fix) => {
    expect(first(text)).toBe(expected)
    expect(searchErrors(text)[0]?.fix).toMatch(fix)
    expect(errorsIn(text)).toEqual([])
  })

  test('a code that is known comes before one that is not', () => {
    expect(first('AADSTS999999 and AADSTS50011')).toBe('Microsoft Entra ID: AADSTS50011')
  })
})
