import { X509Certificate } from 'node:crypto'
import type { XmlDocument, XmlElement } from '../xml/tree'
import { isOnlyReformatted } from '../xmldsig/reformatted'
import { isSignedBy, readSignatures, type SignatureReading } from '../xmldsig/signatures'
import type { SignatureFacts } from './observation'
import type { PlaceOf } from './read-entity'

/** A certificate a signature can be checked with, and where it comes from. */
export interface SignatureCandidate {
  pem: string
  sha256: string
  subject: string
  from: 'given' | 'document'
}

/**
 * Checks the signature that stands directly in one of the elements, the first that has one: the document's root, then the
 * entity. The certificate it carries proves only that nothing was changed since that certificate's owner signed.
 */
export async function readSignature(
  document: XmlDocument,
  elements: readonly XmlElement[],
  place: PlaceOf,
  candidates: readonly SignatureCandidate[],
): Promise<SignatureFacts> {
  const readings = await readSignatures(document)
  const reading = elements
    .map((element) => readings.find(({ parent }) => parent === element))
    .find((found) => found !== undefined)
  if (!reading) return { kind: 'none' }
  const { terms, digestMatches } = reading
  const embedded = terms.embedded.flatMap((der) => embeddedCandidate(der))
  const intact = reading.readersDisagree ? false : digestMatches
  return {
    kind: 'read',
    on: reading.parent?.local ?? '',
    place: place(reading.element),
    method: terms.method,
    digest: terms.digest,
    weak: reading.evidence?.method.weak ?? false,
    refusals: [...terms.refusals],
    contentIntact: intact,
    onlyReformatted: await isOnlyReformatted(document, reading),
    verifiedBy: verifier(reading, [...candidates, ...embedded]),
    given: candidates.some(({ from }) => from === 'given'),
    hasEmbedded: embedded.length > 0,
  }
}

type Verifier = { pem: string; sha256: string; subject: string; from: 'given' | 'document' | 'embedded' }

function embeddedCandidate(der: Uint8Array): Verifier[] {
  try {
    const certificate = new X509Certificate(der)
    const sha256 = certificate.fingerprint256.replaceAll(':', '').toLowerCase()
    const subject = certificate.subject.split('\n').join(', ')
    return [{ pem: certificate.toString(), sha256, subject, from: 'embedded' }]
  } catch {
    return []
  }
}

function verifier(reading: SignatureReading, candidates: readonly Verifier[]) {
  const found = candidates.find(({ pem }) => {
    try {
      return isSignedBy(reading, new X509Certificate(pem).publicKey)
    } catch {
      return false
    }
  })
  return found ? { subject: found.subject, sha256: found.sha256, from: found.from } : null
}
