import * as crypto from 'node:crypto'
import type { Certificate } from '../../shared/runs/metadata'
import { readCertificateFile } from './certificate'
import { type Der, derAfter, derAt, derInside, derTags, objectId } from './der'
import { describeKey } from './key'
import { walkCertificate } from './walk'

/**
 * A certificate for a list of thousands: what `readCertificateFile` says of it, without decoding the rest. Ten times as fast, and
 * tested to agree. Null where the bytes are no certificate.
 */
export function certificateForList(der: Uint8Array, use: Certificate['use']): Certificate | null {
  const walked = walkCertificate(der)
  if (!walked) return null
  const exact = der.subarray(0, walked.end)
  const subject = plainName(exact)
  if (subject === null) return readInFull(der, use)
  return {
    use,
    subject,
    sha1: digest('sha1', exact),
    sha256: digest('sha256', exact),
    notBefore: new Date(walked.notBefore).toISOString(),
    notAfter: new Date(walked.notAfter).toISOString(),
    key: describeKey(walked.key).key,
  }
}

function readInFull(der: Uint8Array, use: Certificate['use']): Certificate | null {
  const outcome = readCertificateFile(der)
  if (!outcome.ok) return null
  const { subject, sha1, sha256, notBefore, notAfter, key } = outcome.certificate
  return { use, subject, sha1, sha256, notBefore, notAfter, key }
}

/** One-shot hashing where the runtime has it (Node 20.12): half the cost for small input. */
const digest: (algorithm: 'sha1' | 'sha256', bytes: Uint8Array) => string =
  typeof crypto.hash === 'function'
    ? (algorithm, bytes) => crypto.hash(algorithm, bytes, 'hex')
    : (algorithm, bytes) => crypto.createHash(algorithm).update(bytes).digest('hex')

/** Short names as OpenSSL writes them. A name with any other attribute is left to it. */
const attributeNames: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
}

const set = 0x31
const plainStrings = new Set([0x0c, 0x13, 0x16])

/** The subject, if it is made of common attributes and letters that need no escaping; null otherwise. */
function plainName(bytes: Uint8Array): string | null {
  const subject = subjectOf(bytes)
  if (!subject) return null
  const parts: string[] = []
  let rdn = subject.value === subject.end ? null : derInside(subject)
  if (subject.value !== subject.end && rdn === null) return null
  while (rdn !== null) {
    const part = plainAttribute(rdn)
    if (part === null) return null
    parts.push(part)
    const end: number = rdn.end
    rdn = derAfter(rdn, subject)
    if (rdn === null && end !== subject.end) return null
  }
  return parts.join(', ')
}

function plainAttribute(rdn: Der): string | null {
  const pair = rdn.tag === set ? derInside(rdn) : null
  if (!pair || pair.end !== rdn.end) return null
  const type = derInside(pair)
  const value = type && derAfter(type, pair)
  if (type?.tag !== derTags.objectId || !value || !plainStrings.has(value.tag)) return null
  const name = attributeNames[objectId(type)]
  const text = latin1(value)
  return name !== undefined && /^[A-Za-z0-9 ._:/@()*'-]*$/.test(text) && !/^[ #]| $/.test(text)
    ? `${name}=${text}`
    : null
}

function latin1({ bytes, value, end }: Der): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + value, end - value).toString('latin1')
}

function subjectOf(bytes: Uint8Array): Der | null {
  const outer = derAt(bytes, 0)
  const body = outer && derInside(outer)
  const first = body && derInside(body)
  if (!body || !first) return null
  let part: Der | null = first.tag === derTags.context0 ? derAfter(first, body) : first
  for (let step = 0; step < 4 && part !== null; step++) part = derAfter(part, body)
  return part
}
