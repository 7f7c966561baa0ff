import { generateKeyPairSync } from 'node:crypto'
import type { RequestListener } from 'node:http'
import Provider, { type Configuration } from 'oidc-provider'
import { listenOnLoopback } from '../loopback'

/** A certified OpenID Connect provider nobody here wrote (oidc-provider), with clients in good order and not. */
export interface OidcLab {
  readonly issuer: string
  readonly clients: typeof clients
  /** Method and path of every request that came in. */
  readonly requests: string[]
  close(): Promise<void>
}

const redirectUri = 'https://auth.workos.com/sso/oidc/a1B2c3D4e5F6g7H8i9J0k1L2m/callback'

const clients = {
  basic: { id: 'client-basic', secret: 'secret-of-basic-Zx93TkVb2Lr8Ws4Np', redirectUri },
  post: { id: 'client-post', secret: 'secret-of-post-Qm72LrXb9Tk4Ws8Zp', redirectUri },
  assertion: { id: 'client-assertion', redirectUri },
  /** May ask for openid and email only. */
  narrow: { id: 'client-narrow', secret: 'secret-of-narrow-Bv63NcYd8Jh5Fg', redirectUri },
  /** For sign-ins that come back to this machine. */
  native: { id: 'client-native', redirectUri: 'http://127.0.0.1/callback' },
} as const

const signing = generateKeyPairSync('rsa', { modulusLength: 2048 })
/** The private key of the client that signs assertions, PEM. */
const clientKey = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const clientKeyPem = clientKey.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

/** Starts the provider. Whoever signs in does so as `person`, without a page. */
export async function startOidcProvider(changes: Partial<Configuration> = {}): Promise<OidcLab> {
  const requests: string[] = []
  let listener: RequestListener = (_request, response) => response.end()
  const server = await listenOnLoopback((request, response) => {
    requests.push(`${request.method} ${request.url}`)
    listener(request, response)
  })
  const provider = new Provider(server.origin, { ...configuration(), ...changes })
  listener = provider.callback()
  return { issuer: server.origin, clients, requests, close: () => server.close() }
}

function configuration(): Configuration {
  const code = { grant_types: ['authorization_code'], response_types: ['code' as const] }
  return {
    clients: [
      { ...code, client_id: clients.basic.id, client_secret: clients.basic.secret, redirect_uris: [redirectUri] },
      {
        ...code,
        client_id: clients.post.id,
        client_secret: clients.post.secret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
      {
        ...code,
        client_id: clients.assertion.id,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'private_key_jwt',
        jwks: { keys: [{ ...clientKey.publicKey.export({ format: 'jwk' }), use: 'sig', kid: 'client' }] },
      },
      {
        ...code,
        client_id: clients.narrow.id,
        client_secret: clients.narrow.secret,
        redirect_uris: [redirectUri],
        scope: 'openid email',
      },
      {
        ...code,
        client_id: clients.native.id,
        redirect_uris: [clients.native.redirectUri],
        application_type: 'native',
        token_endpoint_auth_method: 'none',
      },
    ],
    jwks: { keys: [{ ...signing.privateKey.export({ format: 'jwk' }), use: 'sig', kid: 'lab-2026', alg: 'RS256' }] },
    cookies: { keys: ['lab'] },
    scopes: ['openid', 'offline_access', 'profile', 'email'],
    claims: { openid: ['sub'], email: ['email'], profile: ['name'] },
    pkce: { required: () => false },
    features: { devInteractions: { enabled: true } },
  }
}
