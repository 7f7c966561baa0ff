import { compareValues } from '../../shared/compare'
import type { Evidence, Finding, Fix, Status } from '../../shared/finding'
import { listed } from '../../shared/listed'
import type { KeyFacts, ObservationOf } from './observation'
import { hostOf, sayFailure, sayRefusal } from './words'

const entraTemplate = /^https:\/\/(login\.microsoftonline\.\w+|sts\.windows\.net)\/\{tenant_?id\}/i
const entraHost = /^https:\/\/(login\.microsoftonline\.(com|us)|login\.partner\.microsoftonline\.cn)\//i
const manyTenants = /\/(common|organizations)(\/|$)/i

/**
 * Judges the issuer the document names against the one it was asked at: they have to be the same, character by character,
 * because ID tokens are compared with it. Source: OpenID Connect Discovery 1.0 section 4.3
 */
export function judgeIssuer({ reading, issuer, from, provider }: ObservationOf<'issuer'>): Finding[] {
  const given = reading.issuer ?? ''
  // The address of the document no longer tells whether the issuer ends with a slash.
  const expected = reading.fromDiscoveryUrl && issuer === `${given}/` ? issuer : given
  const compared = compareValues(
    'issuer',
    { value: expected, from: reading.fromDiscoveryUrl ? 'the address of the discovery document' : 'the issuer given' },
    { value: issuer, from },
  )
  const finding = (status: Status, summary: string, fix?: Fix): Finding[] => [
    { id: 'oauth.issuer', status, summary, compared, evidence: [], ...(fix === undefined ? {} : { fix }) },
  ]
  if (compared.firstDifference === null) {
    const wrong = malformed(issuer)
    return wrong === null
      ? finding('pass', 'The document names the issuer it was asked at, character by character.')
      : finding('warn', `The document names the issuer it was asked at, but ${wrong}.`)
  }
  if (entraTemplate.test(issuer)) {
    return manyTenants.test(given)
      ? finding(
          'warn',
          'This address serves every Microsoft tenant, so its issuer is a template. For a connection of one organization that is a fault: anybody of any tenant could sign in, and the issuer of their tokens is another one.',
          {
            action: 'Use the address of the organization’s own tenant, with its tenant ID.',
            where:
              'Microsoft Entra admin center, App registrations > the app > Endpoints > OpenID Connect metadata document',
            owner: 'idp-admin',
          },
        )
      : finding(
          'warn',
          'The document names a template in place of an issuer, as Microsoft’s do that serve every tenant.',
        )
  }
  if (reading.isKnown && provider !== 'microsoft' && provider !== 'entra')
    return finding('warn', `The document names another issuer than Signpost knows of this provider: ${issuer}`)
  if (provider === 'microsoft' || provider === 'entra') {
    const sameButTenant = entraHost.test(given) && entraHost.test(issuer)
    if (sameButTenant && given.replace(/\/$/, '').endsWith('/v2.0') === issuer.replace(/\/$/, '').endsWith('/v2.0'))
      return finding(
        provider === 'microsoft' ? 'info' : 'warn',
        `The tenant is named by its domain or an alias in the address, and by its ID in the issuer. ID tokens carry ${issuer}`,
        { action: `Use ${issuer} as the issuer.`, owner: 'idp-admin' },
      )
  }
  return finding(
    'fail',
    `The document names another issuer than the one it was asked at: ${compared.firstDifference.sentence} ID tokens carry the document’s issuer, and a client that expects the other refuses them.`,
    {
      action: `Use ${issuer} as the issuer, exactly as it is written here, if that is the provider you mean.`,
      owner: 'idp-admin',
    },
  )
}

function malformed(issuer: string): string | null {
  if (!URL.canParse(issuer)) return 'that is not an address'
  const url = new URL(issuer)
  if (url.search !== '' || url.hash !== '') return 'an issuer may have neither a query nor a fragment'
  return null
}

