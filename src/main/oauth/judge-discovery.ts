import { compareValues } from '../../shared/compare'
import type { Evidence, Finding, Fix, Status } from '../../shared/finding'
import { listed } from '../../shared/listed'
import type { Fetched } from './document'
import type { DiscoveryFacts, ObservationOf } from './observation'
import { hostOf, sayFailure, sayRefusal } from './words'

type Discovery = ObservationOf<'discovery'>
interface Judgement {
  status: Status
  summary: string
  fix?: Fix
}

const id = 'oauth.discovery'
const issuerFix: Fix = {
  action: 'Copy the issuer, or the address of its discovery document, again from the provider’s console.',
  where:
    'Microsoft Entra: App registrations > the app > Endpoints > OpenID Connect metadata document; Okta: Security > API, or the domain itself; Keycloak: Realm settings > Endpoints',
  owner: 'idp-admin',
}

const unusable: Readonly<Record<NonNullable<Discovery['reading']['problem']>, string>> = {
  empty: 'There is no issuer.',
  'not-an-address': 'The issuer cannot be read as an address.',
  'scheme-missing': 'The issuer lacks its scheme; it should begin with https://.',
  'plain-http': 'The issuer begins with http://; OpenID Connect wants https, and nothing was asked without it.',
  credentials: 'The issuer carries a user name or password, which no issuer has.',
  query: 'The issuer goes on with a “?” or “#”, which no issuer may.',
}

/** Judges the discovery document: that it is there, and that it has what a sign-in needs. */
export function judgeDiscovery(observation: Discovery): Finding[] {
  const { reading, fetched, facts, found, at } = observation
  const evidence = [
    ...evidenceOf(fetched, at),
    ...(facts === null ? [] : endpoints(facts, found ?? reading.discoveryUrl ?? '', at)),
  ]
  const compared =
    found === null
      ? {}
      : {
          compared: compareValues(
            'address of the discovery document',
            { value: found, from: 'where a discovery document is' },
            { value: reading.discoveryUrl, from: 'where the issuer says it is' },
          ),
        }
  return [{ id, ...judge(observation), ...compared, evidence }]
}

function judge({ reading, fetched, facts, found, refused }: Discovery): Judgement {
  if (reading.problem !== null) return { status: 'fail', summary: unusable[reading.problem], fix: issuerFix }
  if (fetched === null) return { status: 'skipped', summary: 'Nothing was asked.' }
  if (facts === null || found !== null) return withoutDocument(fetched, found)
  const faults = [...missing(facts), ...insecure(refused), ...unfit(facts)]
  if (faults.length > 0)
    return {
      status: 'fail',
      summary: `The discovery document is there, but ${listed(faults)}.`,
      fix: { action: 'Correct the provider’s configuration, or use another issuer of it.', owner: 'idp-admin' },
    }
  const concerns = [...loose(facts), ...ofTheWay(fetched)]
  if (concerns.length > 0)
    return { status: 'warn', summary: `The discovery document can be used, but ${listed(concerns)}.` }
  return {
    status: 'pass',
    summary: 'The discovery document is there and has what a sign-in with an authorization code needs.',
  }
}

function withoutDocument(fetched: Fetched, found: string | null): Judgement {
  const { failure, refused, status, body, title, hops } = fetched
  const near = found === null ? '' : ` There is one at ${found}`
  if (failure !== null) {
    if (failure.kind === 'aborted')
      return { status: 'skipped', summary: 'The check was cancelled before the provider answered.' }
    return {
      status: 'fail',
      summary: `${hostOf(fetched.url)} does not give out its discovery document: ${sayFailure(failure)}.`,
      fix:
        failure.kind === 'dns' || failure.kind === 'too-large'
          ? issuerFix
          : { action: `Let this machine, and WorkOS, reach ${hostOf(fetched.url)}.`, owner: 'network-team' },
    }
  }
  if (refused !== null)
    return {
      status: 'fail',
      summary: `The request for the discovery document is sent on to ${hops.at(-1)?.location ?? 'nowhere'}, ${sayRefusal(refused)}. It was not followed.`,
      fix: issuerFix,
    }
  if (status === 429)
    return {
      status: 'warn',
      summary:
        'The provider is asked too often and refuses the discovery document for now (status 429). That says nothing of the set-up.',
    }
  if (status !== null && status >= 500)
    return {
      status: 'fail',
      summary: `The provider fails by itself when it is asked for the discovery document (status ${status}).`,
      fix: { action: 'Have whoever runs the provider look at its log, or try again later.', owner: 'idp-admin' },
    }
  if (status === 401 || status === 403 || status === 407)
    return {
      status: 'fail',
      summary: `The discovery document is kept from whoever is not signed in, or from this machine: status ${status}${title === null ? '' : ` (“${title}”)`}. WorkOS reads it without signing in.${near}`,
      fix: {
        action: 'Let everybody read the discovery document and the keys; neither is secret.',
        owner: 'network-team',
      },
    }
  const what = status === 200 ? whatCame(body, title) : `status ${status}${title === null ? '' : ` (“${title}”)`}`
  return {
    status: 'fail',
    summary: `There is no discovery document at the issuer’s address: ${what}.${near}`,
    fix: issuerFix,
  }
}

