import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientKeyPem, type OidcLab, startOidcProvider } from '../../lab/oauth/oidc-provider'
import { checked, notInOrder, summaryOf } from './checked'

let lab: OidcLab
beforeAll(async () => {
  lab = await startOidcProvider()
})
afterAll(() => lab.close())

test('everything in order', async () => {
  const { basic } = lab.clients
  const { findings, result } = await checked({
    issuer: lab.issuer,
    clientId: basic.id,
    clientSecret: basic.secret,
    redirectUri: basic.redirectUri,
  })
  expect(notInOrder(findings)).toEqual([])
  expect(result).toMatchObject({ provider: null, issuer: lab.issuer, client: 'client-known' })
  expect(result?.keys).toEqual([{ kid: 'lab-2026', key: 'RSA 2048', use: 'sig' }])
})

test('the client is tried once, and a stranger once beside it; a wrong secret in both ways the provider takes', async () => {
  const { basic } = lab.clients
  lab.requests.length = 0
  await checked({ issuer: lab.issuer, clientId: basic.id, clientSecret: basic.secret })
  expect(lab.requests.filter((one) => one.startsWith('POST'))).toHaveLength(2)
  lab.requests.length = 0
  await checked({ issuer: lab.issuer, clientId: basic.id, clientSecret: 'wrong' })
  expect(lab.requests.filter((one) => one.startsWith('POST'))).toHaveLength(2)
})

test.each([
  [
    'a wrong secret',
    { clientSecret: 'CANARY-not-the-secret' },
    ['oauth.client fail'],
    'oauth.client',
    /refuses client ID and secret/,
  ],
  [
    'a client nobody knows',
    { clientId: 'nobody', clientSecret: 'CANARY-x-y-z-1-2-3' },
    ['oauth.client fail', 'oauth.redirect-uri skipped'],
    'oauth.redirect-uri',
    /does not know the client/,
  ],
  ['no secret', { clientSecret: undefined }, ['oauth.client skipped'], 'oauth.client', /no client secret/],
] as const)('%s', async (_what, change, expected, id, says) => {
  const { basic } = lab.clients
  const input = { clientId: basic.id, redirectUri: basic.redirectUri, ...change }
  const { clientSecret, ...others } = input
  const { findings, result } = await checked({
    issuer: lab.issuer,
    ...others,
    ...(clientSecret === undefined ? {} : { clientSecret }),
  })
  expect(notInOrder(findings)).toEqual(expected)
  expect(summaryOf(findings, id)).toMatch(says)
  expect(JSON.stringify([findings, result])).not.toContain('CANARY')
})

test.each([
  ['with a slash at its end', (uri: string) => `${uri}/`, 'trailing-slash'],
  ['with another letter case', (uri: string) => uri.replace('a1B2', 'A1b2'), null],
  ['on another host', (uri: string) => uri.replace('auth.workos.com', 'login.acme.example'), null],
  ['without TLS', (uri: string) => uri.replace('https:', 'http:'), 'scheme'],
])('a redirect URI %s', async (_what, change, kind) => {
  const { basic } = lab.clients
  const { findings } = await checked({
    issuer: lab.issuer,
    clientId: basic.id,
    clientSecret: basic.secret,
    redirectUri: change(basic.redirectUri),
  })
  expect(notInOrder(findings)).toEqual(['oauth.redirect-uri fail'])
  const finding = findings.find(({ id }) => id === 'oauth.redirect-uri')
  if (kind !== null)
    expect(finding?.compared).toMatchObject({ expected: { value: basic.redirectUri }, firstDifference: { kind } })
})

test('the redirect URI a connection says it has', async () => {
  const { basic } = lab.clients
  const expected = { value: `${basic.redirectUri}x`, from: 'WorkOS’s redirect' }
  const { findings } = await checked({
    issuer: lab.issuer,
    redirectUri: basic.redirectUri,
    expectedRedirectUri: expected,
  })
  expect(findings.find(({ id }) => id === 'oauth.redirect-uri')).toMatchObject({
    status: 'fail',
    compared: { expected },
  })
})

test('without a client ID a redirect URI is looked at, not proven', async () => {
  const { findings } = await checked({ issuer: lab.issuer, redirectUri: lab.clients.basic.redirectUri })
  expect(findings.find(({ id }) => id === 'oauth.redirect-uri')).toMatchObject({ status: 'info' })
})

