import { generateKeyPairSync } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { type LoopbackServer, listenOnLoopback } from '../../lab/loopback'
import { checked } from './checked'

const client = { id: 'app-1', secret: 'CANARY-secret-of-app-1-7Kq2' }
const redirectUri = 'https://auth.workos.com/sso/oauth/callback/conn_01HXLAB4711ABCDEFGHJKMNPQR'

interface Answer {
  status: number
  body?: string
  type?: string
}
interface Provider {
  document?: Record<string, unknown>
  keys?: unknown[]
  /** What the token endpoint answers to the right client and secret, and to all others. */
  right?: Answer
  wrong?: Answer
  /** The one way to authenticate that the client is registered for. */
  way?: 'basic' | 'post'
  wantsVerifier?: boolean
  label?: string
}

let server: LoopbackServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

const json = (status: number, body: object): Answer => ({ status, body: JSON.stringify(body) })
const error = (status: number, error: string, error_description?: string) => json(status, { error, error_description })
const html = (status: number, title: string): Answer => ({
  status,
  body: `<!doctype html><html><head><title>${title}</title></head></html>`,
  type: 'text/html',
})
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })
const okp = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })

const badCode = error(400, 'invalid_grant', 'The code is not known.')
const badClient = error(401, 'invalid_client')
const requests: string[] = []

/** Checks a small provider; its token endpoint knows one client. */
async function check(provider: Provider, secret = client.secret) {
  const { right = badCode, wrong = badClient, way, wantsVerifier } = provider
  requests.length = 0
  const lab = await listenOnLoopback(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const form = new URLSearchParams(Buffer.concat(chunks).toString())
    requests.push(`${request.method} ${request.url}`)
    const send = ({ status, body = '', type = 'application/json' }: Answer) => {
      response.writeHead(status, { 'content-type': type })
      response.end(body)
    }
    const url = new URL(request.url ?? '/', lab.origin)
    if (url.pathname.endsWith('/jwks')) return send(json(200, { keys: provider.keys ?? [{ ...rsa, kid: '1' }] }))
    if (url.pathname.endsWith('openid-configuration'))
      return send({ ...json(200, documentOf(lab.origin, provider)), type: provider.label ?? 'application/json' })
    if (request.method !== 'POST') return send(html(200, 'Sign in'))
    const [id, password] = Buffer.from(request.headers.authorization?.slice(6) ?? '', 'base64')
      .toString()
      .split(':')
    const isBasic = request.headers.authorization !== undefined
    const isRight = isBasic
      ? way !== 'post' && id === client.id && password === client.secret
      : way !== 'basic' && form.get('client_id') === client.id && form.get('client_secret') === client.secret
    if (isRight && wantsVerifier && !form.has('code_verifier')) return send(error(400, 'invalid_request', 'PKCE'))
    return send(isRight ? right : wrong)
  })
  server = lab
  const { findings } = await checked({ issuer: lab.origin, clientId: client.id, clientSecret: secret, redirectUri })
  expect(JSON.stringify(findings)).not.toContain('CANARY')
  const of = (id: string) => findings.filter((finding) => finding.id === id).map(({ status }) => status)
  const said = (id: string) => findings.find((finding) => finding.id === id)?.summary ?? ''
  return { of, said }
}

