import { generateKeyPairSync } from 'node:crypto'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OAuthInput } from '../../../src/main/oauth/input'
import { oauthProviders, providerNamed, providerOfIssuer } from '../../../src/shared/guidance/oauth/providers'
import { dialectClient as client, type DialectLab, startDialects } from '../../lab/oauth/dialects'
import { mappedHost } from '../../lab/oauth/mapped-host'
import { clientKeyPem } from '../../lab/oauth/oidc-provider'
import { checked, notInOrder, summaryOf } from './checked'

let lab: DialectLab
beforeAll(async () => {
  lab = await startDialects()
})
afterAll(() => lab.close())

const appleKey = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const appleSecret = (claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}) => {
  const now = Math.floor(Date.now() / 1000)
  const all = {
    iss: 'TEAM123456',
    sub: client.id,
    aud: 'https://appleid.apple.com',
    iat: now,
    exp: now + 86_400,
    ...claims,
  }
  return new SignJWT(all).setProtectedHeader({ alg: 'ES256', kid: 'ABC1234567', ...header }).sign(appleKey.privateKey)
}

function providerCalled(name: string) {
  const provider = providerNamed(name)
  if (provider === null) throw new Error(`no provider ${name}`)
  return provider
}

async function check(name: string, change: Partial<OAuthInput> = {}) {
  const secret = name === 'apple' ? await appleSecret() : name === 'login.gov' ? clientKeyPem : client.secret
  return checked(
    {
      provider: providerCalled(name),
      ...(name === 'okta' ? { host: 'acme.okta.com' } : {}),
      clientId: client.id,
      clientSecret: secret,
      redirectUri: client.redirectUri,
      ...change,
    },
    mappedHost(lab.origins),
  )
}

const noDocument = ['oauth.discovery skipped', 'oauth.issuer skipped', 'oauth.jwks skipped']

// Each provider with what is not in order when all is right, and what a wrong secret, client, redirect URI and scope add.
const table = [
  ['google', [], ['oauth.client fail'], ['oauth.redirect-uri fail'], ['oauth.scopes fail']],
  ['microsoft', ['oauth.issuer info'], ['oauth.client fail'], ['oauth.redirect-uri fail'], ['oauth.scopes fail']],
  [
    'github',
    [...noDocument, 'oauth.redirect-uri info'],
    ['oauth.client fail'],
    ['oauth.client warn', 'oauth.redirect-uri fail'],
    ['oauth.scopes warn'],
  ],
  ['gitlab', [], ['oauth.client fail'], ['oauth.redirect-uri fail'], ['oauth.scopes fail']],
  [
    'slack',
    [],
    ['oauth.client fail'],
    ['oauth.client warn', 'oauth.redirect-uri fail', 'oauth.redirect-uri fail'],
    ['oauth.scopes fail'],
  ],
  ['linkedin', [], ['oauth.client fail'], ['oauth.redirect-uri fail'], ['oauth.scopes fail']],
  ['salesforce', [], ['oauth.client fail'], ['oauth.redirect-uri fail'], ['oauth.scopes warn']],
  ['xero', [], ['oauth.client fail'], ['oauth.redirect-uri fail'], ['oauth.scopes warn']],
  ['intuit', [], ['oauth.client fail'], ['oauth.redirect-uri fail'], ['oauth.scopes warn']],
  ['vercel', [], ['oauth.client fail'], ['oauth.redirect-uri fail'], ['oauth.scopes warn']],
  ['okta', [], ['oauth.client fail'], ['oauth.redirect-uri fail'], ['oauth.scopes fail']],
  ['apple', [], null, ['oauth.redirect-uri fail'], ['oauth.scopes warn']],
  ['login.gov', [], null, ['oauth.redirect-uri fail'], ['oauth.scopes warn']],
] as const

