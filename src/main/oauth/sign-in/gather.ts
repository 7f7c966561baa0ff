import { createHash, randomBytes } from 'node:crypto'
import { concealer } from '../../conceal'
import type { Host } from '../../host/host'
import { textMember } from '../../json'
import { readCallback } from '../callback'
import { chooseAuthentication, otherWay, proofOf } from '../check-client'
import { readAppleSecret, readSecret } from '../client-secret'
import { fetchDocument } from '../document'
import { findProvider, type Setting } from '../gather'
import type { Endpoints, OAuthInput } from '../input'
import type { DiscoveryFacts, ObservationOf, TokenAnswer } from '../observation'
import { exchangeCode, type Tokens } from '../token-endpoint'
import { readIdToken } from './id-token'
import { listenForReturn, type ReturnListener, unfitForReturn } from './listener'
import type { SignInObservation } from './observation'

export interface SignInInput extends Omit<OAuthInput, 'callback' | 'expectedRedirectUri'> {
  clientId: string
  /** On this machine; port 0 lets the system choose one. */
  redirectUri: string
  /** How long the person may take. */
  patienceMs: number
  /** Shows the person the page to sign in at. */
  open(url: string): void | Promise<void>
}

const largestKeySet = 1024 * 1024

type ClientObservation = ObservationOf<'client'>

type Observed = SignInObservation extends infer O
  ? O extends SignInObservation
    ? Omit<O, 'at' | 'provider'>
    : never
  : never

/** Signs in once at a provider, as an application on this machine would, and looks at what comes back. */
export async function* gatherSignIn(input: SignInInput, host: Host): AsyncGenerator<SignInObservation, void> {
  const { setting, facts, endpoints } = yield* findProvider(input, host)
  const { provider } = setting
  const observe = (observation: Observed) =>
    ({ ...observation, at: new Date(host.now()).toISOString(), provider: provider?.id ?? null }) as SignInObservation
  const skip = (because: string) => observe({ of: 'nothing', check: 'oauth.sign-in', because })
  if (endpoints.authorize === null || endpoints.token === null) {
    yield skip(
      'it is not known where the provider signs people in and gives out tokens, or that cannot be asked safely',
    )
    return
  }
  const unfit = unfitForReturn(input.redirectUri)
  const notListening = (problem: string) =>
    observe({
      of: 'return',
      redirectUri: input.redirectUri.slice(0, 500),
      outcome: 'not-listening',
      problem,
      state: 'absent',
      issuer: null,
      expectedIssuer: null,
      hasCode: false,
      error: null,
    })
  if (unfit !== null) {
    yield notListening(unfit)
    return
  }
  let listener: ReturnListener
  try {
    listener = await listenForReturn(input.redirectUri, { patienceMs: input.patienceMs, signal: host.signal })
  } catch (error) {
    yield notListening(whyNot((error as NodeJS.ErrnoException).code))
    return
  }
  try {
    yield* signIn(
      input,
      listener,
      { authorize: endpoints.authorize, token: endpoints.token },
      endpoints,
      facts,
      setting,
      observe,
    )
  } finally {
    listener.close()
  }
}

