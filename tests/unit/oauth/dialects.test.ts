import { describe, expect, test } from 'vitest'
import type { Host, HttpReply } from '../../../src/main/host/host'
import { askAuthorizationEndpoint } from '../../../src/main/oauth/authorization-endpoint'
import { judgeRedirectUri } from '../../../src/main/oauth/judge-redirect-uri'
import { askTokenEndpoint } from '../../../src/main/oauth/token-endpoint'
import type { AuthorizeMeaning, TokenMeaning } from '../../../src/shared/guidance/oauth/dialects'

const redirectUri = 'https://auth.workos.com/sso/oidc/k3J9d8Sm2Qx7Lp0Vb5Tn4Rz1/callback'
const endpoint = 'https://idp.example/authorize'

const reply = (status: number, type: string, body: string, location?: string): HttpReply => ({
  status,
  headers: [['content-type', type], ...(location === undefined ? [] : [['location', location] as const])],
  body: Buffer.from(body),
})
const page = (status: number, text: string) =>
  reply(status, 'text/html', `<!doctype html><title>Error</title><script>invalid_scope</script><p>${text}</p>`)
const json = (status: number, body: unknown) => reply(status, 'application/json', JSON.stringify(body))
const sentTo = (path: string) => reply(302, 'text/html', '', `https://idp.example${path}`)

/** A host at which one thing is answered to everybody. */
const answering = (answer: HttpReply): Host => ({
  now: Date.now,
  monotonic: () => 0,
  signal: new AbortController().signal,
  http: async () => ({ ok: true, reply: answer }),
})

const clean = (text: string) => text

async function shown(answer: HttpReply) {
  const request = { endpoint, clientId: 'client-1', redirectUri, scopes: ['openid'], state: 's', nonce: 'n' }
  return askAuthorizationEndpoint(answering(answer), { ...request, challenge: null, silent: false }, null, clean)
}

/** What products of which nothing is known beforehand show for a redirect URI that is not registered. */
describe('a redirect URI that is not registered, in the words of', () => {
  test.each<[product: string, answer: HttpReply]>([
    ['Okta', page(400, 'The &#39;redirect_uri&#39; parameter must be a Login redirect URI in the client app settings')],
    [
      'Auth0',
      page(403, 'Callback URL mismatch. The provided redirect_uri is not in the list of allowed callback URLs.'),
    ],
    ['Keycloak', page(400, 'Invalid parameter: redirect_uri')],
    [
      'PingOne',
      json(400, {
        code: 'INVALID_DATA',
        message: 'The request could not be completed.',
        details: [{ code: 'INVALID_VALUE', target: 'redirect_uri', message: 'Redirect URI mismatch' }],
      }),
    ],
    ['Amazon Cognito', sentTo('/error?error=redirect_mismatch&client_id=client-1')],
    [
      'authentik',
      page(400, 'The request fails due to a missing, invalid, or mismatching redirection URI (redirect_uri).'),
    ],
    ['Spring', page(400, '[invalid_request] OAuth 2.0 Parameter: redirect_uri')],
    [
      'WSO2',
      sentTo('/oauth2_error.do?oauthErrorCode=invalid_callback&oauthErrorMsg=Registered+callback+does+not+match'),
    ],
    ['Descope', json(400, { errorCode: 'E011003', errorMessage: 'Redirect URL is not in the approved list' })],
    ['Casdoor', page(200, "Redirect URI: x doesn't exist in the allowed Redirect URI list")],
    ['a product that speaks Russian', page(400, '400 redirect_uri не совпадает с указанным в приложении')],
    ['a product that speaks German', page(400, 'Die Redirect-URI ist für diese Anwendung nicht hinterlegt.')],
  ])('%s', async (_product, answer) => {
    expect(await shown(answer)).toMatchObject({ outcome: 'refused', meaning: 'redirect-refused' })
  })
})

describe('another page', () => {
  test.each<[what: string, answer: HttpReply, meaning: AuthorizeMeaning | null]>([
    [
      'to sign in, with questions below',
      page(200, 'Forgot your password? New client? Unknown device? Register.'),
      null,
    ],
    ['to sign in, in German', page(200, 'Anmelden. Nach der Anmeldung geht es zur Redirect-URI zurück.'), null],
    ['that names two parameters', page(400, 'Check your client_id and redirect_uri.'), null],
    ['that knows no such client', page(400, 'The client was not found.'), 'client-unknown'],
    ['of JSON within JSON', json(400, { a: { b: { c: { d: { e: { f: 'redirect_uri_mismatch' } } } } } }), null],
  ])('%s', async (_what, answer, meaning) => {
    expect((await shown(answer)).meaning).toBe(meaning)
  })
})

describe('a token endpoint that says', () => {
  const error = (status: number, code: string, says?: string) => json(status, { error: code, error_description: says })
  test.each<[answer: HttpReply, meaning: TokenMeaning]>([
    [error(401, 'disabled_client', 'The OAuth client was disabled.'), 'client-disabled'],
    [error(401, 'deleted_client', 'The OAuth client was deleted.'), 'client-unknown'],
    [error(401, 'invalid_client', 'The client is inactive.'), 'client-disabled'],
    [error(401, 'unauthorized_client', 'Application is suspended'), 'client-disabled'],
    [error(401, 'invalid_client', 'Client secret has expired'), 'secret-expired'],
    [error(401, 'invalid_client', 'The requested OAuth 2.0 Client does not exist.'), 'client-unknown'],
    [error(403, 'invalid_request', 'Unknown client: client-1'), 'client-unknown'],
    [
      json(401, { errorCode: 'invalid_client', errorSummary: "Invalid value for 'client_id' parameter." }),
      'client-unknown',
    ],
    [
      error(
        401,
        'invalid_client',
        'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
      ),
      'client-wrong',
    ],
    [error(401, 'unauthorized_client', 'Invalid client or Invalid client credentials'), 'client-wrong'],
    [error(400, 'invalid_grant', 'The code has expired or the client is not the one it was made for'), 'client-known'],
  ])('%#', async (answer, meaning) => {
    const request = { url: endpoint, clientId: 'client-1', redirectUri, code: 'x', proof: { kind: 'none' as const } }
    expect((await askTokenEndpoint(answering(answer), request, null, clean)).meaning).toBe(meaning)
  })
})

describe('a client that is turned away where browsers are sent', () => {
  test.each([
    [true, 'warn', /token endpoint knows ID and secret/],
    [false, 'skipped', /does not know the client/],
  ] as const)('while its token endpoint knows it: %s', async (clientKnown, status, says) => {
    const answer = await shown(json(401, { error: 'invalid_client', message: 'Client authentication failed' }))
    const [finding] = judgeRedirectUri({
      of: 'redirect-uri',
      at: '2026-01-01T00:00:00.000Z',
      provider: null,
      uri: redirectUri,
      expected: null,
      clientId: 'client-1',
      clientTried: true,
      clientKnown,
      answer,
      control: answer,
    })
    expect(finding).toMatchObject({ status, summary: expect.stringMatching(says) })
  })
})
