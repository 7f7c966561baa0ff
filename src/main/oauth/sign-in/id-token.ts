import { createHash } from 'node:crypto'
import { type CryptoKey, compactVerify, importJWK, type JWK } from 'jose'
import { member, parseJson, textMember, textsMember } from '../../json'
import { keyFacts } from '../discovery'
import type { IdTokenFacts, SignatureFinding } from './observation'

export interface IdTokenSetting {
  /** The JWK set as it came; undefined when it could not be had. */
  keySet: unknown
  clientSecret: string | null
  nonce: string
  accessToken: string | null
  clean: (text: string) => string
}

const profileClaims = ['sub', 'email', 'email_verified', 'name', 'given_name', 'family_name', 'preferred_username']

/** Reads an ID token and verifies its signature. The token itself is not kept. */
export async function readIdToken(
  token: string,
  setting: IdTokenSetting,
): Promise<{ token: IdTokenFacts | null; problem: 'not-a-jwt' | 'encrypted' | null }> {
  const parts = token.split('.')
  const header = decoded(parts[0])
  if (parts.length === 5 && textMember(header, 'enc') !== null) return { token: null, problem: 'encrypted' }
  const claims = decoded(parts[1])
  if (parts.length !== 3 || header === null || claims === null) return { token: null, problem: 'not-a-jwt' }
  const { nonce, accessToken, clean, keySet } = setting
  const algorithm = textMember(header, 'alg')
  const verified = await verify(token, algorithm, textMember(header, 'kid'), setting)
  const malformed: string[] = []
  const seconds = (name: string) => {
    const value = member(claims, name)
    if (value === undefined) return null
    if (typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 8e12) return value
    malformed.push(name)
    return null
  }
  const text = (name: string) => {
    const value = member(claims, name)
    if (value === undefined) return null
    if (typeof value === 'string') return clean(value)
    malformed.push(name)
    return null
  }
  const audience = member(claims, 'aud')
  const isAudience = typeof audience === 'string' || Array.isArray(audience)
  if (audience !== undefined && !isAudience) malformed.push('aud')
  const said = member(claims, 'nonce')
  return {
    problem: null,
    token: {
      algorithm: algorithm === null ? null : clean(algorithm),
      keyId: nameOf(textMember(header, 'kid'), clean),
      ...verified,
      published: (keyFacts(keySet) ?? []).slice(0, 20).map(({ kid }) => nameOf(kid, clean)),
      issuer: text('iss'),
      tenant: text('tid'),
      subject: text('sub'),
      audience: (typeof audience === 'string' ? [audience] : (textsMember(claims, 'aud') ?? []))
        .slice(0, 20)
        .map(clean),
      authorizedParty: text('azp'),
      nonce: said === undefined ? 'absent' : said === nonce ? 'same' : 'other',
      expires: seconds('exp'),
      issuedAt: seconds('iat'),
      notBefore: seconds('nbf'),
      accessTokenHash: hashOf(member(claims, 'at_hash'), accessToken, algorithm),
      malformed,
      claims: Object.keys(claims).slice(0, 100).map(clean),
      profile: profileClaims.flatMap((name) => {
        const value = member(claims, name)
        return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number'
          ? [{ name, value: clean(String(value)).slice(0, 200) }]
          : []
      }),
    },
  }
}

function decoded(part: string | undefined): Readonly<Record<string, unknown>> | null {
  if (part === undefined || part === '' || !/^[\w-]+$/.test(part)) return null
  const json = parseJson(Buffer.from(part, 'base64url').toString('utf8'))
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Record<string, unknown>) : null
}

const nameOf = (kid: string | null, clean: (text: string) => string) => (kid === null ? null : clean(kid).slice(0, 200))

type Verified = Pick<IdTokenFacts, 'signature' | 'key'>

async function verify(
  token: string,
  algorithm: string | null,
  keyId: string | null,
  { keySet, clientSecret, clean }: IdTokenSetting,
): Promise<Verified> {
  const without = (signature: SignatureFinding): Verified => ({ signature, key: null })
  if (algorithm === null || algorithm.toLowerCase() === 'none') return without('unsigned')
  if (/^HS(256|384|512)$/.test(algorithm)) {
    if (clientSecret === null) return without('secret-missing')
    const by = await fits(token, algorithm, new TextEncoder().encode(clientSecret))
    return by === true
      ? { signature: 'good', key: { id: null, detail: 'the client secret' } }
      : without(by === false ? 'bad' : 'unsupported')
  }
  if (!/^(RS|PS|ES)(256|384|512)$|^EdDSA$|^Ed25519$/.test(algorithm)) return without('unsupported')
  const facts = keyFacts(keySet)
  const keys = member(keySet, 'keys')
  if (facts === null || !Array.isArray(keys)) return without('keys-unread')
  const kind = /^ES/.test(algorithm) ? 'EC' : /^Ed/.test(algorithm) ? 'OKP' : 'RSA'
  const candidates = facts
    .map((fact, index) => ({ fact, jwk: keys[index] as JWK }))
    .filter(({ fact }) => (keyId === null ? fact.kty === kind && fact.verifies : fact.kid === keyId))
  if (candidates.length === 0) return without('no-key')
  let worst: SignatureFinding = keyId === null ? 'no-key' : 'bad'
  for (const { fact, jwk } of candidates) {
    const by = fact.verifies ? await fits(token, algorithm, jwk) : null
    if (by === true) return { signature: 'good', key: { id: nameOf(fact.kid, clean), detail: fact.detail } }
    if (by === null) worst = 'unsupported'
  }
  return without(worst)
}

/** Whether the signature is by this key; null when that cannot be told. */
async function fits(token: string, algorithm: string, key: JWK | Uint8Array): Promise<boolean | null> {
  try {
    // What a key says of its own use has been looked at before.
    const imported: CryptoKey | Uint8Array =
      key instanceof Uint8Array ? key : await importJWK({ ...key, alg: algorithm, key_ops: undefined, use: undefined })
    await compactVerify(token, imported, { algorithms: [algorithm] })
    return true
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' ? false : null
  }
}

/** Source: OpenID Connect Core 1.0 section 3.1.3.6 */
function hashOf(said: unknown, accessToken: string | null, algorithm: string | null): IdTokenFacts['accessTokenHash'] {
  if (said === undefined) return 'absent'
  const bits = /(256|384|512)$/.exec(algorithm ?? '')?.[1]
  if (accessToken === null || bits === undefined) return 'unknown'
  const digest = createHash(`sha${bits}`).update(accessToken, 'ascii').digest()
  return said === digest.subarray(0, digest.length / 2).toString('base64url') ? 'same' : 'other'
}
