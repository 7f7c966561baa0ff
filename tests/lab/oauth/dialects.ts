import { generateKeyPairSync } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { listenOnLoopback } from '../loopback'

/** What a scripted provider holds: one client and its redirect URI. */
export const dialectClient = {
  id: 'client-of-the-lab-4711',
  secret: 'secret-of-the-lab-Zx93TkVb2Lr8Ws4Np',
  redirectUri: 'https://auth.workos.com/sso/oauth/callback/conn_01LAB4711ABCDEF',
} as const

export interface DialectLab {
  readonly origin: string
  /** Public origins to where the lab plays them. */
  readonly origins: Readonly<Record<string, string>>
  readonly requests: { method: string; path: string }[]
  close(): Promise<void>
}

interface Answer {
  status: number
  json?: object
  html?: string
  location?: string
}

type Fault = 'client' | 'secret' | 'redirect' | 'code' | 'scope'

/** How one provider answers. Sources stand beside the providers in src/shared/guidance. */
interface Dialect {
  /** Its public origins. */
  origins: readonly string[]
  token: Partial<Record<Fault, Answer>>
  authorize: Partial<Record<Fault | 'ok', Answer>>
  discovery?: { path: RegExp; issuer: string; authorize: string; token: string }
}

const json = (status: number, body: object): Answer => ({ status, json: body })
const page = (status: number, text: string): Answer => ({
  status,
  html: `<!doctype html><html><head><title>Sign in</title><script>var redirect_uri_mismatch = 'not this'</script></head><body>${text}</body></html>`,
})
const to = (location: string): Answer => ({ status: 302, location })
const signIn = page(200, '<form action="/login"><label>E-mail <input name="e"></label></form>')
const oauthError = (status: number, error: string, error_description?: string) =>
  json(status, { error, ...(error_description ? { error_description } : {}) })
const google = (error: string) =>
  to(
    `/google/signin/oauth/error?authError=${Buffer.from(`\n\x15${error}\x12\x1dtext`).toString('base64url')}&client_id=x`,
  )
const aadsts = (status: number, error: string, code: number, text: string) =>
  json(status, {
    error,
    error_description: `AADSTS${code}: ${text} Trace ID: 1 Correlation ID: 2`,
    error_codes: [code],
  })
const aadstsPage = (code: number, text: string) =>
  page(
    200,
    `<script>$Config={"strServiceExceptionMessage":"AADSTS${code}: ${text}"};</script><div>Sorry, but we’re having trouble signing you in.</div>`,
  )

