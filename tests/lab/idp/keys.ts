import 'reflect-metadata'
import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import * as x509 from '@peculiar/x509'

/** A private key and its self-signed certificate, as an identity provider keeps them. */
export interface SigningKey {
  privateKey: KeyObject
  /** PKCS #8, PEM. */
  privatePem: string
  certificatePem: string
  /** The certificate as metadata and KeyInfo carry it: base64 of the DER, no line breaks. */
  certificateBase64: string
  sha256: string
}

export interface KeyWish {
  type?: 'rsa' | 'ec'
  /** RSA modulus length or EC curve size in bits. */
  bits?: number
  subject?: string
  notBefore?: Date
  notAfter?: Date
  /** Renew the certificate of this key instead of making one; RSA. */
  renewed?: SigningKey
}

const day = 86_400_000

/** Makes a fresh key pair and a certificate for it. Valid from a year ago for ten years unless told otherwise. */
export async function makeKey(wish: KeyWish = {}): Promise<SigningKey> {
  const algorithm =
    wish.type === 'ec'
      ? { name: 'ECDSA', namedCurve: `P-${wish.bits ?? 256}`, hash: 'SHA-256' }
      : {
          name: 'RSASSA-PKCS1-v1_5',
          modulusLength: wish.bits ?? 2048,
          publicExponent: new Uint8Array([1, 0, 1]),
          hash: 'SHA-256',
        }
  const keys = wish.renewed
    ? await pairOf(wish.renewed.privateKey, algorithm)
    : await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: `CN=${wish.subject ?? 'idp.example.test'}`,
      keys,
      signingAlgorithm: algorithm,
      notBefore: wish.notBefore ?? new Date(Date.now() - 365 * day),
      notAfter: wish.notAfter ?? new Date(Date.now() + 9 * 365 * day),
    },
    crypto,
  )
  const privateKey = createPrivateKey({
    key: Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)),
    format: 'der',
    type: 'pkcs8',
  })
  const der = Buffer.from(certificate.rawData)
  return {
    privateKey,
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificatePem: certificate.toString('pem'),
    certificateBase64: der.toString('base64'),
    sha256: createHash('sha256').update(der).digest('hex'),
  }
}

async function pairOf(privateKey: KeyObject, algorithm: { name: string; hash: string }) {
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' })
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  return {
    privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, true, ['sign']),
    publicKey: await crypto.subtle.importKey('spki', spki, algorithm, true, ['verify']),
  }
}

const kept = new Map<string, Promise<SigningKey>>()

/** The same key for the same name within one run: making RSA keys is what takes time in a test. */
export function labKey(name: string, wish: KeyWish = {}): Promise<SigningKey> {
  const existing = kept.get(name)
  if (existing) return existing
  const made = makeKey({ subject: `${name}.example.test`, ...wish })
  kept.set(name, made)
  return made
}
