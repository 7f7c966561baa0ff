import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { listenOnLoopback } from '../loopback'

const keyPair = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const [first, second] = [keyPair(), keyPair()]

/** Every way in which a provider's sign-in is known to go wrong. */
export type SignInFault =
  | 'no-kid'
  | 'no-kid-many'
  | 'unknown-kid'
  | 'same-kid-other-key'
  | 'unsigned'
  | 'hmac'
  | 'other-issuer'
  | 'issuer-slash'
  | 'other-audience'
  | 'many-audiences'
  | 'other-party'
  | 'no-nonce'
  | 'other-nonce'
  | 'expired'
  | 'future'
  | 'old'
  | 'milliseconds'
  | 'times-as-text'
  | 'no-exp'
  | 'other-at-hash'
  | 'no-sub'
  | 'number-sub'
  | 'encrypted'
  | 'not-a-jwt'
  | 'no-id-token'
  | 'no-jwks'
  | 'jwks-is-page'
  | 'state-lost'
  | 'state-changed'
  | 'other-iss-parameter'
  | 'fragment'
  | 'code-refused'
  | 'client-refused'
  | 'token-as-page'
  | 'error-with-200'
  | 'token-cut'

export const clientSecret = 'CANARY-oidc-secret-5b1f0c9d2e7a4683'
export const accessToken = 'CANARY-access-token-91d7c2'
export const code = 'CANARY-code-3f6b18'

export interface FaultyOidc {
  readonly issuer: string
  /** The forms that came to the token endpoint. */
  readonly exchanges: URLSearchParams[]
  close(): Promise<void>
}

/** A provider that signs everybody in at once, with one fault. */
export async function startFaultyOidc(fault?: SignInFault): Promise<FaultyOidc> {
  const exchanges: URLSearchParams[] = []
  let nonce = ''
  let challenge = ''
  const server = await listenOnLoopback(async (request, response) => {
    const { origin } = server
    const url = new URL(request.url ?? '', origin)
    const json = (value: unknown, status = 200) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(value))
    }
    const page = (status: number) => {
      response.writeHead(status, { 'content-type': 'text/html' })
      response.end(`<html><title>Sorry</title><body>${code} ${clientSecret}</body></html>`)
    }
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return json({
          issuer: origin,
          authorization_endpoint: `${origin}/authorize`,
          token_endpoint: `${origin}/token`,
          ...(fault === 'no-jwks' ? {} : { jwks_uri: `${origin}/jwks` }),
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
          token_endpoint_auth_methods_supported: ['client_secret_post'],
          code_challenge_methods_supported: ['S256'],
        })
      case '/jwks':
        return fault === 'jwks-is-page' ? page(200) : json({ keys: keysWith(fault) })
      case '/authorize': {
        nonce = url.searchParams.get('nonce') ?? ''
        challenge = url.searchParams.get('code_challenge') ?? ''
        const back = new URL(url.searchParams.get('redirect_uri') ?? '')
        const answer = new URLSearchParams({ code, state: url.searchParams.get('state') ?? '' })
        if (fault === 'state-lost') answer.delete('state')
        if (fault === 'state-changed') answer.set('state', 'another')
        if (fault === 'other-iss-parameter') answer.set('iss', 'https://other.example')
        if (fault === 'fragment') back.hash = answer.toString()
        else back.search = answer.toString()
        response.writeHead(302, { location: back.href })
        return response.end()
      }
      case '/token': {
        let body = ''
        for await (const chunk of request) body += chunk
        const form = new URLSearchParams(body)
        exchanges.push(form)
        const proven =
          createHash('sha256')
            .update(form.get('code_verifier') ?? '')
            .digest('base64url') === challenge
        if (!proven || fault === 'code-refused')
          return json({ error: 'invalid_grant', error_description: `the code ${code} is not valid` }, 400)
        if (fault === 'client-refused')
          return json({ error: 'invalid_client', error_description: `${clientSecret} is not the secret` }, 401)
        if (fault === 'token-as-page') return page(200)
        if (fault === 'error-with-200') return json({ error: 'server_says_no', error_description: 'sorry' })
        if (fault === 'token-cut') return request.socket.destroy()
        const idToken = fault === 'no-id-token' ? {} : { id_token: tokenWith(fault, { origin, nonce, form }) }
        return json({ access_token: accessToken, token_type: 'Bearer', expires_in: 300, ...idToken })
      }
      default:
        return page(404)
    }
  })
  return { issuer: server.origin, exchanges, close: () => server.close() }
}

const jwk = (pair: typeof first, kid?: string) => ({
  ...pair.publicKey.export({ format: 'jwk' }),
  use: 'sig',
  alg: 'RS256',
  ...(kid === undefined ? {} : { kid }),
})

function keysWith(fault?: SignInFault) {
  if (fault === 'no-kid') return [jwk(first)]
  if (fault === 'no-kid-many') return [jwk(second), jwk(first)]
  if (fault === 'same-kid-other-key') return [jwk(second, 'one')]
  return [jwk(first, 'one')]
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

function tokenWith(
  fault: SignInFault | undefined,
  { origin, nonce, form }: { origin: string; nonce: string; form: URLSearchParams },
): string {
  if (fault === 'not-a-jwt') return 'CANARY-not-a-token'
  if (fault === 'encrypted') return [part({ alg: 'RSA-OAEP', enc: 'A256GCM' }), 'a', 'b', 'c', 'd'].join('.')
  const now = Math.floor(Date.now() / 1000)
  const clientId = form.get('client_id') ?? ''
  const digest = createHash('sha256').update(accessToken).digest()
  const claims: Record<string, unknown> = {
    iss: origin,
    sub: 'user-1',
    aud: clientId,
    nonce,
    iat: now,
    exp: now + 300,
    email: 'anna@acme.example',
    at_hash: digest.subarray(0, 16).toString('base64url'),
  }
  const changes: Partial<Record<SignInFault, Record<string, unknown>>> = {
    'other-issuer': { iss: 'https://other.example' },
    'issuer-slash': { iss: `${origin}/` },
    'other-audience': { aud: 'another-client' },
    'many-audiences': { aud: [clientId, 'another-client'] },
    'other-party': { aud: [clientId, 'another-client'], azp: 'another-client' },
    'no-nonce': { nonce: undefined },
    'other-nonce': { nonce: 'another' },
    expired: { iat: now - 7200, exp: now - 3600 },
    future: { iat: now + 900, exp: now + 1200 },
    old: { iat: now - 900, exp: now + 3600 },
    milliseconds: { iat: now * 1000, exp: (now + 300) * 1000 },
    'times-as-text': { iat: String(now), exp: String(now + 300) },
    'no-exp': { exp: undefined },
    'other-at-hash': { at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' },
    'no-sub': { sub: undefined },
    'number-sub': { sub: 17 },
  }
  const alg = fault === 'unsigned' ? 'none' : fault === 'hmac' ? 'HS256' : 'RS256'
  const names = fault === 'no-kid' || fault === 'no-kid-many' || alg !== 'RS256'
  const header = { alg, typ: 'JWT', ...(names ? {} : { kid: fault === 'unknown-kid' ? 'another' : 'one' }) }
  const signed = `${part(header)}.${part({ ...claims, ...(fault === undefined ? {} : changes[fault]) })}`
  if (alg === 'none') return `${signed}.`
  const signature =
    alg === 'HS256'
      ? createHmac('sha256', form.get('client_secret') ?? '')
          .update(signed)
          .digest()
      : sign('sha256', Buffer.from(signed), first.privateKey)
  return `${signed}.${signature.toString('base64url')}`
}