export const dialects: Readonly<Record<string, Dialect>> = {
  google: {
    origins: ['https://oauth2.googleapis.com', 'https://accounts.google.com', 'https://www.googleapis.com'],
    token: {
      client: oauthError(401, 'invalid_client', 'The OAuth client was not found.'),
      secret: oauthError(401, 'invalid_client', 'Unauthorized'),
      code: oauthError(400, 'invalid_grant', 'Malformed auth code.'),
    },
    authorize: {
      ok: to('/google/v3/signin/identifier?flow=1'),
      redirect: google('redirect_uri_mismatch'),
      client: google('invalid_client'),
      scope: google('invalid_scope'),
    },
    discovery: {
      path: /openid-configuration$/,
      issuer: 'https://accounts.google.com',
      authorize: 'https://accounts.google.com/o/oauth2/v2/auth',
      token: 'https://oauth2.googleapis.com/token',
    },
  },
  microsoft: {
    origins: ['https://login.microsoftonline.com'],
    token: {
      client: aadsts(400, 'unauthorized_client', 700016, 'Application with identifier was not found in the directory.'),
      secret: aadsts(401, 'invalid_client', 7000215, 'Invalid client secret provided.'),
      code: aadsts(400, 'invalid_grant', 9002313, 'Invalid request. Request is malformed or invalid.'),
    },
    authorize: {
      ok: to('REDIRECT?error=login_required&error_description=AADSTS50058'),
      redirect: aadstsPage(50011, 'The redirect URI specified in the request does not match.'),
      client: aadstsPage(700016, 'Application was not found.'),
      scope: to(
        'REDIRECT?error=invalid_scope&error_description=AADSTS70011: The provided value for scope is not valid.',
      ),
    },
    discovery: {
      path: /openid-configuration$/,
      issuer: 'https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0',
      authorize: 'https://login.microsoftonline.com/consumers/oauth2/v2.0/authorize',
      token: 'https://login.microsoftonline.com/consumers/oauth2/v2.0/token',
    },
  },
  github: {
    origins: ['https://github.com'],
    token: {
      client: oauthError(
        200,
        'incorrect_client_credentials',
        'The client_id and/or client_secret passed are incorrect.',
      ),
      secret: oauthError(
        200,
        'incorrect_client_credentials',
        'The client_id and/or client_secret passed are incorrect.',
      ),
      redirect: oauthError(200, 'redirect_uri_mismatch', 'The redirect_uri MUST match the registered callback URL.'),
      code: oauthError(200, 'bad_verification_code', 'The code passed is incorrect or expired.'),
    },
    // Whoever is not signed in is sent to the sign-in page, whatever was asked.
    authorize: {
      ok: to('/github/login?return_to=x'),
      redirect: to('/github/login?return_to=x'),
      client: page(404, 'Not Found'),
    },
  },
  gitlab: {
    origins: ['https://gitlab.com'],
    token: {
      client: oauthError(
        401,
        'invalid_client',
        'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
      ),
      secret: oauthError(
        401,
        'invalid_client',
        'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
      ),
      code: oauthError(
        400,
        'invalid_grant',
        'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.',
      ),
    },
    authorize: {
      ok: to('/gitlab/users/sign_in'),
      redirect: page(200, '<h3>An error has occurred</h3><pre>The redirect URI included is not valid.</pre>'),
      client: page(
        200,
        '<pre>Client authentication failed due to unknown client, no client authentication included</pre>',
      ),
      scope: page(200, '<pre>The requested scope is invalid, unknown, or malformed.</pre>'),
    },
  },
  slack: {
    origins: ['https://slack.com'],
    token: {
      client: json(200, { ok: false, error: 'invalid_client_id' }),
      secret: json(200, { ok: false, error: 'bad_client_secret' }),
      redirect: json(200, { ok: false, error: 'bad_redirect_uri' }),
      code: json(200, { ok: false, error: 'invalid_code' }),
    },
    authorize: {
      ok: to('/slack/signin?redir=x'),
      redirect: page(200, '<p>redirect_uri did not match any configured URIs. Passed URI: x</p>'),
      client: page(200, '<p>Invalid client_id parameter</p>'),
      scope: page(200, '<p>Invalid permissions requested</p>'),
    },
  },
  linkedin: {
    origins: ['https://www.linkedin.com'],
    token: {
      client: oauthError(401, 'invalid_client', 'Client authentication failed'),
      secret: oauthError(401, 'invalid_client', 'Client authentication failed'),
      code: oauthError(400, 'invalid_request', 'Unable to retrieve access token: authorization code not found'),
    },
    authorize: {
      ok: to('/linkedin/uas/login?session_redirect=x'),
      redirect: page(
        200,
        '<h1>Bummer, something went wrong.</h1><p>The redirect_uri does not match the registered value</p>',
      ),
      client: page(200, '<p>The passed in client_id is invalid "x"</p>'),
      scope: to(
        'REDIRECT?error=unauthorized_scope_error&error_description=Scope "x" is not authorized for your application',
      ),
    },
  },
  salesforce: {
    origins: ['https://login.salesforce.com'],
    token: {
      client: oauthError(400, 'invalid_client_id', 'client identifier invalid'),
      secret: oauthError(400, 'invalid_client', 'invalid client credentials'),
      code: oauthError(400, 'invalid_grant', 'invalid authorization code'),
    },
    authorize: {
      ok: page(200, '<form id="login_form"></form>'),
      redirect: page(400, 'error=redirect_uri_mismatch&error_description=redirect_uri%20must%20match%20configuration'),
      client: page(400, 'error=invalid_client_id&error_description=client%20identifier%20invalid'),
    },
  },
  xero: {
    origins: ['https://identity.xero.com', 'https://login.xero.com'],
    token: {
      client: oauthError(400, 'invalid_client'),
      secret: oauthError(400, 'invalid_client'),
      code: oauthError(400, 'invalid_grant'),
    },
    authorize: {
      ok: to('/xero/identity/user/login'),
      redirect: page(500, 'Error: unauthorized_client. Invalid redirect_uri'),
      client: page(500, 'Error: unauthorized_client. Unknown client or client not enabled'),
    },
  },
  intuit: {
    origins: ['https://oauth.platform.intuit.com', 'https://appcenter.intuit.com', 'https://developer.api.intuit.com'],
    token: {
      client: oauthError(401, 'invalid_client'),
      secret: oauthError(401, 'invalid_client'),
      code: oauthError(400, 'invalid_grant'),
    },
    authorize: {
      ok: to('/intuit/app/sign-in'),
      redirect: page(
        200,
        '<p>Sorry, but undefined didn’t connect. The redirect_uri query parameter value is invalid. Make sure it is listed in the Redirect URIs section on your app’s keys tab.</p>',
      ),
      client: page(200, '<p>The client_id query parameter value is invalid.</p>'),
    },
  },
  vercel: {
    origins: ['https://vercel.com', 'https://api.vercel.com'],
    token: {
      client: oauthError(401, 'invalid_client'),
      secret: oauthError(401, 'invalid_client'),
      code: oauthError(400, 'invalid_grant'),
    },
    authorize: {
      ok: to('/vercel/login?next=x'),
      redirect: page(400, '<h1>The redirect_uri is not registered for this app.</h1>'),
      client: page(400, '<h1>Unknown client.</h1>'),
    },
  },
  apple: {
    origins: ['https://appleid.apple.com'],
    token: {
      client: oauthError(400, 'invalid_client'),
      secret: oauthError(400, 'invalid_client'),
      code: oauthError(400, 'invalid_grant', 'The code has expired or has been revoked.'),
    },
    authorize: {
      ok: page(200, '<div id="root"></div>'),
      redirect: page(403, '<h1>invalid_request</h1><p>Invalid web redirect url.</p>'),
      client: page(403, '<h1>invalid_client</h1>'),
    },
  },
  okta: {
    origins: ['https://acme.okta.com'],
    token: {
      client: json(401, {
        errorCode: 'invalid_client',
        errorSummary: 'No client credentials found.',
        error: 'invalid_client',
        error_description: "Invalid value for 'client_id' parameter.",
      }),
      secret: oauthError(401, 'invalid_client', 'The client secret supplied for a confidential client is invalid.'),
      code: oauthError(400, 'invalid_grant', 'The authorization code is invalid or has expired.'),
    },
    authorize: {
      ok: to(
        'REDIRECT?error=login_required&error_description=The client specified not to prompt, but the user is not logged in.',
      ),
      redirect: page(
        400,
        "<p>The 'redirect_uri' parameter must be a Login redirect URI in the client app settings</p>",
      ),
      client: page(400, "<p>Invalid value for 'client_id' parameter.</p>"),
      scope: to(
        'REDIRECT?error=invalid_scope&error_description=One or more scopes are not configured for the authorization server resource.',
      ),
    },
  },
  'login.gov': {
    origins: ['https://secure.login.gov'],
    token: {
      client: oauthError(400, 'Client Bad client id'),
      secret: oauthError(400, 'Client assertion Could not validate assertion against any registered public keys'),
      code: oauthError(400, 'Code is invalid because doesn’t match any user. Please see our documentation'),
    },
    authorize: {
      ok: page(200, '<h1>Sign in</h1>'),
      redirect: page(200, '<p>redirect_uri is invalid</p>'),
      client: page(200, '<p>Bad client_id</p>'),
    },
  },
}

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const keys = { keys: [{ ...publicKey.export({ format: 'jwk' }), use: 'sig', kid: 'lab', alg: 'RS256' }] }

