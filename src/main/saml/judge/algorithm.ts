import type { Finding } from '../../../shared/finding'
import {
  canonicalizations,
  digestMethods,
  hashName,
  refusalOf,
  shortName,
  signatureMethods,
} from '../../xmldsig/algorithms'
import type { ResponseFacts, SignatureFacts } from '../observation'
import { finding, seen } from './make'
import { algorithmFix, signedElements } from './signature'

/** `response.signature-algorithm`: named, and weak or refused ones told. One finding per signature. */
export function judgeAlgorithm({ signatures }: ResponseFacts): Finding[] {
  return signatures
    .filter((one) => one.on !== 'elsewhere')
    .flatMap((one) => judgeOneAlgorithm(one).map((judged) => ({ ...judged, place: one.place })))
}

function judgeOneAlgorithm(signature: SignatureFacts): Finding[] {
  const { method, digest, canonicalization, transforms, place, verifiedBy, embedded } = signature
  if (method === null) return []
  const where = `Signature of the ${signedElements[signature.on]}`
  const known = signatureMethods.get(method)
  const hash = digestMethods.get(digest ?? '')
  const signer = verifiedBy ?? (embedded?.verifies ? embedded : null)
  const evidence = [
    seen('SignatureMethod', method, where, place),
    seen('DigestMethod', digest, where, place),
    seen('CanonicalizationMethod', canonicalization, where, place),
    signer && seen('Key', signer.key, signer.from),
  ]
  if (!known) {
    return [
      finding(
        'response.signature-algorithm',
        'fail',
        `The ${where} uses ${shortName(method)}, which ${refusalOf(method)}.`,
        { evidence, fix: algorithmFix },
      ),
    ]
  }
  if (digest !== null && hash === undefined) {
    return [
      finding(
        'response.signature-algorithm',
        'fail',
        `The ${where} uses the digest ${shortName(digest)}, which service providers do not compute.`,
        { evidence, fix: algorithmFix },
      ),
    ]
  }
  const weak = [
    known.weak ? `${known.name} is weak: SHA-1 collisions can be made.` : null,
    hash === 'sha1' && !known.weak ? 'The digest is SHA-1, which is weak.' : null,
    ...(signer?.weaknesses ?? []),
    ...transforms
      .filter((one) => canonicalizations.get(one)?.startsWith('inclusive'))
      .map(() => 'The content is canonicalized inclusively; SAML advises exclusive canonicalization (core 5.4.3).'),
  ].filter((one) => one !== null)
  if (weak.length > 0) {
    return [
      finding('response.signature-algorithm', 'warn', `The ${where}: ${weak.join(' ')}`, {
        evidence,
        fix: algorithmFix,
      }),
    ]
  }
  return [
    finding(
      'response.signature-algorithm',
      'pass',
      `The ${where} uses ${known.name}${hash ? `, digest ${hashName(hash)}` : ''}.`,
      { evidence },
    ),
  ]
}
