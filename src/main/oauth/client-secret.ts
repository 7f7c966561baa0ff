import { createPrivateKey, type KeyObject, randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import { member, parseJson, textMember } from '../json'

/** What copying left on a client secret, or what shows that it is something else. Holds no part of it. */
export type SecretMark =
  | 'blanks-around'
  | 'line-break'
  | 'invisible-characters'
  | 'quotes'
  | 'secret-id'
  | 'same-as-client-id'
  | 'masked'
  | 'private-key'
  | 'jwt'

/** A client secret as it was given. */
export interface SecretReading {
  /** Without blanks and invisible characters around it: no provider gives out a secret with any. */
  value: string
  marks: SecretMark[]
}

const guid = /^\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i
const jwt = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/
const pem = /-----BEGIN [A-Z ]*PRIVATE KEY-----/

export function readSecret(text: string, clientId: string): SecretReading {
  const marks: SecretMark[] = []
  if (pem.test(text)) return { value: text.trim(), marks: ['private-key'] }
  const visible = text.replace(/(?![\t\n\r])[\p{Cc}\p{Cf}]/gu, '')
  if (visible !== text) marks.push('invisible-characters')
  const value = visible.trim()
  if (/[\r\n]/.test(visible)) marks.push('line-break')
  else if (value !== visible) marks.push('blanks-around')
  if (/^(["'`“‘«]).*["'`”’»]$/s.test(value)) marks.push('quotes')
  if (guid.test(value)) marks.push('secret-id')
  if (/[•●∙…]|\*{3,}/.test(value)) marks.push('masked')
  if (value !== '' && value === clientId) marks.push('same-as-client-id')
  if (jwt.test(value)) marks.push('jwt')
  return { value, marks }
}

/** What a client secret of Apple says of itself: it is a JWT, and can be judged before it is sent. */
export interface AppleSecretFacts {
  algorithm: string | null
  keyId: string | null
  issuer: string | null
  subject: string | null
  audience: string | null
  issuedAt: string | null
  expiresAt: string | null
}

/** Reads a client secret of Apple; null when it is no JWT. The signature is Apple's to check. */
export function readAppleSecret(secret: string): AppleSecretFacts | null {
  if (!jwt.test(secret)) return null
  const [header, claims] = secret.split('.').map((part) => parseJson(Buffer.from(part, 'base64url').toString('utf8')))
  const time = (name: string) => {
    const seconds = member(claims, name)
    return typeof seconds === 'number' && Math.abs(seconds) < 8.64e12 ? new Date(seconds * 1000).toISOString() : null
  }
  return {
    algorithm: textMember(header, 'alg'),
    keyId: textMember(header, 'kid'),
    issuer: textMember(claims, 'iss'),
    subject: textMember(claims, 'sub'),
    audience: textMember(claims, 'aud'),
    issuedAt: time('iat'),
    expiresAt: time('exp'),
  }
}

/** Reads a private key in PEM; null when it cannot be read. */
export function readPrivateKey(text: string): KeyObject | null {
  try {
    return createPrivateKey(text)
  } catch {
    return null
  }
}

const algorithms: Readonly<Record<string, string>> = {
  rsa: 'RS256',
  'rsa-pss': 'PS256',
  ed25519: 'EdDSA',
  'ec prime256v1': 'ES256',
  'ec secp384r1': 'ES384',
  'ec secp521r1': 'ES512',
}

/** An assertion that stands in for a client secret, valid for five minutes. Source: RFC 7523 section 3 */
export async function clientAssertion(
  key: KeyObject,
  { clientId, audience, nowMs }: { clientId: string; audience: string; nowMs: number },
): Promise<string | null> {
  const curve = key.asymmetricKeyDetails?.namedCurve
  const algorithm = algorithms[`${key.asymmetricKeyType}${curve === undefined ? '' : ` ${curve}`}`]
  if (algorithm === undefined) return null
  const now = Math.floor(nowMs / 1000)
  return new SignJWT()
    .setProtectedHeader({ alg: algorithm })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + 300)
    .setJti(randomUUID())
    .sign(key)
    .catch(() => null)
}

/** The client secret Apple wants, made from its private key, valid for five minutes. */
export async function appleSecret(
  key: KeyObject,
  { clientId, teamId, keyId, nowMs }: { clientId: string; teamId: string; keyId: string; nowMs: number },
): Promise<string | null> {
  if (key.asymmetricKeyType !== 'ec') return null
  const now = Math.floor(nowMs / 1000)
  return new SignJWT()
    .setProtectedHeader({ alg: 'ES256', kid: keyId })
    .setIssuer(teamId)
    .setSubject(clientId)
    .setAudience('https://appleid.apple.com')
    .setIssuedAt(now)
    .setExpirationTime(now + 300)
    .sign(key)
    .catch(() => null)
}

/** What cannot be right of a client secret for Apple, whatever Apple says. Source: Apple, Creating a client secret */
export function appleFault(facts: AppleSecretFacts, clientId: string, at: string): string | null {
  const now = Date.parse(at)
  const ends = facts.expiresAt === null ? null : Date.parse(facts.expiresAt)
  const begins = facts.issuedAt === null ? null : Date.parse(facts.issuedAt)
  const sixMonthsMs = 15_777_000_000
  if (facts.algorithm !== 'ES256') return `it is signed with ${facts.algorithm ?? 'nothing'} instead of ES256.`
  if (facts.keyId === null) return 'it names no key (kid).'
  if (facts.audience !== 'https://appleid.apple.com')
    return `its audience is ${facts.audience ?? 'missing'} instead of https://appleid.apple.com.`
  if (facts.subject !== clientId)
    return `it is made out to ${facts.subject ?? 'nobody'}, not to the Services ID ${clientId}.`
  if (facts.issuer === null || !/^[A-Z0-9]{10}$/.test(facts.issuer))
    return 'its issuer is not a Team ID of ten characters.'
  if (ends === null) return 'it does not say when it ends.'
  if (ends <= now) return `it ended on ${facts.expiresAt}.`
  if (begins !== null && ends - begins > sixMonthsMs) return 'it lasts longer than six months, which Apple refuses.'
  return null
}