/** Starts all scripted providers on one port, each under its name. */
export async function startDialects(): Promise<DialectLab> {
  const requests: DialectLab['requests'] = []
  const server = await listenOnLoopback(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://lab')
    const name = url.pathname.split('/')[1] ?? ''
    const dialect = dialects[name]
    requests.push({ method: request.method ?? '', path: url.pathname })
    const answer = dialect === undefined ? page(404, 'no such provider') : await answerOf(name, dialect, request, url)
    const location = answer.location?.replace('REDIRECT', url.searchParams.get('redirect_uri') ?? '')
    response.writeHead(answer.status, {
      'content-type': answer.json ? 'application/json' : 'text/html; charset=utf-8',
      ...(location === undefined ? {} : { location: encodeURI(location) }),
    })
    response.end(answer.json ? JSON.stringify(answer.json) : (answer.html ?? ''))
  })
  const origins = Object.entries(dialects).flatMap(([name, dialect]) =>
    dialect.origins.map((origin) => [origin, `${server.origin}/${name}`]),
  )
  return { origin: server.origin, origins: Object.fromEntries(origins), requests, close: () => server.close() }
}

async function answerOf(name: string, dialect: Dialect, request: IncomingMessage, url: URL): Promise<Answer> {
  if (request.method === 'POST') return tokenAnswer(name, dialect, request)
  if (/openid.configuration$/.test(url.pathname)) return discoveryOf(name, dialect)
  if (/keys$/.test(url.pathname)) return json(200, keys)
  if (!url.searchParams.has('client_id') || /error$/.test(url.pathname)) return page(200, 'Something went wrong')
  const { authorize } = dialect
  if (url.searchParams.get('client_id') !== dialectClient.id) return authorize.client ?? page(400, 'invalid_client')
  if (url.searchParams.get('redirect_uri') !== dialectClient.redirectUri)
    return authorize.redirect ?? page(400, 'invalid redirect_uri')
  if (/unheard-of/.test(url.searchParams.get('scope') ?? '')) return authorize.scope ?? authorize.ok ?? signIn
  return authorize.ok ?? signIn
}