const documentOf = (origin: string, { document }: Provider) => {
  const plain = {
    issuer: origin,
    authorization_endpoint: `${origin}/authorize`,
    token_endpoint: `${origin}/token`,
    jwks_uri: `${origin}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  }
  return JSON.parse(JSON.stringify({ ...plain, ...document }).replaceAll('ORIGIN', origin))
}

const both = { token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'] }

describe('client ID and secret are right, and the endpoint', () => {
  test.each<[what: string, provider: Provider]>([
    ['says invalid_grant', {}],
    ['says invalid_grant with 401', { right: error(401, 'invalid_grant') }],
    ['says it in capitals', { right: error(400, 'INVALID_GRANT'), wrong: error(401, 'INVALID_CLIENT') }],
    ['says it in a form', { right: { status: 400, body: 'error=invalid_grant&error_description=bad+code' } }],
    ['says it in Japanese', { right: error(400, 'invalid_grant', '認可コードが無効です。') }],
    [
      'names all that can be wrong with a code',
      {
        right: error(
          400,
          'invalid_grant',
          'The authorization code is invalid, expired, revoked, or does not match the redirect_uri of the request.',
        ),
      },
    ],
    ['says it with 200 and ok: false', { right: json(200, { ok: false, error: 'invalid_code' }) }],
    ['says it as GitHub does', { right: error(200, 'bad_verification_code') }],
    ['says it in an object', { right: json(400, { error: { code: 'invalid_grant', message: 'No' } }) }],
    ['knows the client by Basic alone', { document: both, way: 'basic' }],
    ['knows the client by form alone', { document: both, way: 'post' }],
    ['wants PKCE', { document: { code_challenge_methods_supported: ['S256'] }, wantsVerifier: true }],
  ])('%s', async (_what, provider) => {
    const { of, said } = await check(provider)
    expect([of('oauth.client'), said('oauth.client')]).toEqual([['pass'], expect.stringContaining('knows client ID')])
    expect(of('oauth.redirect-uri')).not.toContain('fail')
  })
})

describe('a wrong secret, and the endpoint', () => {
  test.each<[what: string, wrong: Answer]>([
    ['says invalid_client with 401', badClient],
    ['says invalid_client with 400', error(400, 'invalid_client')],
    ['says invalid_client with 200', error(200, 'invalid_client')],
    ['says it in capitals', error(401, 'INVALID_CLIENT')],
    ['says it in a form', { status: 401, body: 'error=invalid_client' }],
    ['says it in German', error(401, 'invalid_client', 'Ungültige Anmeldedaten des Clients')],
    ['says it in an object', json(401, { error: { code: 'invalid_client', message: 'No' } })],
    ['says nothing but 401', { status: 401 }],
    ['quotes the secret', error(401, 'invalid_client', 'The secret CANARY-another-secret-1234 is not known')],
    ['says unauthorized_client', error(400, 'unauthorized_client', 'Invalid client credentials')],
    ['says access_denied', error(403, 'access_denied', 'Unauthorized')],
    [
      'says it as API gateways do',
      json(401, { ErrorCode: 'invalid_request', Error: 'Invalid client id : app-1. ClientId is Invalid' }),
    ],
    ['says it as GitHub does', error(200, 'incorrect_client_credentials')],
    ['says it as Slack does', json(200, { ok: false, error: 'bad_client_secret' })],
  ])('%s', async (_what, wrong) => {
    const { of } = await check({ wrong }, 'CANARY-another-secret-1234')
    expect(of('oauth.client')).toEqual(['fail'])
  })

  test('is tried in both ways the provider takes, and in no third', async () => {
    const { said } = await check({ document: both }, 'CANARY-another-secret-1234')
    expect(said('oauth.client')).toMatch(/sent as client_secret_basic and as client_secret_post/)
    expect(requests.filter((one) => one.startsWith('POST'))).toHaveLength(2)
  })
})

describe('an answer that says nothing of the client', () => {
  test.each<[what: string, answer: Answer, status: string, says: RegExp]>([
    ['too many requests', error(429, 'slow_down'), 'skipped', /too often/],
    ['a failure', html(503, 'Maintenance'), 'skipped', /fails by itself/],
    ['a page', html(400, 'Bad Request'), 'warn', /says nothing of the client.*Bad Request/],
    ['a firewall', html(403, 'Access Denied'), 'warn', /says nothing of the client/],
    ['nothing', { status: 200 }, 'warn', /says nothing of the client/],
    [
      'a malformed request',
      error(400, 'invalid_request', 'Unsupported media type'),
      'warn',
      /refuses the request itself/,
    ],
    ['a proof of possession', error(400, 'invalid_dpop_proof'), 'warn', /says nothing of the client/],
    ['the same for everybody', badCode, 'warn', /looks at the code before/],
    ['a token for everybody', json(200, { access_token: 'CANARY-token' }), 'warn', /accepts anything/],
    ['a refused redirect URI', error(400, 'invalid_grant', 'Invalid redirect_uri'), 'warn', /refuses the redirect URI/],
    [
      'a refused redirect URI, as a client',
      error(400, 'unauthorized_client', 'Invalid redirect_uri'),
      'warn',
      /refuses the redirect URI/,
    ],
    [
      'a grant the client may not use',
      error(400, 'invalid_request', 'requested grant type is not allowed for this client'),
      'fail',
      /does not let this client exchange/,
    ],
    ['a grant it does not take', error(400, 'unsupported_grant_type'), 'fail', /does not let this client exchange/],
  ])('%s', async (_what, answer, status, says) => {
    const { of, said } = await check({ right: answer, wrong: answer })
    expect([of('oauth.client'), said('oauth.client')]).toEqual([[status], expect.stringMatching(says)])
  })
})

describe('a provider that takes', () => {
  test.each([
    ['private keys alone', ['private_key_jwt'], /takes only private_key_jwt/],
    ['signed secrets alone', ['client_secret_jwt'], /takes only client_secret_jwt/],
    ['certificates alone', ['tls_client_auth', 'self_signed_tls_client_auth'], /takes only tls_client_auth and/],
  ])('%s is not sent a secret', async (_what, methods, says) => {
    const { of, said } = await check({ document: { token_endpoint_auth_methods_supported: methods } })
    expect([of('oauth.discovery'), of('oauth.client')]).toEqual([['pass'], ['skipped']])
    expect(said('oauth.client')).toMatch(says)
    expect(requests.filter((one) => one.startsWith('POST'))).toEqual([])
  })
})

describe('a discovery document', () => {
  type Statuses = [discovery: string, issuer: string, jwks: string]
  const good: Statuses = ['pass', 'pass', 'pass']
  const sig = { ...rsa, kid: '1', use: 'sig', alg: 'RS256' }
  test.each<[what: string, provider: Provider, expected: Statuses, says?: RegExp]>([
    ['with a key without kid, use and alg', { keys: [rsa] }, good],
    ['with keys of three kinds', { keys: [sig, { ...ec, kid: '2' }, { ...okp, kid: '3', alg: 'EdDSA' }] }, good],
    ['with a key for encryption beside', { keys: [sig, { ...rsa, kid: '2', use: 'enc', alg: 'RSA-OAEP-256' }] }, good],
    ['with one kid for two kinds of key', { keys: [sig, { ...ec, kid: '1', use: 'sig', alg: 'ES256' }] }, good],
    ['with one kid twice', { keys: [sig, sig] }, ['pass', 'pass', 'warn']],
    ['with certificates alone', { keys: [{ kty: 'RSA', kid: '1', x5c: ['MIIB'] }] }, ['pass', 'pass', 'fail']],
    ['without scopes, grants and userinfo', { document: {} }, good],
    ['with aliases for mutual TLS', { document: { mtls_endpoint_aliases: { token_endpoint: 'ORIGIN/mtls' } } }, good],
    ['with DPoP', { document: { dpop_signing_alg_values_supported: ['ES256'] } }, good],
    ['that offers pushed requests', { document: { pushed_authorization_request_endpoint: 'ORIGIN/par' } }, good],
    [
      'that wants pushed requests',
      { document: { require_pushed_authorization_requests: true } },
      ['warn', 'pass', 'pass'],
      /pushed authorization requests alone/,
    ],
    [
      'with hybrid responses alone',
      { document: { response_types_supported: ['code id_token'] } },
      ['fail', 'pass', 'pass'],
      /“code”/,
    ],
    [
      'of public clients alone',
      { document: { token_endpoint_auth_methods_supported: ['none'] } },
      ['warn', 'pass', 'pass'],
      /clients without a secret/,
    ],
    ['labelled as text', { label: 'text/plain' }, ['warn', 'pass', 'pass'], /labelled text\/plain/],
    ['without jwks_uri', { document: { jwks_uri: null } }, ['fail', 'pass', 'skipped'], /lacks jwks_uri/],
    ['with a relative address', { document: { token_endpoint: '/token' } }, ['fail', 'pass', 'pass'], /not an address/],
    [
      'with an address without TLS',
      { document: { token_endpoint: 'http://id.example.com/token' } },
      ['fail', 'pass', 'pass'],
      /TLS/,
    ],
    ['of an issuer with a slash', { document: { issuer: 'ORIGIN/' } }, ['pass', 'fail', 'pass']],
    ['of an issuer below', { document: { issuer: 'ORIGIN/tenant' } }, ['pass', 'fail', 'pass']],
    [
      'that signs with ES256 alone',
      { document: { id_token_signing_alg_values_supported: ['ES256'] }, keys: [{ ...ec, kid: '1' }] },
      ['warn', 'pass', 'pass'],
      /RS256/,
    ],
  ])('%s', async (_what, provider, expected, says) => {
    const { of, said } = await check(provider)
    expect([of('oauth.discovery')[0], of('oauth.issuer')[0], of('oauth.jwks')[0]]).toEqual(expected)
    if (says !== undefined) expect(said('oauth.discovery')).toMatch(says)
  })
})
