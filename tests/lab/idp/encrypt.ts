import { createPublicKey, X509Certificate } from 'node:crypto'
import { type EncryptOptions, encrypt } from 'xml-encryption'
import type { SigningKey } from './keys'

const xmlenc = 'http://www.w3.org/2001/04/xmlenc#'
const xmlenc11 = 'http://www.w3.org/2009/xmlenc11#'

export const encryption = {
  aes128Cbc: `${xmlenc}aes128-cbc`,
  aes256Cbc: `${xmlenc}aes256-cbc`,
  aes128Gcm: `${xmlenc11}aes128-gcm`,
  aes256Gcm: `${xmlenc11}aes256-gcm`,
  rsaOaepMgf1p: `${xmlenc}rsa-oaep-mgf1p`,
  rsaOaep: `${xmlenc11}rsa-oaep`,
  rsa15: `${xmlenc}rsa-1_5`,
} as const

export interface EncryptWish {
  to: SigningKey
  content?: string
  key?: string
  keyDigest?: 'sha1' | 'sha256' | 'sha512'
  keyMgf?: 'sha1' | 'sha256' | 'sha512'
}

/** Encrypts an element for a recipient and wraps it (`EncryptedAssertion`, `EncryptedID`), as xml-encryption does it. */
export function encryptElement(element: string, wrapper: 'EncryptedAssertion' | 'EncryptedID', wish: EncryptWish) {
  const pem = wish.to.certificatePem
  const options = {
    rsa_pub: createPublicKey(new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'pem' }))
      .export({ type: 'spki', format: 'pem' })
      .toString(),
    pem,
    encryptionAlgorithm: wish.content ?? encryption.aes256Gcm,
    keyEncryptionAlgorithm: wish.key ?? encryption.rsaOaepMgf1p,
    keyEncryptionDigest: wish.keyDigest ?? 'sha1',
    ...(wish.keyMgf === undefined ? {} : { keyEncryptionMgf: wish.keyMgf }),
    disallowEncryptionWithInsecureAlgorithm: false,
    warnInsecureAlgorithm: false,
  }
  return new Promise<string>((resolve, reject) => {
    encrypt(element, options as unknown as EncryptOptions, (error: Error | null, result?: string) => {
      if (error || result === undefined) reject(error ?? new Error('nothing came back'))
      else
        resolve(
          `<saml:${wrapper} xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${result.trim()}</saml:${wrapper}>`,
        )
    })
  })
}
