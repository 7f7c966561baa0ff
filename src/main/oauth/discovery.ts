import { createPublicKey } from 'node:crypto'
import { isObject, member, textMember } from '../json'
import type { DiscoveryFacts, KeyFacts } from './observation'

const longest = 2000
const most = 200

/** What a discovery document says; null when the JSON is none. */
export function discoveryFacts(json: unknown): DiscoveryFacts | null {
  if (!isObject(json)) return null
  const named = ['issuer', 'authorization_endpoint', 'token_endpoint', 'jwks_uri', 'response_types_supported']
  if (!named.some((name) => member(json, name) !== undefined)) return null
  const malformed: string[] = []
  const text = (name: string) => {
    const value = member(json, name)
    if (value === undefined || value === null) return null
    if (typeof value === 'string' && value.length <= longest) return value
    malformed.push(name)
    return null
  }
  const texts = (name: string) => {
    const value = member(json, name)
    if (value === undefined || value === null) return null
    if (Array.isArray(value) && value.length <= most) {
      return value.filter((one): one is string => typeof one === 'string').map((one) => one.slice(0, 200))
    }
    malformed.push(name)
    return null
  }
  return {
    issuer: text('issuer'),
    authorizationEndpoint: text('authorization_endpoint'),
    tokenEndpoint: text('token_endpoint'),
    jwksUri: text('jwks_uri'),
    userinfoEndpoint: text('userinfo_endpoint'),
    responseTypes: texts('response_types_supported'),
    grantTypes: texts('grant_types_supported'),
    subjectTypes: texts('subject_types_supported'),
    scopes: texts('scopes_supported'),
    authMethods: texts('token_endpoint_auth_methods_supported'),
    signingAlgorithms: texts('id_token_signing_alg_values_supported'),
    challengeMethods: texts('code_challenge_methods_supported'),
    wantsPushedRequests: member(json, 'require_pushed_authorization_requests') === true,
    malformed,
  }
}

/** The keys of a JWK set; null when the JSON is none. Source: RFC 7517 sections 4 and 5 */
export function keyFacts(json: unknown): KeyFacts[] | null {
  const keys = member(json, 'keys')
  if (!Array.isArray(keys)) return null
  return keys.slice(0, most).map(factsOf)
}

const smallestRsa = 2048

function factsOf(jwk: unknown): KeyFacts {
  const kty = textMember(jwk, 'kty') ?? 'none'
  const use = textMember(jwk, 'use')
  const operations = member(jwk, 'key_ops')
  const base = { kid: textMember(jwk, 'kid'), kty, use, alg: textMember(jwk, 'alg') }
  if (kty === 'oct') return { ...base, detail: 'symmetric', verifies: false, problem: 'symmetric' }
  if (typeof member(jwk, 'd') === 'string') return { ...base, detail: kty, verifies: false, problem: 'private' }
  const detail = detailOf(jwk)
  if (detail === null) return { ...base, detail: kty, verifies: false, problem: 'unreadable' }
  const weak = kty === 'RSA' && Number(detail.split(' ')[1]) < smallestRsa
  const forSignatures =
    (use === null || use === 'sig') &&
    (!Array.isArray(operations) || operations.includes('verify')) &&
    !isEncryption(base.alg)
  return { ...base, detail, verifies: forSignatures, problem: weak ? 'weak' : null }
}

const isEncryption = (alg: string | null) => alg !== null && /^(RSA-OAEP|RSA1_5|ECDH-ES|A\d+(GCM)?KW|dir)/.test(alg)

/** Kind and size of a key; null when it cannot be read as one. */
function detailOf(jwk: unknown): string | null {
  if (!isObject(jwk)) return null
  try {
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' })
    const bits = key.asymmetricKeyDetails?.modulusLength
    if (bits !== undefined) return bits === 0 ? null : `RSA ${bits}`
    return `${textMember(jwk, 'kty')} ${textMember(jwk, 'crv') ?? ''}`.trim()
  } catch {
    return null
  }
}
