import { type Answer, redirect } from '../answers'
import type { Environment } from '../environment'
import type { Connection, Profile, SignedInUser, SignInOutcome, SignInSession } from '../records'
import { setConnectionState } from '../resources/connections'

const codeLifetime = 10 * 60_000

/** Where a sign-in returns to. */
export type Return = Pick<SignInSession, 'redirectUri' | 'state' | 'codeChallenge'>

/** Sends the browser back with an error code. */
export function returnError(back: Pick<Return, 'redirectUri' | 'state'>, error: string, description: string): Answer {
  return redirect(withQuery(back.redirectUri, { error, error_description: description, state: back.state }))
}

/**
 * Ends a sign-in: tells it in the events, activates a connection that was waiting for its first one, and sends the
 * browser back with a code, or with the one error code that assertion faults have.
 */
export function finishSignIn(
  environment: Environment,
  connection: Connection,
  session: Return & { id: string },
  outcome: SignInOutcome,
): Answer {
  if (!outcome.ok) {
    const reason = outcome.reason ?? { code: outcome.error, message: outcome.description }
    tellSignIn(environment, connection, session.id, { status: 'failed', email: null, error: reason })
    return returnError(session, outcome.error, outcome.description)
  }
  if (!allowed(environment, connection, outcome.user)) {
    const description = 'The email domain of the profile is not among the domains of the organization.'
    const error = { code: 'profile_not_allowed_outside_organization', message: description }
    tellSignIn(environment, connection, session.id, { status: 'failed', email: outcome.user.email, error })
    return returnError(session, error.code, description)
  }
  tellSignIn(environment, connection, session.id, { status: 'succeeded', email: outcome.user.email })
  if (connection.state === 'validating') setConnectionState(environment, connection, 'active')
  const code = issueCode(environment, profileOf(environment, connection, outcome.user), session.codeChallenge)
  return redirect(withQuery(session.redirectUri, { code, state: session.state }))
}

export interface SignInNews {
  status: 'started' | 'succeeded' | 'failed' | 'timed_out'
  email: string | null
  error?: { code: string; message: string }
}

/** `authentication.sso_started`, `_succeeded`, `_failed` or `_timed_out`. */
export function tellSignIn(
  environment: Environment,
  connection: Connection,
  sessionId: string,
  { status, email, error }: SignInNews,
  at?: number,
): void {
  const organizationId = connection.organizationId ?? null
  const data = {
    type: 'sso',
    status,
    ip_address: '127.0.0.1',
    user_agent: null,
    user_id: null,
    email,
    sso: { organization_id: organizationId, connection_id: connection.id, session_id: sessionId },
    ...(error ? { error } : {}),
  }
  environment.emit(`authentication.sso_${status}`, organizationId, data, at)
}

function issueCode(environment: Environment, profile: Profile, codeChallenge: string | null): string {
  const code = environment.identifiers.next('c', environment.now()).slice('c_'.length)
  environment.codes.set(code, {
    clientId: environment.clientId,
    profile,
    codeChallenge,
    expiresAt: environment.now() + codeLifetime,
    used: false,
  })
  return code
}

function profileOf(environment: Environment, connection: Connection, user: SignedInUser): Profile {
  return {
    id: environment.identifiers.next('prof', environment.now()),
    connectionId: connection.id,
    connectionType: connection.type,
    organizationId: connection.organizationId ?? null,
    user,
  }
}

/** Outside their organization's domains people may sign in only where the organization allows it or names none. */
function allowed(environment: Environment, connection: Connection, user: SignedInUser): boolean {
  const organization = environment.organizations.get(connection.organizationId ?? '')
  if (!organization || organization.allowProfilesOutside) return true
  const domains = environment.domainsOf(organization.id).map(({ domain }) => domain)
  return domains.length === 0 || domains.includes(user.email.split('@').at(-1)?.toLowerCase() ?? '')
}

function withQuery(uri: string, parameters: Readonly<Record<string, string | null>>): string {
  const url = new URL(uri)
  for (const [name, value] of Object.entries(parameters)) if (value !== null) url.searchParams.set(name, value)
  return url.href
}