const issuers: Readonly<Record<string, string>> = {
  linkedin: 'https://www.linkedin.com/oauth',
  intuit: 'https://oauth.platform.intuit.com/op/v1',
  'login.gov': 'https://secure.login.gov/',
}

function discoveryOf(name: string, { discovery, origins }: Dialect): Answer {
  const [origin = ''] = origins
  return json(200, {
    issuer: discovery?.issuer ?? issuers[name] ?? origin,
    authorization_endpoint: discovery?.authorize ?? `${origin}/authorize`,
    token_endpoint: discovery?.token ?? `${origin}/token`,
    jwks_uri: `${origin}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'profile', 'email'],
  })
}

async function tokenAnswer(name: string, { token }: Dialect, request: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  const [basicId, basicSecret] =
    basic === undefined ? [null, null] : Buffer.from(basic, 'base64').toString('utf8').split(':')
  const assertion = form.get('client_assertion')
  const claims =
    assertion === null ? null : JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString())
  const id = basicId ?? claims?.sub ?? form.get('client_id')
  const secret = basicSecret ?? form.get('client_secret')
  const isRight =
    assertion !== null || secret === dialectClient.secret || (name === 'apple' && secret?.startsWith('eyJ'))
  if (id !== dialectClient.id) return token.client ?? oauthError(401, 'invalid_client')
  if (!isRight) return token.secret ?? oauthError(401, 'invalid_client')
  if (form.get('redirect_uri') !== dialectClient.redirectUri && token.redirect) return token.redirect
  return token.code ?? oauthError(400, 'invalid_grant')
}