/** Judges the keys ID tokens are verified with. Source: OpenID Connect Core 1.0 section 10.1, RFC 7517 */
export function judgeKeys({ url, fetched, keys, algorithms, at }: ObservationOf<'jwks'>): Finding[] {
  const evidence: Evidence[] = [
    ...(fetched.status === null ? [] : [{ label: 'Status', value: String(fetched.status), from: url, at }]),
    ...(keys ?? [])
      .slice(0, 20)
      .map((key) => ({ label: `Key ${key.kid ?? 'without an ID'}`, value: sayKey(key), from: url, at })),
  ]
  const finding = (status: Status, summary: string, fix?: Fix): Finding[] => [
    { id: 'oauth.jwks', status, summary, evidence, ...(fix === undefined ? {} : { fix }) },
  ]
  const repair: Fix = { action: 'Publish the provider’s public signing keys at its jwks_uri.', owner: 'idp-admin' }
  if (fetched.failure !== null)
    return finding('fail', `The keys cannot be read from ${hostOf(url)}: ${sayFailure(fetched.failure)}.`, repair)
  if (fetched.refused !== null)
    return finding(
      'fail',
      `The request for the keys is sent on to ${fetched.hops.at(-1)?.location ?? 'nowhere'}, ${sayRefusal(fetched.refused)}. It was not followed.`,
      repair,
    )
  if (fetched.status === 429)
    return finding('warn', 'The provider is asked too often and refuses the keys for now (status 429).')
  if (keys === null)
    return finding(
      'fail',
      fetched.status === 200
        ? 'What is at the jwks_uri is no JWK set.'
        : `There are no keys at the jwks_uri: it answers with status ${fetched.status}.`,
      repair,
    )
  if (keys.length === 0) return finding('fail', 'The set of keys is empty: no ID token can be verified.', repair)
  const leaked = keys.filter(({ problem }) => problem === 'private' || problem === 'symmetric')
  if (leaked.length > 0)
    return finding(
      'fail',
      `The provider publishes ${leaked.length === 1 ? 'a secret key' : `${leaked.length} secret keys`}: everybody can sign ID tokens with ${leaked.length === 1 ? 'it' : 'them'}.`,
      { action: 'Withdraw the keys at once, make new ones, and publish only their public parts.', owner: 'idp-admin' },
    )
  const signing = keys.filter(({ verifies }) => verifies)
  if (signing.length === 0)
    return finding(
      'fail',
      keys.every(({ use }) => use === 'enc')
        ? 'All keys are for encryption; none is for signatures, so no ID token can be verified.'
        : 'No key can be used to verify signatures, so no ID token can be verified.',
      repair,
    )
  const strong = signing.filter(({ problem }) => problem === null)
  if (strong.length === 0)
    return finding(
      'fail',
      `Every signing key is weaker than RSA 2048, which clients refuse (${listed(signing.map(({ detail }) => detail))}).`,
      repair,
    )
  const concerns = concernsOf(keys, strong, algorithms)
  if (concerns.length > 0) return finding('warn', `There are keys to verify ID tokens with, but ${listed(concerns)}.`)
  return finding(
    'pass',
    `There ${strong.length === 1 ? 'is one key' : `are ${strong.length} keys`} to verify ID tokens with (${listed([...new Set(strong.map(({ detail }) => detail))])}).`,
  )
}

function concernsOf(
  keys: readonly KeyFacts[],
  signing: readonly KeyFacts[],
  algorithms: readonly string[] | null,
): string[] {
  const ids = signing.map(({ kid }) => kid)
  // Keys of another kind may share a kid as equivalent alternatives: RFC 7517 section 4.5.
  const named = signing.flatMap(({ kid, kty, alg }) => (kid === null ? [] : [`${kty} ${alg} ${kid}`]))
  const unreadable = keys.filter(({ problem }) => problem === 'unreadable').length
  const lacksRsa = algorithms?.includes('RS256') && algorithms.length === 1 && !signing.some(({ kty }) => kty === 'RSA')
  return [
    ...(unreadable > 0 ? [`${unreadable === 1 ? 'one' : unreadable} cannot be read`] : []),
    ...(signing.length > 1 && ids.includes(null) ? ['some of them have no kid, so that a client has to try all'] : []),
    ...(new Set(named).size < named.length ? ['two of them have the same kid'] : []),
    ...(lacksRsa ? ['none is an RSA key, though the document promises RS256'] : []),
    ...(keys.some(({ problem, verifies }) => problem === 'weak' && verifies) ? ['one is weaker than RSA 2048'] : []),
  ]
}

function sayKey({ detail, use, alg, problem }: KeyFacts): string {
  const problems = {
    unreadable: 'cannot be read',
    private: 'private key',
    symmetric: 'symmetric key',
    weak: 'too weak',
  }
  return [detail, use === null ? 'any use' : use, alg, problem === null ? null : problems[problem]]
    .filter((part) => part !== null)
    .join(', ')
}