describe.each(table)('%s', (name, inOrder, wrongSecret, wrongRedirect, wrongScope) => {
  const plus = (added: readonly string[]) => [...new Set([...inOrder, ...added])].sort()

  test('all right', async () => {
    expect(notInOrder((await check(name)).findings)).toEqual(inOrder)
  })

  // Apple and Login.gov know no secret: their clients sign a JWT.
  if (wrongSecret !== null) {
    test('a wrong secret', async () => {
      const { findings } = await check(name, { clientSecret: 'CANARY-another-secret-altogether' })
      expect([...new Set(notInOrder(findings))].sort()).toEqual(plus(wrongSecret))
      expect(JSON.stringify(findings)).not.toContain('CANARY')
    })
  }

  test('an unknown client', async () => {
    const { findings } = await check(name, { clientId: 'somebody-else' })
    expect(notInOrder(findings)).toContain('oauth.client fail')
    expect(notInOrder(findings)).not.toContain('oauth.redirect-uri fail')
    expect(findings.map(({ id, status }) => `${id} ${status}`)).not.toContain('oauth.redirect-uri pass')
  })

  test('a redirect URI that is not registered', async () => {
    const { findings } = await check(name, { redirectUri: client.redirectUri.replace('4711', '4712') })
    expect([...new Set(notInOrder(findings))].sort()).toEqual(plus(wrongRedirect))
  })

  test('a scope nobody knows', async () => {
    const { findings } = await check(name, { scopes: [...providerCalled(name).scopes, 'unheard-of'] })
    expect([...new Set(notInOrder(findings))].sort()).toEqual(plus(wrongScope))
  })

  test('the client is tried once', async () => {
    lab.requests.length = 0
    await check(name)
    const known = providerCalled(name).checksClientFirst || providerCalled(name).authentication === 'private_key_jwt'
    expect(lab.requests.filter(({ method }) => method === 'POST')).toHaveLength(known ? 1 : 2)
  })
})

test.each([
  ['ended', { exp: 1_700_000_000, iat: 1_690_000_000 }, {}, /ended on 2023-11-14/],
  ['made out to another', { sub: 'com.acme.other' }, {}, /com\.acme\.other/],
  ['for another audience', { aud: 'https://apple.com' }, {}, /audience/],
  ['of no team', { iss: 'me' }, {}, /Team ID/],
  ['without a key', {}, { kid: undefined }, /kid/],
  ['for ever', { exp: 4_000_000_000 }, {}, /six months/],
])('a secret for Apple that is %s is judged before it is sent', async (_what, claims, header, says) => {
  lab.requests.length = 0
  const { findings, result } = await check('apple', { clientSecret: await appleSecret(claims, header) })
  expect(findings.find(({ id }) => id === 'oauth.client')).toMatchObject({ status: 'fail' })
  expect(summaryOf(findings, 'oauth.client')).toMatch(says)
  expect(lab.requests.filter(({ method }) => method === 'POST')).toEqual([])
  expect(result?.secretEndsAt).not.toBeNull()
})

test('Apple’s private key makes the secret, given whose it is', async () => {
  const pem = appleKey.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const without = await check('apple', { clientSecret: pem })
  expect(summaryOf(without.findings, 'oauth.client')).toMatch(/Team ID and the Key ID/)
  const { findings } = await check('apple', { clientSecret: pem, apple: { teamId: 'TEAM123456', keyId: 'ABC1234567' } })
  expect(notInOrder(findings)).toEqual([])
})

test('ADP wants a certificate nobody but WorkOS has', async () => {
  lab.requests.length = 0
  const { findings } = await check('adp', { redirectUri: undefined as never })
  expect(findings.find(({ id }) => id === 'oauth.client')).toMatchObject({ status: 'skipped' })
  expect(lab.requests).toEqual([])
})

test('Microsoft’s Secret ID in place of the secret', async () => {
  const { findings } = await check('microsoft', { clientSecret: '3f2504e0-4f89-41d3-9a0c-0305e82c3301' })
  expect(summaryOf(findings, 'oauth.client')).toMatch(/Secret ID/)
})

test('a secret pasted with a line break is right all the same, and said so', async () => {
  const { findings } = await check('google', { clientSecret: `${client.secret}\n` })
  expect(findings.find(({ id }) => id === 'oauth.client')).toMatchObject({ status: 'warn' })
})

test('every provider is found by its names, and known ones by their issuers', () => {
  for (const provider of oauthProviders) {
    for (const name of [provider.id, provider.name, ...provider.aliases, ...provider.slugs])
      expect(providerNamed(name.toUpperCase())?.id).toBe(provider.id)
    for (const address of [provider.authorizeUrl, provider.tokenUrl, provider.discoveryUrl])
      if (address !== null) expect(address).toMatch(/^https:\/\//)
  }
  expect(providerOfIssuer('https://login.microsoftonline.com/3f2504e0-4f89-41d3-9a0c-0305e82c3301/v2.0')?.id).toBe(
    'entra',
  )
  expect(providerOfIssuer('https://acme.okta.com/oauth2/default')?.id).toBe('okta')
  expect(providerOfIssuer('https://id.acme.example/realms/staff')?.id).toBe('keycloak')
  expect(providerOfIssuer('https://id.acme.example')).toBeNull()
})
