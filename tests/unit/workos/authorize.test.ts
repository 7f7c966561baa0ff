import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readAuthnRequest } from '../../../src/main/workos/authn-request'
import { askAuthorize, authorizeUrl } from '../../../src/main/workos/authorize'
import { json, type Script, scriptedHost, text } from './scripted-host'

const authnRequest = `<?xml version="1.0"?>
<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0" IssueInstant="2026-11-23T10:00:00Z"
 ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Destination="https://idp.example/sso" ForceAuthn="true"
 AssertionConsumerServiceURL="https://auth.workos.com/sso/saml/acs/AbC">
 <saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">https://auth.workos.com/AbC</saml:Issuer>
 <samlp:NameIDPolicy Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress" AllowCreate="true"/>
</samlp:AuthnRequest>`
const redirectParameter = deflateRawSync(authnRequest).toString('base64')
const wanted = {
  id: '_1',
  issueInstant: '2026-11-23T10:00:00Z',
  spEntityId: 'https://auth.workos.com/AbC',
  acsUrl: 'https://auth.workos.com/sso/saml/acs/AbC',
  destination: 'https://idp.example/sso',
  nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  protocolBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
  forceAuthn: true,
  signed: false,
}

const request = {
  origin: 'https://api.workos.com',
  clientId: 'client_01TEST',
  redirectUri: 'http://127.0.0.1:5000/callback',
  selector: { connectionId: 'conn_1' },
  state: 'st te',
}
const ask = async (script: Script) => {
  const host = scriptedHost(script)
  return { answer: await askAuthorize(host, request), host }
}
const redirect = (location: string) => () => text('', 302, { location })

describe('the address that starts a sign-in', () => {
  test('names exactly one selector and asks for a code', () => {
    const url = new URL(authorizeUrl({ ...request, prompt: 'login', nonce: 'n', codeChallenge: 'c' }))
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'client_01TEST',
      redirect_uri: 'http://127.0.0.1:5000/callback',
      response_type: 'code',
      connection: 'conn_1',
      state: 'st te',
      prompt: 'login',
      nonce: 'n',
      code_challenge: 'c',
      code_challenge_method: 'S256',
    })
  })
})

