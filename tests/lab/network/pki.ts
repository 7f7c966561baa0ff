import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import { isIP } from 'node:net'
import * as x509 from '@peculiar/x509'
import type { TlsIdentity } from '../loopback'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const day = 86_400_000

/** A certificate with its key; what it issues is signed with that key. */
export interface Issuer {
  readonly certificate: x509.X509Certificate
  readonly pem: string
  readonly der: Uint8Array
  /** Issues an intermediate authority. */
  authority(name: string, notAfter?: Date): Promise<Issuer>
  /** Issues a server certificate; `chain` is sent along with it. */
  server(wish: ServerWish): Promise<TlsIdentity>
}

export interface ServerWish {
  /** Host names and addresses; the first is the common name. */
  names: readonly [string, ...string[]]
  notBefore?: Date
  notAfter?: Date
  /** Where its issuer can be fetched (authority information access). */
  issuerUrl?: string
  /** Certificates sent after the leaf, PEM. */
  chain?: readonly string[]
}

/** Makes a self-signed authority that holds from yesterday for ten years. */
export async function makeRoot(name = 'Signpost network lab root'): Promise<Issuer> {
  const keys = await makeKeys()
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: [{ CN: [name] }],
      keys,
      signingAlgorithm: algorithm,
      notBefore: new Date(Date.now() - day),
      notAfter: new Date(Date.now() + 3650 * day),
      extensions: await authorityExtensions(keys.publicKey),
    },
    webcrypto,
  )
  return issuer(certificate, keys.privateKey)
}

/** A certificate that stands for itself alone. */
export async function makeSelfSigned(names: readonly [string, ...string[]]): Promise<TlsIdentity> {
  const keys = await makeKeys()
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: [{ CN: [names[0]] }],
      keys,
      signingAlgorithm: algorithm,
      notBefore: new Date(Date.now() - day),
      notAfter: new Date(Date.now() + 90 * day),
      extensions: [alternativeNames(names)],
    },
    webcrypto,
  )
  return { cert: certificate.toString('pem'), key: await exportKey(keys.privateKey) }
}

const makeKeys = () => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])

function issuer(certificate: x509.X509Certificate, signingKey: webcrypto.CryptoKey): Issuer {
  return {
    certificate,
    pem: certificate.toString('pem'),
    der: new Uint8Array(certificate.rawData),
    authority: async (name, notAfter = new Date(Date.now() + 1000 * day)) => {
      const keys = await makeKeys()
      const made = await x509.X509CertificateGenerator.create(
        {
          subject: [{ CN: [name] }],
          issuer: certificate.subject,
          publicKey: keys.publicKey,
          signingKey,
          signingAlgorithm: algorithm,
          notBefore: new Date(Math.min(Date.now(), notAfter.getTime()) - day),
          notAfter,
          extensions: [
            ...(await authorityExtensions(keys.publicKey)),
            await x509.AuthorityKeyIdentifierExtension.create(certificate, false, webcrypto),
          ],
        },
        webcrypto,
      )
      return issuer(made, keys.privateKey)
    },
    server: async ({ names, notBefore, notAfter, issuerUrl, chain = [] }) => {
      const keys = await makeKeys()
      const leaf = await x509.X509CertificateGenerator.create(
        {
          subject: [{ CN: [names[0]] }],
          issuer: certificate.subject,
          publicKey: keys.publicKey,
          signingKey,
          signingAlgorithm: algorithm,
          notBefore: notBefore ?? new Date(Date.now() - day),
          notAfter: notAfter ?? new Date(Date.now() + 90 * day),
          extensions: [
            new x509.BasicConstraintsExtension(false, undefined, true),
            new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
            alternativeNames(names),
            await x509.AuthorityKeyIdentifierExtension.create(certificate, false, webcrypto),
            ...(issuerUrl === undefined
              ? []
              : [new x509.AuthorityInfoAccessExtension({ caIssuers: new x509.GeneralName('url', issuerUrl) })]),
          ],
        },
        webcrypto,
      )
      return { cert: [leaf.toString('pem'), ...chain].join('\n'), key: await exportKey(keys.privateKey) }
    },
  }
}

async function authorityExtensions(key: webcrypto.CryptoKey): Promise<x509.Extension[]> {
  return [
    new x509.BasicConstraintsExtension(true, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    await x509.SubjectKeyIdentifierExtension.create(key, false, webcrypto),
  ]
}

const alternativeNames = (names: readonly string[]) =>
  new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })))

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  const bytes = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key))
  return x509.PemConverter.encode(bytes, x509.PemConverter.PrivateKeyTag)
}
