import { createHash, randomBytes } from 'node:crypto'
import type { CheckId } from '../../shared/checks'
import type { OAuthProvider } from '../../shared/guidance/oauth/provider-shape'
import { filledIn, providerOfIssuer } from '../../shared/guidance/oauth/providers'
import { concealer } from '../conceal'
import type { Host } from '../host/host'
import { type IssuerReading, isThisMachine, nearbyDocuments, readIssuer, refusalOf } from './address'
import { askAuthorizationEndpoint } from './authorization-endpoint'
import { readCallback } from './callback'
import { checkClient } from './check-client'
import { discoveryFacts, keyFacts } from './discovery'
import { type Fetched, fetchDocument } from './document'
import type { Endpoints, OAuthInput } from './input'
import type { AuthorizeAnswer, DiscoveryFacts, OAuthObservation } from './observation'

const largestDiscovery = 1024 * 1024
const largestKeySet = 1024 * 1024

/** What every step needs. */
export interface Setting {
  host: Host
  provider: OAuthProvider | null
  clean: (text: string) => string
  observe(observation: Observed): OAuthObservation
}
type Observed = OAuthObservation extends infer O
  ? O extends OAuthObservation
    ? Omit<O, 'at' | 'provider'>
    : never
  : never

/** Asks a provider all that can be asked without anybody signing in. The client is tried once in each way the provider takes, at most. */
export async function* gatherOAuth(input: OAuthInput, host: Host): AsyncGenerator<OAuthObservation, void> {
  const { setting, facts, endpoints } = yield* findProvider(input, host)
  const { clean } = setting
  const client = await checkClient(input, endpoints, setting)
  yield setting.observe(client)
  const clientTried = client.of === 'client' && client.answer?.status != null
  const clientKnown =
    client.of === 'client' && client.answer?.meaning === 'client-known' && client.control?.meaning !== 'client-known'
  const answers = yield* authorize(input, endpoints, facts, { clientTried, clientKnown }, setting)
  yield setting.observe({ of: 'consent', answer: answers })
  if (input.callback !== undefined) yield setting.observe(readCallback(input.callback, clean))
}

/** Finds out where a provider is and what it says of itself. */
export async function* findProvider(
  input: OAuthInput,
  host: Host,
): AsyncGenerator<OAuthObservation, { setting: Setting; facts: DiscoveryFacts | null; endpoints: Endpoints }> {
  const reading = readingOf(input)
  const provider = input.provider ?? (reading?.issuer ? providerOfIssuer(reading.issuer) : null)
  const clean = concealer(input.clientSecret === undefined ? [] : [input.clientSecret, input.clientSecret.trim()])
  const setting: Setting = {
    host,
    provider,
    clean,
    // Spread over a union, TypeScript no longer sees that each member only gains what all of them have.
    observe: (observation) =>
      ({ ...observation, at: new Date(host.now()).toISOString(), provider: provider?.id ?? null }) as OAuthObservation,
  }
  const unread =
    input.provider === undefined ? 'no issuer was given' : `${input.provider.name} publishes no discovery document`
  const facts = yield* discover(reading, unread, setting)
  return { setting, facts, endpoints: endpointsOf(input, provider, facts, reading) }
}

/** Where the issuer is known from: what was given, or what is known of the provider. Null: the provider publishes nothing. */
function readingOf(input: OAuthInput): IssuerReading | null {
  if (input.issuer !== undefined) return readIssuer(input.issuer)
  const { provider } = input
  if (provider === undefined) return null
  const discoveryUrl = filledIn(provider.discoveryUrl, provider, input)
  const issuer = filledIn(provider.issuer, provider, input)
  if (discoveryUrl === null) return null
  return {
    given: issuer ?? discoveryUrl,
    issuer,
    discoveryUrl,
    fromDiscoveryUrl: issuer === null,
    isKnown: true,
    problem: null,
  }
}

async function* discover(
  reading: IssuerReading | null,
  because: string,
  setting: Setting,
): AsyncGenerator<OAuthObservation, DiscoveryFacts | null> {
  const { host, clean, observe } = setting
  const skip = (check: CheckId, because: string) => observe({ of: 'nothing', check, because })
  if (reading === null) {
    for (const check of ['oauth.discovery', 'oauth.issuer', 'oauth.jwks'] as const) yield skip(check, because)
    return null
  }
  if (reading.discoveryUrl === null) {
    yield observe({ of: 'discovery', reading, fetched: null, facts: null, found: null, refused: [] })
    for (const check of ['oauth.issuer', 'oauth.jwks'] as const) yield skip(check, 'the issuer cannot be used')
    return null
  }
  const first = await fetchDocument(host, reading.discoveryUrl, largestDiscovery, clean)
  const there = first.fetched.status === 200 ? discoveryFacts(first.json) : null
  const elsewhere = there === null ? await searchNearby(reading, first.fetched, setting) : null
  const facts = there ?? elsewhere?.facts ?? null
  yield observe({
    of: 'discovery',
    reading,
    fetched: first.fetched,
    facts,
    found: elsewhere?.url ?? null,
    refused: facts === null ? [] : refusedEndpoints(facts, reading.discoveryUrl),
  })
  if (facts === null) {
    for (const check of ['oauth.issuer', 'oauth.jwks'] as const) yield skip(check, 'there is no discovery document')
    return null
  }
  if (facts.issuer === null) yield skip('oauth.issuer', 'the discovery document names no issuer')
  else yield observe({ of: 'issuer', reading, issuer: facts.issuer, from: elsewhere?.url ?? reading.discoveryUrl })
  yield await readKeys(facts, reading.discoveryUrl, setting)
  return facts
}

