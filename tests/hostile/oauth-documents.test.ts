import { generateKeyPairSync } from 'node:crypto'
import type { OutgoingHttpHeaders } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { standardAuthorizeRules, standardTokenRules } from '../../src/shared/guidance/oauth/dialects'
import { oauthProviders } from '../../src/shared/guidance/oauth/providers'
import { checked } from '../integration/oauth/checked'
import { type LoopbackServer, listenOnLoopback } from '../lab/loopback'
import { mappedHost } from '../lab/oauth/mapped-host'

interface Page {
  status?: number
  type?: string
  headers?: OutgoingHttpHeaders
  body?: string | Buffer
}

let server: LoopbackServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

const asked: string[] = []

/** A provider of pages. `ISSUER` in a text stands for its own address. */
async function provider(pages: Readonly<Record<string, Page>>): Promise<string> {
  asked.length = 0
  server = await listenOnLoopback((request, response) => {
    asked.push(request.url ?? '')
    const {
      status = 200,
      type = 'application/json',
      headers = {},
      body = '',
    } = pages[(request.url ?? '').replace(/\?.*/, '')] ?? { status: 404 }
    response.writeHead(status, { 'content-type': type, ...headers })
    response.end(typeof body === 'string' ? body.replaceAll('ISSUER', server?.origin ?? '') : body)
  })
  return server.origin
}

const where = '/.well-known/openid-configuration'
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const good = { ...publicKey.export({ format: 'jwk' }), use: 'sig', kid: 'one', alg: 'RS256' }
const keys = (...list: unknown[]): Page => ({ body: JSON.stringify({ keys: list }) })
const document = (change: Record<string, unknown> = {}): Page => ({
  body: JSON.stringify({
    issuer: 'ISSUER',
    authorization_endpoint: 'ISSUER/auth',
    token_endpoint: 'ISSUER/token',
    jwks_uri: 'ISSUER/keys',
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    ...change,
  }),
})

async function statuses(pages: Readonly<Record<string, Page>>) {
  const issuer = await provider({ '/keys': keys(good), ...pages })
  const { findings } = await checked({ issuer })
  const of = (id: string) => findings.find((finding) => finding.id === id)
  return { discovery: of('oauth.discovery'), issuer: of('oauth.issuer'), jwks: of('oauth.jwks'), findings }
}

test('a document in order, for comparison', async () => {
  const { discovery, issuer, jwks } = await statuses({ [where]: document() })
  expect([discovery?.status, issuer?.status, jwks?.status]).toEqual(['pass', 'pass', 'pass'])
})

