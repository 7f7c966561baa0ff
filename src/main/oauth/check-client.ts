import { randomBytes } from 'node:crypto'
import type { TokenMeaning } from '../../shared/guidance/oauth/dialects'
import type { ClientAuthentication, OAuthProvider } from '../../shared/guidance/oauth/provider-shape'
import { listed } from '../../shared/listed'
import type { Host } from '../host/host'
import {
  appleFault,
  appleSecret,
  clientAssertion,
  readAppleSecret,
  readPrivateKey,
  readSecret,
  type SecretReading,
} from './client-secret'
import type { Endpoints, OAuthInput } from './input'
import type { OAuthObservation, TokenAnswer } from './observation'
import { askTokenEndpoint, type Proof } from './token-endpoint'

interface Setting {
  host: Host
  provider: OAuthProvider | null
  clean: (text: string) => string
}

type ClientObservation = Omit<Extract<OAuthObservation, { of: 'client' }>, 'at' | 'provider'>
type NothingObservation = Omit<Extract<OAuthObservation, { of: 'nothing' }>, 'at' | 'provider'>

/** A redirect URI for when none is given: some providers want one before they look at the client. */
const someRedirectUri = 'https://auth.workos.com/sso/oauth/callback/signpost'

/**
 * Tries the client once, with a code that cannot be right: a provider that knows the client refuses the code, one that does
 * not refuses the client. Where the provider takes a secret in two ways and does not say which the client is registered for,
 * the other way is tried after a refusal. Where it is not known that the provider looks at the client first, a client nobody
 * has registered is tried as well: refused in the same words, the answer says nothing.
 */
export async function checkClient(
  input: OAuthInput,
  endpoints: Endpoints,
  setting: Setting,
): Promise<ClientObservation | NothingObservation> {
  const { host, provider, clean } = setting
  const { clientId } = input
  const nothing = (because: string): NothingObservation => ({ of: 'nothing', check: 'oauth.client', because })
  if (clientId === undefined) return nothing('no client ID was given')
  if (input.clientSecret === undefined) return nothing('no client secret was given')
  const secret = readSecret(input.clientSecret, clientId)
  const authentication = input.authentication ?? chooseAuthentication(provider, endpoints.supportedMethods, secret)
  const observation: ClientObservation = {
    of: 'client',
    clientId,
    redirectUri: input.redirectUri ?? null,
    authentication,
    supportedMethods: endpoints.supportedMethods,
    marks: secret.marks,
    apple: authentication === 'signed_secret' ? readAppleSecret(secret.value) : null,
    answer: null,
    other: null,
    control: null,
    withheld: null,
  }
  const at = new Date(host.now()).toISOString()
  // One that cannot be right is not sent: Apple's answer would say less than the secret itself does.
  if (observation.apple !== null && appleFault(observation.apple, clientId, at) !== null) return observation
  if (secret.value === '') return { ...observation, withheld: 'The client secret is empty.' }
  if (endpoints.token === null) return nothing('the token endpoint is not known, or cannot be asked safely')
  const unable = input.authentication === undefined ? unableToSend(authentication, endpoints.supportedMethods) : null
  if (unable !== null) return { ...observation, withheld: unable }
  const proof = await proofOf(authentication, secret, input, endpoints.token, host)
  if (typeof proof === 'string') return { ...observation, withheld: proof }

  const request = {
    url: endpoints.token,
    clientId,
    redirectUri: input.redirectUri ?? someRedirectUri,
    code: `signpost-${randomBytes(12).toString('hex')}`,
    proof,
    // A provider that wants PKCE looks for it before it looks at the code.
    ...(endpoints.challenges ? { verifier: randomBytes(32).toString('base64url') } : {}),
  }
  const first = await askTokenEndpoint(host, request, provider, clean)
  const way = input.authentication === undefined ? otherWay(provider, endpoints.supportedMethods, proof, first) : null
  const second = way === null ? null : await askTokenEndpoint(host, { ...request, proof: way.proof }, provider, clean)
  const tried =
    way === null || second === null
      ? { authentication, proof, answer: first, other: null }
      : isUnsettled(second.meaning)
        ? { authentication, proof, answer: first, other: { authentication: way.authentication, answer: second } }
        : { ...way, answer: second, other: { authentication, answer: first } }
  const { answer } = tried
  const isOpen = answer.meaning === 'client-known' && provider?.checksClientFirst !== true
  const control =
    isOpen && 'secret' in tried.proof
      ? await askTokenEndpoint(host, { ...request, ...stranger(tried.proof) }, provider, clean)
      : null
  return { ...observation, authentication: tried.authentication, answer, other: tried.other, control }
}