describe('the authorize probe reads where WorkOS would send a browser', () => {
  test('a SAML request by redirect', async () => {
    const query = new URLSearchParams({ SAMLRequest: redirectParameter, RelayState: 'x', SigAlg: 'a', Signature: 'b' })
    const { answer, host } = await ask(redirect(`https://idp.example/sso?${query}`))
    expect(answer).toEqual({
      ok: true,
      value: {
        kind: 'saml',
        binding: 'HTTP-Redirect',
        ssoUrl: 'https://idp.example/sso',
        request: { ...wanted, signed: true },
      },
    })
    expect(host.requests).toHaveLength(1)
    expect(host.requests[0]?.headers).not.toHaveProperty('authorization')
  })

  test('a SAML request by form', async () => {
    const value = Buffer.from(authnRequest).toString('base64').replaceAll('=', '&#x3d;')
    const form = `<form method="post" action="https:&#x2f;&#x2f;idp.example/sso"><input type="hidden" name="SAMLRequest" value="${value}"/></form>`
    const { answer } = await ask(() => text(form, 200, { 'content-type': 'text/html' }))
    expect(answer).toEqual({
      ok: true,
      value: { kind: 'saml', binding: 'HTTP-POST', ssoUrl: 'https://idp.example/sso', request: wanted },
    })
  })

  test('an OAuth request', async () => {
    const query =
      'client_id=abc&redirect_uri=https%3A%2F%2Fauth.workos.com%2Fsso%2Foauth%2Fgoogle%2Fx%2Fcallback&scope=openid%20email&response_type=code'
    const { answer } = await ask(redirect(`https://accounts.google.com/o/oauth2/v2/auth?${query}`))
    expect(answer).toEqual({
      ok: true,
      value: {
        kind: 'oauth',
        authorizeUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
        clientId: 'abc',
        redirectUri: 'https://auth.workos.com/sso/oauth/google/x/callback',
        scopes: ['openid', 'email'],
        responseType: 'code',
        pkce: false,
      },
    })
  })

  test('an error at the redirect URI, also one with a scheme of its own', async () => {
    const { answer } = await ask(
      redirect('http://127.0.0.1:5000/callback?error=connection_unlinked&error_description=No%20link&state=st'),
    )
    expect(answer).toEqual({ ok: true, value: { kind: 'error', error: 'connection_unlinked', description: 'No link' } })
  })

  test('an error that never became a redirect', async () => {
    const { answer } = await ask(() => json({ error: 'invalid_redirect_uri', message: 'Not registered' }, 400))
    expect(answer).toEqual({
      ok: true,
      value: { kind: 'error', error: 'invalid_redirect_uri', description: 'Not registered' },
    })
  })

  test('the address as JSON', async () => {
    const { answer } = await ask(() =>
      json({ url: `https://idp.example/sso?SAMLRequest=${encodeURIComponent(redirectParameter)}` }),
    )
    expect(answer).toMatchObject({ ok: true, value: { kind: 'saml' } })
  })

  test('a page of WorkOS’s own, by a relative address', async () => {
    const { answer } = await ask(redirect('/user_management/authorize?x=1'))
    expect(answer).toMatchObject({
      ok: true,
      value: { kind: 'elsewhere', url: 'https://api.workos.com/user_management/authorize' },
    })
  })

  test('a page that repeats the request is no OAuth provider', async () => {
    const query = new URLSearchParams({
      client_id: 'client_01TEST',
      redirect_uri: request.redirectUri,
      response_type: 'code',
    })
    const own = await ask(redirect(`https://pages.workos.com/choose?${query}`))
    expect(own.answer).toMatchObject({ ok: true, value: { kind: 'elsewhere' } })
    const wrong = await ask(redirect(`https://error.workos.com/sso/redirect-uri-invalid?${query}`))
    expect(wrong.answer).toMatchObject({ ok: true, value: { kind: 'error', error: 'redirect_uri_invalid' } })
    const other = await ask(redirect('https://error.workos.com/sso/invalid-connection-selector'))
    expect(other.answer).toMatchObject({ ok: true, value: { kind: 'error', error: 'invalid_connection_selector' } })
    const idp = await ask(redirect('https://idp.example/sso/sign-in'))
    expect(idp.answer).toMatchObject({ ok: true, value: { kind: 'elsewhere' } })
  })

  test('a client ID that is missing is named before anything is sent', async () => {
    const host = scriptedHost(() => text(''))
    const answer = await askAuthorize(host, { ...request, clientId: '' })
    expect(answer).toMatchObject({ ok: false, problem: { code: 'workos.client-id-missing' } })
    expect(host.requests).toHaveLength(0)
  })

  test.each<readonly [string, Script, string]>([
    ['a captive portal', () => text('<html><title>Wi-Fi</title>', 200), 'workos.not-json'],
    ['a redirect without a Location', () => text('', 302), 'workos.redirected'],
    ['a script address', redirect('javascript:alert(1)'), 'workos.redirected'],
    ['a 429', () => json({ code: 'slow', message: 'slow' }, 429), 'workos.rate-limited'],
    ['a 500', () => json({ message: 'boom' }, 500), 'workos.server-error'],
    ['rubbish', () => text('????', 200), 'workos.malformed-json'],
  ])('%s is a problem', async (_, script, code) => {
    const { answer } = await ask(script)
    expect(answer).toMatchObject({ ok: false, problem: { code } })
  })

  test('a page of nothing but unfinished tags is read in no time', async () => {
    const begun = performance.now()
    await ask(() => text('<input '.repeat(250_000), 200))
    expect(performance.now() - begun).toBeLessThan(2000)
  })
})

describe('an AuthnRequest is read strictly', () => {
  const encode = (xml: string) => deflateRawSync(xml).toString('base64')
  test.each([
    ['a document type', `<!DOCTYPE x [<!ENTITY e "boom">]>${authnRequest.replace(/<\?.*?\?>\s*/, '')}`],
    ['another root', '<Response xmlns="urn:oasis:names:tc:SAML:2.0:protocol"/>'],
    ['the right name in another namespace', '<AuthnRequest ID="_1"/>'],
    ['a second root', `${authnRequest}<x/>`],
    [
      'an entity every object inherits',
      authnRequest.replace('https://auth.workos.com/AbC</saml', '&constructor;</saml'),
    ],
    ['a processing instruction', authnRequest.replace('<saml:Issuer', '<?x y?><saml:Issuer')],
    ['an unfinished document', authnRequest.slice(0, 200)],
    ['an undeclared prefix', '<samlp:AuthnRequest ID="_1"/>'],
    [
      'too deep',
      `${authnRequest.replace('</samlp:AuthnRequest>', '')}${'<a>'.repeat(50)}${'</a>'.repeat(50)}</samlp:AuthnRequest>`,
    ],
    ['nothing', ''],
    ['text', 'hello'],
  ])('%s is refused', (_, xml) => {
    expect(readAuthnRequest(encode(xml))).toBeNull()
  })

  test('a bomb is not blown up', () => {
    const bomb = deflateRawSync(Buffer.alloc(40 * 1024 * 1024, 0x20)).toString('base64')
    expect(bomb.length).toBeLessThan(64 * 1024)
    expect(readAuthnRequest(bomb)).toBeNull()
  })

  test('the Issuer of something inside is not the request’s', () => {
    const xml = authnRequest.replace(
      '<saml:Issuer',
      '<x><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">evil</saml:Issuer></x><saml:Issuer',
    )
    expect(readAuthnRequest(encode(xml))?.spEntityId).toBe('https://auth.workos.com/AbC')
  })
})