async function* signIn(
  input: SignInInput,
  listener: ReturnListener,
  { authorize, token: tokenEndpoint }: { authorize: string; token: string },
  endpoints: Endpoints,
  facts: DiscoveryFacts | null,
  { host, provider, clean }: Setting,
  observe: (observation: Observed) => SignInObservation,
): AsyncGenerator<SignInObservation, void> {
  const { clientId } = input
  const { redirectUri } = listener
  const [state, nonce, verifier] = [randomBytes(24), randomBytes(24), randomBytes(32)].map((bytes) =>
    bytes.toString('base64url'),
  ) as [string, string, string]
  const scopes = input.scopes ?? provider?.scopes ?? ['openid', 'profile', 'email']
  const url = new URL(authorize)
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: scopes.join(' '),
    state,
    nonce,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  await input.open(url.href)
  const address = await listener.returned
  if (host.signal.aborted) return

  const returned = new URL(address ?? redirectUri).searchParams
  const code = returned.get('code')
  const said = returned.get('state')
  const hide = concealer([input.clientSecret ?? '', code ?? '', verifier, state, nonce].filter((one) => one.length > 3))
  const text = (name: string) => (returned.has(name) ? hide(returned.get(name) ?? '') : null)
  const sameState = said === state
  yield observe({
    of: 'return',
    redirectUri,
    outcome: address === null ? 'not-returned' : 'returned',
    problem: null,
    state: said === null ? 'absent' : sameState ? 'same' : 'other',
    issuer: text('iss'),
    expectedIssuer: facts?.issuer ?? null,
    hasCode: code !== null,
    error: text('error'),
  })
  if (address === null) return
  if (sameState || returned.has('error')) yield observe(readCallback(address, hide))
  if (code === null || code === '' || !sameState) return

  const secret = input.clientSecret === undefined ? null : readSecret(input.clientSecret, clientId)
  const authentication =
    input.authentication ??
    (secret === null ? null : chooseAuthentication(provider, endpoints.supportedMethods, secret))
  const proof =
    secret === null || authentication === null
      ? ({ kind: 'none' } as const)
      : await proofOf(authentication, secret, input, tokenEndpoint, host)
  const asksOpenId = scopes.includes('openid')
  const client = (answer: TokenAnswer | null, other: ClientObservation['other'] = null) =>
    secret === null || authentication === null
      ? null
      : {
          of: 'client' as const,
          clientId,
          redirectUri,
          authentication,
          supportedMethods: endpoints.supportedMethods,
          marks: secret.marks,
          apple: authentication === 'signed_secret' ? readAppleSecret(secret.value) : null,
          answer,
          other,
          control: null,
          withheld: typeof proof === 'string' ? proof : null,
        }
  if (typeof proof === 'string') {
    yield observe({ of: 'exchange', client: client(null), answer: null, hasIdToken: false, asksOpenId })
    return
  }
  const request = { url: tokenEndpoint, clientId, redirectUri, code, proof, verifier }
  const first = await exchangeCode(host, request, provider, hide)
  const way =
    input.authentication === undefined ? otherWay(provider, endpoints.supportedMethods, proof, first.answer) : null
  // A client that is refused has not used its code up.
  const second = way === null ? null : await exchangeCode(host, { ...request, proof: way.proof }, provider, hide)
  const { answer, tokens } = second?.answer.issued ? second : first
  const other =
    way === null || second === null || second.answer.issued
      ? null
      : { authentication: way.authentication, answer: second.answer }
  const idToken = textMember(tokens.found, 'id_token')
  yield observe({ of: 'exchange', client: client(answer, other), answer, hasIdToken: idToken !== null, asksOpenId })
  if (idToken === null) return
  const receivedAt = host.now()
  const { json: keySet } =
    endpoints.keys === null ? { json: undefined } : await fetchDocument(host, endpoints.keys, largestKeySet, clean)
  const reading = await readIdToken(idToken, {
    keySet,
    clientSecret: secret?.value ?? null,
    nonce,
    accessToken: textMember(tokens.found, 'access_token'),
    clean: hide,
  })
  yield observe({
    of: 'id-token',
    ...reading,
    expected: { issuer: facts?.issuer ?? input.issuer ?? null, clientId },
    algorithms: facts?.signingAlgorithms ?? null,
    receivedAt: new Date(receivedAt).toISOString(),
    serverDate: dateOf(tokens),
  })
}

function dateOf({ date }: Tokens): string | null {
  const at = date === null ? Number.NaN : Date.parse(date)
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}

function whyNot(code: string | undefined): string {
  if (code === 'EADDRINUSE') return 'another program listens at this port already'
  if (code === 'EACCES') return 'this port may not be opened without being administrator'
  return `the port cannot be opened (${code ?? 'unknown'})`
}