/** Whether an answer leaves open that the secret is right and only the way it was sent is not. */
const isUnsettled = (meaning: TokenMeaning | null) =>
  meaning === null || meaning === 'client-wrong' || meaning === 'method-refused' || meaning === 'secret-missing'

type SecretWay = { authentication: ClientAuthentication; proof: Extract<Proof, { secret: string }> }

/** The other way to send a secret, where the provider takes both and the first was refused; null where there is none to try. */
export function otherWay(
  provider: OAuthProvider | null,
  supported: readonly string[] | null,
  proof: Proof,
  { meaning, failure, status }: Pick<TokenAnswer, 'meaning' | 'failure' | 'status'>,
): SecretWay | null {
  if (proof.kind !== 'basic' && proof.kind !== 'post') return null
  if (failure !== null || status === 429 || meaning === null || !isUnsettled(meaning)) return null
  const { secret } = proof
  const other: SecretWay =
    proof.kind === 'basic'
      ? { authentication: 'client_secret_post', proof: { kind: 'post', secret } }
      : { authentication: 'client_secret_basic', proof: { kind: 'basic', secret } }
  const isOffered = provider === null && (supported?.includes(other.authentication) ?? false)
  return isOffered ? other : null
}

/** Why a secret cannot be sent at all: the provider names other ways to authenticate alone. */
function unableToSend(authentication: ClientAuthentication, supported: readonly string[] | null): string | null {
  if (supported === null || supported.length === 0 || !authentication.startsWith('client_secret')) return null
  if (supported.some((method) => method === 'client_secret_basic' || method === 'client_secret_post')) return null
  return `The provider takes only ${listed(supported)}, and a client secret cannot be sent that way.`
}

function stranger(proof: Extract<Proof, { secret: string }>) {
  const clientId = `signpost-nobody-${randomBytes(6).toString('hex')}`
  return { clientId, proof: { ...proof, secret: randomBytes(16).toString('hex') } }
}

/** Source: OpenID Connect Discovery 1.0 section 3 (client_secret_basic when nothing is said) */
export function chooseAuthentication(
  provider: OAuthProvider | null,
  supported: readonly string[] | null,
  secret: SecretReading,
): ClientAuthentication {
  if (
    provider !== null &&
    provider.authentication !== 'client_secret_basic' &&
    provider.authentication !== 'client_secret_post'
  )
    return provider.authentication
  if (secret.marks.includes('private-key')) return 'private_key_jwt'
  const offers = (method: ClientAuthentication) => supported?.includes(method) ?? false
  if (provider !== null && (supported === null || offers(provider.authentication))) return provider.authentication
  if (supported === null || offers('client_secret_basic')) return 'client_secret_basic'
  return offers('client_secret_post') ? 'client_secret_post' : 'client_secret_basic'
}

/** What to send in proof of the client, or why nothing can be. */
export async function proofOf(
  authentication: ClientAuthentication,
  secret: SecretReading,
  { clientId = '', apple }: OAuthInput,
  tokenEndpoint: string,
  host: Host,
): Promise<Proof | string> {
  const isKey = secret.marks.includes('private-key')
  switch (authentication) {
    case 'client_secret_basic':
      return isKey ? keyInPlaceOfSecret : { kind: 'basic', secret: secret.value }
    case 'client_secret_post':
      return isKey ? keyInPlaceOfSecret : { kind: 'post', secret: secret.value }
    case 'tls_client_auth':
      return 'The provider wants a TLS client certificate besides the secret, which Signpost does not hold. Only WorkOS can try this client.'
    case 'private_key_jwt': {
      const key = isKey ? readPrivateKey(secret.value) : null
      if (key === null)
        return 'The provider wants an assertion signed with the private key of the client. Give the private key (PEM) in place of a secret.'
      const assertion = await clientAssertion(key, { clientId, audience: tokenEndpoint, nowMs: host.now() })
      return assertion === null ? 'The private key is of a kind no provider takes.' : { kind: 'assertion', assertion }
    }
    case 'signed_secret': {
      if (!isKey) return { kind: 'post', secret: secret.value }
      const key = readPrivateKey(secret.value)
      if (key === null) return 'The private key cannot be read.'
      if (apple === undefined)
        return 'This is the private key, not the secret made from it. Give the Team ID and the Key ID as well, as WorkOS asks for them.'
      const made = await appleSecret(key, { clientId, ...apple, nowMs: host.now() })
      return made === null
        ? 'The private key is not an EC key, which Apple’s keys are.'
        : { kind: 'post', secret: made }
    }
  }
}

const keyInPlaceOfSecret =
  'This is a private key, not a client secret. If the client authenticates with a signed assertion, say so (private_key_jwt).'