function whatCame(body: Fetched['body'], title: string | null): string {
  const names: Readonly<Record<Fetched['body'], string>> = {
    empty: 'nothing came',
    json: 'JSON came that is none',
    page: `a web page came${title === null ? '' : ` (“${title}”)`}`,
    text: 'text came that is no JSON',
    'broken-json': 'JSON came that breaks off',
  }
  return names[body]
}

function missing({
  authorizationEndpoint,
  tokenEndpoint,
  jwksUri,
  issuer,
  responseTypes,
  malformed,
}: DiscoveryFacts): string[] {
  const names = [
    ['issuer', issuer],
    ['authorization_endpoint', authorizationEndpoint],
    ['token_endpoint', tokenEndpoint],
    ['jwks_uri', jwksUri],
    ['response_types_supported', responseTypes],
  ] as const
  const absent = names.flatMap(([name, value]) => (value === null && !malformed.includes(name) ? [name] : []))
  return [
    ...(absent.length === 0 ? [] : [`it lacks ${listed(absent)}`]),
    ...(malformed.length === 0
      ? []
      : [`${listed(malformed)} ${malformed.length === 1 ? 'is' : 'are'} of the wrong type`]),
  ]
}

const insecure = (refused: Discovery['refused']) =>
  refused.map(({ name, address, why }) => `its ${name} is ${address}, ${sayRefusal(why)}`)

/** What makes a sign-in with an authorization code impossible. */
function unfit({ responseTypes, grantTypes, authMethods, signingAlgorithms }: DiscoveryFacts): string[] {
  const usable = [
    'client_secret_basic',
    'client_secret_post',
    'private_key_jwt',
    'client_secret_jwt',
    'tls_client_auth',
    'self_signed_tls_client_auth',
  ]
  return [
    ...(responseTypes !== null && !responseTypes.includes('code')
      ? ['it does not offer the response type “code”']
      : []),
    ...(grantTypes !== null && !grantTypes.includes('authorization_code')
      ? ['it does not offer the grant type authorization_code']
      : []),
    ...(authMethods !== null && !authMethods.some((method) => usable.includes(method) || method === 'none')
      ? ['it offers no way for a client to authenticate']
      : []),
    ...(signingAlgorithms?.length === 1 && signingAlgorithms[0] === 'none' ? ['it does not sign ID tokens'] : []),
  ]
}

/** What the specification requires and sign-ins get along without. */
function loose({ subjectTypes, signingAlgorithms, authMethods, wantsPushedRequests }: DiscoveryFacts): string[] {
  return [
    ...(authMethods !== null && authMethods.length > 0 && authMethods.every((method) => method === 'none')
      ? ['it knows only clients without a secret (none), while WorkOS has one']
      : []),
    ...(wantsPushedRequests
      ? ['it takes pushed authorization requests alone, which an ordinary sign-in does not make']
      : []),
    ...(subjectTypes === null ? ['it lacks subject_types_supported, which OpenID Connect requires'] : []),
    ...(signingAlgorithms === null
      ? ['it does not say with which algorithms it signs ID tokens']
      : signingAlgorithms.includes('RS256')
        ? []
        : [`it does not sign ID tokens with RS256 (${listed(signingAlgorithms)}), which every client understands`]),
  ]
}

function ofTheWay({ hops, contentType, url }: Fetched): string[] {
  const last = hops.at(-1)?.url ?? url
  return [
    ...(hops.length > 1 && new URL(last).origin !== new URL(url).origin
      ? [`it is only found by a redirect to ${hostOf(last)}`]
      : []),
    ...(/json/i.test(contentType ?? '')
      ? []
      : [`it is labelled ${contentType ?? 'with no content type'} instead of application/json`]),
  ]
}

function evidenceOf(fetched: Fetched | null, at: string): Evidence[] {
  if (fetched === null) return []
  const { url, status, bytes, contentType, hops } = fetched
  return [
    ...(status === null ? [] : [{ label: 'Status', value: String(status), from: url, at }]),
    ...(contentType === null ? [] : [{ label: 'Content-Type', value: contentType, from: url, at }]),
    ...(bytes === 0 ? [] : [{ label: 'Size', value: `${bytes} bytes`, from: url, at }]),
    ...hops
      .filter(({ location }) => location !== null)
      .map((hop) => ({ label: 'Redirect', value: `${hop.status} to ${hop.location}`, from: hop.url, at })),
  ]
}

function endpoints(facts: DiscoveryFacts, from: string, at: string): Evidence[] {
  const rows: ReadonlyArray<readonly [label: string, value: string | null]> = [
    ['authorization_endpoint', facts.authorizationEndpoint],
    ['token_endpoint', facts.tokenEndpoint],
    ['jwks_uri', facts.jwksUri],
    ['Response types', facts.responseTypes?.join(', ') ?? null],
    ['Client authentication', facts.authMethods?.join(', ') ?? null],
    ['PKCE', facts.challengeMethods?.join(', ') ?? null],
    ['Signing algorithms', facts.signingAlgorithms?.join(', ') ?? null],
  ]
  return rows.flatMap(([label, value]) => (value === null ? [] : [{ label, value: value.slice(0, 300), from, at }]))
}