describe('a discovery document that', () => {
  test.each<[string, Page, RegExp]>([
    ['redirects to a file', { status: 302, headers: { location: 'file:///etc/passwd' } }, /not an http address/],
    ['redirects to a script', { status: 302, headers: { location: 'javascript:alert(1)' } }, /not an http address/],
    ['redirects to itself', { status: 302, headers: { location: where } }, /in a circle/],
    [
      'redirects with a password',
      { status: 302, headers: { location: 'http://a:b@127.0.0.1/' } },
      /user name or password/,
    ],
    ['is a web page', { type: 'text/html', body: '<!doctype html><title>Log in</title>' }, /Log in/],
    ['is empty', {}, /nothing came/],
    ['breaks off', { body: '{"issuer": "ISS' }, /breaks off/],
    ['is a list', { body: '[1,2,3]' }, /JSON came that is none/],
    ['is nested a hundred thousand deep', { body: '['.repeat(100_000) }, /breaks off/],
    ['is one long nest', { body: `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}` }, /is none/],
    ['is larger than any', { body: JSON.stringify({ issuer: 'x'.repeat(2_000_000) }) }, /far larger/],
    [
      'unpacks to far more',
      { headers: { 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(50_000_000, 32)) },
      /far larger/,
    ],
    ['names a file for its keys', document({ jwks_uri: 'file:///etc/passwd' }), /jwks_uri is file/],
    ['has numbers for addresses', document({ token_endpoint: 5, jwks_uri: ['x'] }), /wrong type/],
    [
      'has a million scopes',
      document({ scopes_supported: Array.from({ length: 5000 }, (_, index) => `s${index}`) }),
      /wrong type/,
    ],
    ['lacks the token endpoint', document({ token_endpoint: undefined }), /lacks token_endpoint/],
    ['offers no code', document({ response_types_supported: ['id_token'] }), /response type “code”/],
    ['signs nothing', document({ id_token_signing_alg_values_supported: ['none'] }), /does not sign/],
    ['pollutes', { body: '{"__proto__": {"polluted": true}, "issuer": "ISSUER"}' }, /lacks/],
  ])('%s is refused', async (_what, page, says) => {
    const { discovery } = await statuses({ [where]: page })
    expect(discovery?.status).toBe('fail')
    expect(discovery?.summary).toMatch(says)
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  test('names another issuer is told so, character by character', async () => {
    const { issuer } = await statuses({ [where]: document({ issuer: 'https://accounts.google.com.evil.example' }) })
    expect(issuer).toMatchObject({ status: 'fail', compared: { firstDifference: {} } })
  })
})

describe('a provider on the Internet', () => {
  const publicIssuer = 'https://id.acme-example.com'

  test.each([
    ['127.0.0.1', 'https://127.0.0.1/keys'],
    ['the metadata service', 'https://169.254.169.254/latest/meta-data'],
    ['a private network', 'https://10.0.0.8/keys'],
    ['IPv6 loopback', 'https://[::1]/keys'],
    ['a mapped address', 'https://[::ffff:127.0.0.1]/keys'],
    ['a decimal address', 'https://2130706433/keys'],
    ['an octal address', 'https://0177.0.0.1/keys'],
    ['a name of one part', 'https://intranet/keys'],
    ['http', 'http://id.acme-example.com/keys'],
  ])('is not followed to %s', async (_what, address) => {
    const origin = await provider({ [where]: document({ issuer: publicIssuer, jwks_uri: address }) })
    const { findings } = await checked({ issuer: publicIssuer }, mappedHost({ [publicIssuer]: origin }))
    expect(findings.find(({ id }) => id === 'oauth.discovery')?.status).toBe('fail')
    expect(findings.find(({ id }) => id === 'oauth.jwks')?.status).toBe('skipped')
    expect(asked).toEqual([where])
  })

  test('does not get a secret sent to an address without TLS', async () => {
    const endpoints = {
      issuer: publicIssuer,
      jwks_uri: `${publicIssuer}/keys`,
      token_endpoint: 'http://id.acme-example.com/token',
    }
    const origin = await provider({ [where]: document(endpoints), '/keys': keys(good) })
    const { findings } = await checked(
      { issuer: publicIssuer, clientId: 'client', clientSecret: 'CANARY-secret-1234' },
      mappedHost({ [publicIssuer]: origin }),
    )
    expect(findings.find(({ id }) => id === 'oauth.client')?.status).toBe('skipped')
    expect(asked).toEqual([where, '/keys'])
    expect(JSON.stringify(findings)).not.toContain('CANARY')
  })
})

describe('a set of keys that', () => {
  test.each<[string, Page, 'fail' | 'warn', RegExp]>([
    ['is empty', keys(), 'fail', /empty/],
    ['is none', { body: '{"keys": 5}' }, 'fail', /no JWK set/],
    ['is a page', { type: 'text/html', body: '<html></html>' }, 'fail', /no JWK set/],
    ['redirects to a file', { status: 302, headers: { location: 'file:///keys' } }, 'fail', /not an http address/],
    ['is huge', { body: JSON.stringify({ keys: Array.from({ length: 4000 }, () => good) }) }, 'fail', /far larger/],
    ['has only encryption keys', keys({ ...good, use: 'enc' }), 'fail', /for encryption/],
    ['leaks a private key', keys(good, { ...privateKey.export({ format: 'jwk' }), use: 'sig' }), 'fail', /secret key/],
    ['publishes a symmetric key', keys({ kty: 'oct', k: 'c2VjcmV0', use: 'sig' }), 'fail', /secret key/],
    ['cannot be read', keys({ kty: 'RSA', n: '!!', e: 'AQAB' }, 7, null, 'x'), 'fail', /No key can be used/],
    [
      'is weak',
      keys({ ...generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' }), use: 'sig' }),
      'fail',
      /weaker/,
    ],
    ['has one kid twice', keys(good, good), 'warn', /same kid/],
    ['has one that cannot be read', keys(good, { kty: 'EC', crv: 'P-999', x: 'a', y: 'b' }), 'warn', /cannot be read/],
  ])('%s', async (_what, page, status, says) => {
    const { jwks, findings } = await statuses({ [where]: document(), '/keys': page })
    expect(jwks?.status).toBe(status)
    expect(jwks?.summary).toMatch(says)
    expect(JSON.stringify(findings)).not.toContain(privateKey.export({ format: 'jwk' }).d)
  })
})

test('a provider that accepts any code, any client and any address is not believed', async () => {
  const issuer = await provider({
    [where]: document(),
    '/keys': keys(good),
    '/token': { body: '{"access_token":"CANARY-token-987654"}' },
  })
  const { findings } = await checked({
    issuer,
    clientId: 'c',
    clientSecret: 'secret',
    redirectUri: 'https://app.acme.example/cb',
  })
  expect(findings.find(({ id }) => id === 'oauth.client')?.status).toBe('warn')
  expect(JSON.stringify(findings)).not.toContain('CANARY')
})

test('a provider that looks at the code first is not believed', async () => {
  const issuer = await provider({
    [where]: document(),
    '/keys': keys(good),
    '/token': { status: 400, body: '{"error":"invalid_grant"}' },
    '/auth': { type: 'text/html', body: '<form>Sign in</form>' },
  })
  const { findings } = await checked({
    issuer,
    clientId: 'c',
    clientSecret: 'wrong',
    redirectUri: 'https://app.acme.example/cb',
  })
  const of = (id: string) => findings.find((finding) => finding.id === id)
  expect(of('oauth.client')).toMatchObject({ status: 'warn' })
  expect(of('oauth.client')?.summary).toMatch(/looks at the code before/)
  expect(of('oauth.redirect-uri')?.status).toBe('info')
})

test('a token endpoint that throws the secret back', async () => {
  const secret = 'CANARY-Zx93TkVb2Lr8Ws4Np'
  for (const said of [
    secret,
    encodeURIComponent(secret),
    Buffer.from(`client:${secret}`).toString('base64'),
    secret.slice(0, 14),
  ]) {
    const body = JSON.stringify({ error: 'invalid_client', error_description: `Secret ${said} is wrong` })
    const issuer = await provider({ [where]: document(), '/keys': keys(good), '/token': { status: 401, body } })
    const { findings, result } = await checked({ issuer, clientId: 'client', clientSecret: secret })
    const text = JSON.stringify([findings, result])
    for (let index = 0; index + 10 <= secret.length; index++)
      expect(text).not.toContain(secret.slice(index, index + 10))
    await server?.close()
  }
})

test('a page of a megabyte of open tags is read in no time', async () => {
  const page = { status: 400, type: 'text/html', body: '<script '.repeat(100_000) + '<!--'.repeat(50_000) }
  const issuer = await provider({ [where]: document(), '/keys': keys(good), '/auth': page })
  const before = performance.now()
  await checked({ issuer, clientId: 'c', redirectUri: 'https://app.acme.example/cb' })
  expect(performance.now() - before).toBeLessThan(3000)
})

test('every pattern bears a hundred kilobytes of whatever', () => {
  const patterns = [
    ...standardTokenRules.flatMap(({ says }) => (says ? [says] : [])),
    ...standardAuthorizeRules.map(({ says }) => says),
    ...oauthProviders.flatMap(({ tokenRules, authorizeRules, issuers }) => [
      ...tokenRules.flatMap(({ says }) => (says ? [says] : [])),
      ...authorizeRules.map(({ says }) => says),
      ...issuers,
    ]),
  ]
  const texts = [
    'redirect_uri ',
    'invalid ',
    'not a',
    'scope ',
    'client ',
    'https://a',
    'a',
    ' ',
    'redirect uri invalid scope client not ',
  ].map((text) => text.repeat(Math.ceil(100_000 / text.length)))
  for (const pattern of patterns) {
    for (const text of texts) {
      // A pattern that goes back over the text takes seconds; a busy machine delays one try, not each of three.
      const tries = [1, 2, 3].map(() => {
        const before = performance.now()
        pattern.test(text)
        return performance.now() - before
      })
      expect(Math.min(...tries), `${pattern} on ${text.slice(0, 20)}`).toBeLessThan(50)
    }
  }
})
