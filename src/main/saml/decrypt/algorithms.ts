const xmlenc = 'http://www.w3.org/2001/04/xmlenc#'
const xmlenc11 = 'http://www.w3.org/2009/xmlenc11#'
const xmldsig = 'http://www.w3.org/2000/09/xmldsig#'
const more = 'http://www.w3.org/2001/04/xmldsig-more#'

/** Namespaces and identifiers of XML Encryption 1.1 (https://www.w3.org/TR/xmlenc-core1/). */
export const encryptionNamespace = xmlenc
export const encryption11Namespace = xmlenc11

export interface ContentCipher {
  name: string
  cipher: 'aes-128-cbc' | 'aes-192-cbc' | 'aes-256-cbc' | 'aes-128-gcm' | 'aes-192-gcm' | 'aes-256-gcm' | 'des-ede3-cbc'
  keyBytes: number
  ivBytes: number
  authenticated: boolean
  /** Why it is not to be used any more, or null. CBC without authentication is attackable, yet what most products send. */
  weakness: string | null
}

const cbc = (bits: 128 | 192 | 256): ContentCipher => ({
  name: `AES-${bits}-CBC`,
  cipher: `aes-${bits}-cbc`,
  keyBytes: bits / 8,
  ivBytes: 16,
  authenticated: false,
  weakness: null,
})
const gcm = (bits: 128 | 192 | 256): ContentCipher => ({
  name: `AES-${bits}-GCM`,
  cipher: `aes-${bits}-gcm`,
  keyBytes: bits / 8,
  ivBytes: 12,
  authenticated: true,
  weakness: null,
})

/** Content encryption this program can undo. */
export const contentCiphers: ReadonlyMap<string, ContentCipher> = new Map([
  [`${xmlenc}aes128-cbc`, cbc(128)],
  [`${xmlenc}aes192-cbc`, cbc(192)],
  [`${xmlenc}aes256-cbc`, cbc(256)],
  [`${xmlenc11}aes128-gcm`, gcm(128)],
  [`${xmlenc11}aes192-gcm`, gcm(192)],
  [`${xmlenc11}aes256-gcm`, gcm(256)],
  [
    `${xmlenc}tripledes-cbc`,
    {
      name: 'Triple DES',
      cipher: 'des-ede3-cbc',
      keyBytes: 24,
      ivBytes: 8,
      authenticated: false,
      weakness: 'Triple DES is no longer approved',
    },
  ],
])

export interface KeyTransport {
  name: string
  padding: 'oaep' | 'pkcs1'
  weakness: string | null
}

/** Ways to encrypt the content key for a recipient's RSA key. */
export const keyTransports: ReadonlyMap<string, KeyTransport> = new Map([
  [`${xmlenc}rsa-oaep-mgf1p`, { name: 'RSA-OAEP', padding: 'oaep', weakness: null }],
  [`${xmlenc11}rsa-oaep`, { name: 'RSA-OAEP', padding: 'oaep', weakness: null }],
  [
    `${xmlenc}rsa-1_5`,
    {
      name: 'RSA PKCS #1 v1.5',
      padding: 'pkcs1',
      weakness: 'RSA PKCS #1 v1.5 key transport is open to padding oracle attacks',
    },
  ],
])

/** The digest and mask generation identifiers that may qualify RSA-OAEP; absent ones mean SHA-1. */
export const oaepHashes: ReadonlyMap<string, string> = new Map([
  [`${xmldsig}sha1`, 'sha1'],
  [`${more}sha224`, 'sha224'],
  [`${xmlenc}sha256`, 'sha256'],
  [`${more}sha384`, 'sha384'],
  [`${xmlenc}sha512`, 'sha512'],
  [`${xmlenc11}mgf1sha1`, 'sha1'],
  [`${xmlenc11}mgf1sha224`, 'sha224'],
  [`${xmlenc11}mgf1sha256`, 'sha256'],
  [`${xmlenc11}mgf1sha384`, 'sha384'],
  [`${xmlenc11}mgf1sha512`, 'sha512'],
])
