import { z } from 'zod'
import { message } from '../answers'
import { type Handler, parseBody } from '../call'
import type { Environment } from '../environment'
import type { Connection, SignInOutcome, SignInSession } from '../records'
import { acsUrl, spEntityId } from './authn-request'
import { finishSignIn, returnError, tellSignIn } from './outcome'

/** Judges a response as WorkOS would: the user it names, or the one redirect code and the reason events tell. */
export type AssertionJudge = (response: PostedResponse) => Promise<SignInOutcome>

export interface PostedResponse {
  /** The form field as posted, base64. */
  samlResponse: string
  connection: Connection
  acsUrl: string
  spEntityId: string
  /** ID of the request it should answer; null when nobody asked. */
  requestId: string | null
  now: number
}

const formSchema = z.object({ SAMLResponse: z.string(), RelayState: z.string().default('') })

/** The assertion consumer service of every connection. */
export function consumeAssertions(judge: AssertionJudge): Handler {
  return async ({ environments, origins, params, body }) => {
    const found = connectionByKey(environments, params.key ?? '')
    if (!found) return message(404, 'No connection has this address.')
    const form = parseBody(formSchema, body)
    if (!form.ok) return form.answer
    const { environment, connection } = found
    const session = takeSession(environment, connection, form.value.RelayState)
    if (!session) return message(400, 'There is no redirect URI to return to.')
    if (session.requestId === null && connection.refusesIdpInitiated) {
      const error = 'idp_initiated_sso_disabled'
      const description = 'Sign-in that starts at the identity provider is not enabled for this connection.'
      tellSignIn(environment, connection, session.id, {
        status: 'failed',
        email: null,
        error: { code: error, message: description },
      })
      return returnError(session, error, description)
    }
    const outcome = await judge({
      samlResponse: form.value.SAMLResponse,
      connection,
      acsUrl: acsUrl(origins, connection),
      spEntityId: spEntityId(origins, connection),
      requestId: session.requestId,
      now: environment.now(),
    })
    return finishSignIn(environment, connection, session, outcome)
  }
}

function connectionByKey(environments: readonly Environment[], key: string) {
  for (const environment of environments) {
    const connection = environment.connections.all().find(({ externalKey }) => externalKey === key)
    if (connection) return { environment, connection }
  }
  return undefined
}

/** The session the response answers, or a fresh one that returns to the default redirect URI with an empty state. */
function takeSession(environment: Environment, connection: Connection, relayState: string): SignInSession | undefined {
  const session = environment.sessions.get(relayState)
  if (session?.connectionId === connection.id) {
    environment.sessions.remove(session.id)
    return session
  }
  const wanted = new URLSearchParams(relayState).get('redirect_uri')
  const registered = environment.redirectUris.all()
  const target = registered.find(({ uri }) => uri === wanted) ?? registered.find(({ isDefault }) => isDefault)
  if (!target) return undefined
  return {
    ...environment.begin('sess'),
    connectionId: connection.id,
    redirectUri: target.uri,
    state: '',
    codeChallenge: null,
    requestId: null,
  }
}