test('scopes the client may not have', async () => {
  const { narrow } = lab.clients
  const client = { clientId: narrow.id, clientSecret: narrow.secret, redirectUri: narrow.redirectUri }
  const { findings } = await checked({ issuer: lab.issuer, ...client })
  expect(notInOrder(findings)).toEqual(['oauth.scopes fail'])
  expect(summaryOf(findings, 'oauth.scopes')).toMatch(/accepts openid alone/)
  const fewer = await checked({ issuer: lab.issuer, ...client, scopes: ['openid', 'email'] })
  expect(notInOrder(fewer.findings)).toEqual([])
})

test('a scope nobody knows', async () => {
  const { basic } = lab.clients
  const { findings } = await checked({
    issuer: lab.issuer,
    clientId: basic.id,
    redirectUri: basic.redirectUri,
    scopes: ['openid', 'unheard-of'],
  })
  expect(notInOrder(findings)).toEqual(['oauth.client skipped', 'oauth.scopes warn'])
  expect(summaryOf(findings, 'oauth.scopes')).toContain('unheard-of')
})

test('a client that signs assertions', async () => {
  const { assertion } = lab.clients
  const client = { clientId: assertion.id, redirectUri: assertion.redirectUri }
  const right = await checked({ issuer: lab.issuer, ...client, clientSecret: clientKeyPem })
  expect(notInOrder(right.findings)).toEqual([])
  const text = await checked({
    issuer: lab.issuer,
    ...client,
    clientSecret: 'a secret',
    authentication: 'private_key_jwt',
  })
  expect(notInOrder(text.findings)).toEqual(['oauth.client skipped'])
})

test.each([
  ['with a slash at its end', '/', 'oauth.issuer fail', 'trailing-slash'],
  ['as the address of its document', '/.well-known/openid-configuration', null, null],
] as const)('an issuer %s', async (_what, ending, expected, kind) => {
  const { findings } = await checked({ issuer: `${lab.issuer}${ending}` })
  const faults = notInOrder(findings).filter((one) => !one.endsWith('skipped'))
  expect(faults).toEqual(expected === null ? [] : [expected])
  if (kind !== null) expect(findings[1]?.compared?.firstDifference?.kind).toBe(kind)
})

test('an issuer whose document lies elsewhere', async () => {
  const { findings } = await checked({ issuer: `${lab.issuer}/realms/acme` })
  expect(notInOrder(findings).slice(0, 2)).toEqual(['oauth.discovery fail', 'oauth.issuer fail'])
  expect(findings[0]?.compared?.expected.value).toBe(`${lab.issuer}/.well-known/openid-configuration`)
})

test.each([
  ['?error=access_denied&error_description=The+person+declined', 'oauth.consent fail'],
  ['?error=invalid_scope', 'oauth.scopes fail'],
  ['?error=redirect_uri_mismatch', 'oauth.redirect-uri fail'],
  ['?error=unauthorized_client', 'oauth.client fail'],
  ['?error=invalid_request&error_description=AADSTS50011%3A+The+redirect+URI', 'oauth.redirect-uri fail'],
  ['?error=invalid_request&error_description=Pushed+Authorization+Request+must+be+used', 'oauth.sign-in fail'],
  ['?error=unsupported_response_type', 'oauth.sign-in fail'],
  ['?error=server_error', 'oauth.consent warn'],
  ['#error=access_denied', 'oauth.consent fail'],
  ['?error=something_else', 'oauth.consent warn'],
])('a sign-in that ended at %s', async (query, expected) => {
  const { findings } = await checked({ issuer: lab.issuer, callback: `https://app.acme.example/callback${query}` })
  const { id, status } = findings.at(-1) ?? {}
  expect(`${id} ${status}`).toBe(expected)
})

test('a code in a callback is not shown', async () => {
  const { findings } = await checked({
    issuer: lab.issuer,
    callback: 'https://app.acme.example/cb?code=CANARY-code-123&state=s',
  })
  expect(findings.at(-1)).toMatchObject({ id: 'oauth.consent', status: 'pass' })
  expect(JSON.stringify(findings)).not.toContain('CANARY')
})
