import { postingPage } from '../../documents/pages'
import { type Answer, invalidFields, redirect } from '../answers'
import type { Call, Handler } from '../call'
import type { Environment } from '../environment'
import type { Connection, SignInSession } from '../records'
import { isRegistered } from '../resources/redirect-uris'
import { oauthProviders, protocolOf } from '../vocabulary'
import { writeAuthnRequest } from './authn-request'
import { finishSignIn, type Return, returnError, tellSignIn } from './outcome'

/**
 * Starts a sign-in. A wrong client ID or redirect URI ends on a page of WorkOS's own, because there is nowhere safe to
 * return to; everything else returns to the redirect URI with one of the documented codes.
 * Source: https://workos.com/docs/reference/sso/get-authorization-url
 */
export const authorize: Handler = (call) => {
  const { query } = call
  const environment = call.environments.find(({ clientId }) => clientId === query.get('client_id'))
  if (!environment) return redirect(`${call.origins.error}/sso/client-id-invalid`)
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!isRegistered(environment, redirectUri)) {
    const wrong = new URLSearchParams({ redirect_uri: redirectUri, client_id: environment.clientId })
    return redirect(`${call.origins.error}/sso/redirect-uri-invalid?${wrong}`)
  }
  if (query.get('response_type') !== 'code') return invalidFields([{ field: 'response_type', code: 'invalid' }])

  const back: Return = {
    redirectUri,
    state: query.get('state'),
    codeChallenge: query.get('code_challenge'),
  }
  if (back.codeChallenge !== null && (query.get('code_challenge_method') ?? 'plain') !== 'S256') {
    return invalidFields([{ field: 'code_challenge_method', code: 'invalid' }])
  }
  const selected = selectConnection(environment, query)
  if ('error' in selected) return returnError(back, selected.error, selected.description)
  return sendToProvider({ ...call, environment }, selected, back)
}

interface Refusal {
  error: string
  description: string
}

function selectConnection(environment: Environment, query: URLSearchParams): Connection | Refusal {
  const given = (['connection', 'organization', 'provider'] as const).filter((name) => query.has(name))
  if (given.length === 0 && query.has('domain')) {
    return refusal('domain_connection_selector_not_allowed', 'The domain parameter is no longer supported.')
  }
  const [selector] = given
  if (selector === undefined || given.length > 1) {
    return refusal('invalid_connection_selector', 'Exactly one of connection, organization and provider must be given.')
  }
  const connection = selectors[selector](environment, query.get(selector) ?? '')
  if ('error' in connection) return connection
  const usable = connection.state === 'active' || connection.state === 'validating'
  return usable ? connection : refusal('connection_unlinked', 'The connection is not linked.')
}

const selectors: Record<
  'connection' | 'organization' | 'provider',
  (environment: Environment, value: string) => Connection | Refusal
> = {
  connection: (environment, id) =>
    environment.connections.get(id) ?? refusal('connection_invalid', 'No connection with this ID.'),

  organization: (environment, id) => {
    const connections = environment.connectionsOf(id)
    const usable = connections.filter(({ state }) => state === 'active' || state === 'validating')
    const [connection] = usable.length > 0 ? usable : connections
    if (connection === undefined) {
      return refusal('organization_invalid', 'No connection associated with organization.')
    }
    return usable.length > 1
      ? refusal('ambiguous_connection_selector', 'Several connections belong to this organization.')
      : connection
  },

  provider: (environment, provider) => {
    if (!oauthProviders.some((known) => known === provider)) {
      return refusal('invalid_connection_selector', 'The provider is not known.')
    }
    const [connection, ...more] = environment.connections.all().filter(({ type }) => type === provider)
    if (connection === undefined) return refusal('connection_invalid', 'The provider is not set up.')
    return more.length > 0
      ? refusal('connection_strategy_invalid', 'The provider has several strategies in this environment.')
      : connection
  },
}

function refusal(error: string, description: string): Refusal {
  return { error, description }
}

/** To the identity provider the connection knows, or straight back where a test said how the sign-in ends. */
function sendToProvider(call: Call, connection: Connection, back: Return): Answer {
  const { environment, origins, query } = call
  const session: SignInSession = environment.sessions.add({
    ...environment.begin('sess'),
    ...back,
    connectionId: connection.id,
    requestId: null,
  })
  tellSignIn(environment, connection, session.id, { status: 'started', email: null })
  if (connection.shortcut) {
    environment.sessions.remove(session.id)
    return finishSignIn(environment, connection, session, connection.shortcut)
  }

  if (connection.saml) {
    const request = writeAuthnRequest({
      connection,
      details: connection.saml,
      origins,
      relayState: session.id,
      issuedAt: environment.now(),
      forceAuthn: query.get('prompt') === 'login',
    })
    session.requestId = request.id
    if (connection.saml.requestBinding === 'HTTP-POST') {
      return { status: 200, html: postingPage(request.form.action, request.form.fields) }
    }
    return redirect(withLoginHint(request.url, connection, query.get('login_hint')))
  }
  if (connection.oidc) return redirect(authorizationUrl(call, connection, session, connection.oidc))
  environment.sessions.remove(session.id)
  return returnError(back, 'connection_unlinked', 'The connection has no details of its identity provider.')
}

const takesLoginHint: ReadonlySet<string> = new Set(['OktaSAML', 'AzureSAML', 'GoogleSAML', 'GenericSAML'])

function withLoginHint(url: string, connection: Connection, hint: string | null): string {
  return hint !== null && takesLoginHint.has(connection.type) ? `${url}&login_hint=${encodeURIComponent(hint)}` : url
}

function authorizationUrl(
  { origins, query }: Call,
  connection: Connection,
  session: SignInSession,
  details: NonNullable<Connection['oidc']>,
): string {
  const protocol = protocolOf(connection.type)
  const url = new URL(details.authorizationEndpoint)
  const scopes = query.getAll('provider_scopes').flatMap((scope) => scope.split(/[ ,]/))
  const parameters: Record<string, string | null> = {
    client_id: details.clientId,
    redirect_uri:
      protocol === 'oidc'
        ? `${origins.auth}/sso/oidc/${connection.externalKey}/callback`
        : `${origins.auth}/sso/oauth/${connection.type.replace(/OAuth$/, '').toLowerCase()}/${connection.externalKey}/callback`,
    response_type: 'code',
    scope: [...new Set([...details.scopes, ...scopes])].join(' '),
    state: session.id,
    nonce: query.get('nonce'),
    login_hint: query.get('login_hint'),
    prompt: query.get('prompt'),
  }
  for (const [name, value] of Object.entries(parameters)) if (value !== null) url.searchParams.set(name, value)
  for (const [name, value] of query) {
    const extra = /^provider_query_params\[(\w+)\]$/.exec(name)?.[1]
    if (extra !== undefined && protocol === 'oauth') url.searchParams.set(extra, value)
  }
  return url.href
}
