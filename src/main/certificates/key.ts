import { curves, keyAlgorithms } from './names'
import type { PublicKeyFacts } from './walk'

export interface KeyDescription {
  /** `RSA 2048`, `EC P-256`. */
  key: string
  keyType: (typeof keyAlgorithms)[string] | 'other'
  /** RSA modulus length. */
  keyBits: number | null
  /** Name of the curve of an EC key. */
  curve: string | null
}

/** Names a public key by its kind and size. */
export function describeKey(facts: PublicKeyFacts): KeyDescription {
  const keyType = keyAlgorithms[facts.algorithmOid] ?? 'other'
  const isRsa = keyType === 'RSA' || keyType === 'RSA-PSS'
  const keyBits = isRsa ? facts.modulusBits : null
  const curve = keyType === 'EC' ? (curves[facts.curveOid ?? ''] ?? facts.curveOid ?? 'explicit parameters') : null
  const name = keyType === 'other' ? facts.algorithmOid : keyType
  const size = keyBits ?? curve
  return { key: size === null ? name : `${name} ${size}`, keyType, keyBits, curve }
}
