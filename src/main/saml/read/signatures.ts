import { pemOf } from '../../certificates/certificate'
import { certificateForList } from '../../certificates/for-list'
import { weaknessesOf } from '../../certificates/judgements'
import { describeKey } from '../../certificates/key'
import { publicKeyOf, rsaModulusOf } from '../../certificates/public-key'
import { type PublicKeyFacts, walkCertificate } from '../../certificates/walk'
import type { XmlDocument } from '../../xml/tree'
import { isOnlyReformatted } from '../../xmldsig/reformatted'
import { isSignedBy, type SignatureReading } from '../../xmldsig/signatures'
import type { CertificateFacts, SignatureFacts } from '../observation'
import type { PlaceOf } from './places'

/** A certificate the identity provider is known by. */
export interface KnownCertificate {
  /** Where it comes from, for a sentence: `metadata, certificate 2`. */
  from: string
  der: Uint8Array
}

/**
 * Finds out whose key made a signature. Known certificates only can verify it; the one the message carries is tried last, to tell
 * an altered copy from a changed certificate, and is never believed. A known certificate the message points at is tried first: it
 * saves the others, and decides nothing.
 */
export async function readSigner(
  document: XmlDocument,
  reading: SignatureReading,
  on: SignatureFacts['on'],
  known: readonly KnownCertificate[],
  place: PlaceOf,
): Promise<SignatureFacts> {
  const { terms, evidence } = reading
  const fits = (der: Uint8Array) => {
    const key = evidence && publicKeyOf(der)
    return key !== null && isSignedBy(reading, key)
  }
  const signer = evidence ? (likeliestFirst(known, reading).find(({ der }) => fits(der)) ?? null) : null
  const signerFacts = signer && factsOf(signer.der, signer.from)
  return {
    on,
    place: place(reading.element),
    method: terms.method,
    digest: terms.digest,
    canonicalization: terms.canonicalization,
    transforms: terms.transforms,
    refusals: terms.refusals,
    digestMatches: reading.digestMatches,
    onlyReformatted: await isOnlyReformatted(document, reading),
    readersDisagree: reading.readersDisagree,
    verifiedBy: signerFacts,
    tried: signer ? [] : known.flatMap(({ der, from }) => factsOf(der, from) ?? []),
    embedded: readEmbedded(terms.embedded, known, signer, signerFacts, fits),
  }
}

/**
 * The known certificates a signature may come from: those the message carries or whose key it names, then the others. An RSA
 * signature is as long as the modulus of its key (RFC 8017, 8.2.2), so keys of another length need no try.
 */
function likeliestFirst(known: readonly KnownCertificate[], { terms, evidence }: SignatureReading) {
  if (known.length < 2) return known
  const isNamed = ({ der }: KnownCertificate) => {
    if (terms.embedded.some((carried) => same(carried, der))) return true
    const modulus = terms.modulus && rsaModulusOf(der)
    return modulus !== null && terms.modulus !== null && same(modulus, terms.modulus)
  }
  const named = known.filter(isNamed)
  const length = evidence?.value.length
  const others = known.filter((one) => !named.includes(one) && (rsaModulusOf(one.der)?.length ?? length) === length)
  return [...named, ...others]
}

const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0

function readEmbedded(
  embedded: readonly Uint8Array[],
  known: readonly KnownCertificate[],
  signer: KnownCertificate | null,
  signerFacts: CertificateFacts | null,
  fits: (der: Uint8Array) => boolean,
): SignatureFacts['embedded'] {
  const isSigner = (der: Uint8Array) => signer !== null && same(der, signer.der)
  const chosen = embedded.find(isSigner) ?? embedded.slice(0, 5).find(fits) ?? embedded[0]
  if (!chosen) return null
  const facts = isSigner(chosen) ? signerFacts : factsOf(chosen, '')
  if (!facts) return null
  return {
    ...facts,
    from: 'KeyInfo of the message',
    verifies: isSigner(chosen) || fits(chosen),
    known: known.some(({ der }) => same(chosen, der)),
  }
}

/** What a verdict says of a certificate; null when it cannot be read. */
function factsOf(der: Uint8Array, from: string): CertificateFacts | null {
  const certificate = certificateForList(der, 'signing')
  const walked = walkCertificate(der)
  if (!certificate || !walked) return null
  const { subject, sha256, key } = certificate
  return {
    from,
    subject,
    sha256,
    pem: pemOf(der),
    notBefore: walked.notBefore,
    notAfter: walked.notAfter,
    key,
    weaknesses: keyWeaknesses(walked.key),
  }
}

/** A certificate's own signature does not count: trust in SAML rests on the key. */
function keyWeaknesses(key: PublicKeyFacts): string[] {
  return weaknessesOf({ ...describeKey(key), signatureHash: '' })
    .filter(({ grade }) => grade === 'weak')
    .map(({ sentence }) => sentence)
}