async function searchNearby(reading: IssuerReading, fetched: Fetched, { host, clean }: Setting) {
  const worthwhile =
    fetched.failure === null && fetched.refused === null && fetched.status !== null && fetched.status < 500
  if (!worthwhile || reading.issuer === null) return null
  for (const url of nearbyDocuments(reading.issuer)) {
    const { fetched: tried, json } = await fetchDocument(host, url, largestDiscovery, clean)
    if (tried.failure !== null) return null
    const facts = tried.status === 200 ? discoveryFacts(json) : null
    if (facts?.issuer && facts.tokenEndpoint) return { url, facts }
  }
  return null
}

function refusedEndpoints(facts: DiscoveryFacts, from: string) {
  const named = [
    ['authorization_endpoint', facts.authorizationEndpoint],
    ['token_endpoint', facts.tokenEndpoint],
    ['jwks_uri', facts.jwksUri],
    ['userinfo_endpoint', facts.userinfoEndpoint],
  ] as const
  return named.flatMap(([name, address]) => {
    const why = address === null ? null : refusalOf(address, from)
    return address === null || why === null ? [] : [{ name, address: address.slice(0, 300), why }]
  })
}

async function readKeys(
  facts: DiscoveryFacts,
  from: string,
  { host, clean, observe }: Setting,
): Promise<OAuthObservation> {
  const url = facts.jwksUri
  if (url === null)
    return observe({ of: 'nothing', check: 'oauth.jwks', because: 'the discovery document names no jwks_uri' })
  if (refusalOf(url, from) !== null)
    return observe({
      of: 'nothing',
      check: 'oauth.jwks',
      because: 'the jwks_uri is not an address that can be asked safely',
    })
  const { fetched, json } = await fetchDocument(host, url, largestKeySet, clean)
  const keys = fetched.status === 200 ? keyFacts(json) : null
  return observe({ of: 'jwks', url, fetched, keys, algorithms: facts.signingAlgorithms })
}

/** The discovery document's addresses where they can be asked safely, else those known of the provider. */
function endpointsOf(
  input: OAuthInput,
  provider: OAuthProvider | null,
  facts: DiscoveryFacts | null,
  reading: IssuerReading | null,
): Endpoints {
  const safe = (address: string | null | undefined) =>
    address && reading?.discoveryUrl && refusalOf(address, reading.discoveryUrl) === null ? address : null
  const known = (address: string | null) => {
    const full = provider === null || facts !== null ? null : filledIn(address, provider, input)
    return full !== null && URL.canParse(full) && isProtected(full) ? full : null
  }
  return {
    authorize:
      safe(facts?.authorizationEndpoint) ??
      known(provider?.authorizeUrl ?? null) ??
      protectedOnly(input.authorizationEndpoint),
    token: safe(facts?.tokenEndpoint) ?? known(provider?.tokenUrl ?? null),
    keys: safe(facts?.jwksUri),
    supportedMethods: facts?.authMethods ?? null,
    challenges: facts?.challengeMethods?.includes('S256') ?? false,
  }
}

const protectedOnly = (address: string | undefined) =>
  address !== undefined && URL.canParse(address) && isProtected(address) ? address : null

function isProtected(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || (protocol === 'http:' && isThisMachine(hostname))
}

async function* authorize(
  input: OAuthInput,
  endpoints: Endpoints,
  facts: DiscoveryFacts | null,
  client: { clientTried: boolean; clientKnown: boolean },
  setting: Setting,
): AsyncGenerator<OAuthObservation, AuthorizeAnswer | null> {
  const { host, provider, clean, observe } = setting
  const { clientId = null, redirectUri = null } = input
  const asked = [...(input.scopes ?? provider?.scopes ?? ['openid', 'profile', 'email'])]
  const supported = provider?.knownScopes ? [...provider.knownScopes] : (facts?.scopes ?? null)
  const supportedBy = provider?.knownScopes ? provider.name : 'scopes_supported of the discovery document'
  const probe =
    clientId !== null && redirectUri !== null && endpoints.authorize !== null && URL.canParse(redirectUri)
      ? (uri: string, scopes: readonly string[]) =>
          askAuthorizationEndpoint(
            host,
            {
              endpoint: endpoints.authorize ?? '',
              clientId,
              redirectUri: uri,
              scopes,
              state: randomBytes(12).toString('base64url'),
              nonce: randomBytes(12).toString('base64url'),
              challenge: endpoints.challenges ? createHash('sha256').update(randomBytes(32)).digest('base64url') : null,
              silent: provider === null ? facts !== null : provider.prompt === 'none',
            },
            provider,
            clean,
          )
      : null

  const answer = probe === null || redirectUri === null ? null : await probe(redirectUri, asked)
  const asksMore = answer !== null && answer.outcome !== 'unreachable' && answer.meaning !== 'redirect-refused'
  const control =
    probe === null || redirectUri === null || !asksMore ? null : await probe(unregistered(redirectUri), asked)
  const expected = input.expectedRedirectUri ?? null
  if (redirectUri === null)
    yield observe({ of: 'nothing', check: 'oauth.redirect-uri', because: 'no redirect URI was given' })
  else yield observe({ of: 'redirect-uri', uri: redirectUri, expected, clientId, ...client, answer, control })

  const plain =
    answer?.meaning === 'scope-refused' && probe !== null && redirectUri !== null
      ? await probe(redirectUri, ['openid'])
      : null
  yield observe({ of: 'scopes', asked, supported, supportedBy, answer, plain })
  return answer
}

/** The redirect URI with something appended to its path, which cannot be registered. */
function unregistered(redirectUri: string): string {
  const url = new URL(redirectUri)
  url.pathname = `${url.pathname.replace(/\/$/, '')}-${randomBytes(4).toString('hex')}`
  return url.href
}
