import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import { isIP } from 'node:net'
import * as x509 from '@peculiar/x509'
import type { TlsIdentity } from './loopback'

/** A certificate authority that lives as long as the process: its key never leaves memory. */
export interface CertificateAuthority {
  /** What a client must trust, PEM. */
  readonly certificatePem: string
  issue(wish: LeafWish): Promise<TlsIdentity>
}

export interface LeafWish {
  /** Host names and IP addresses the certificate is for; the first is its common name. */
  names: readonly [string, ...string[]]
  notBefore?: Date
  notAfter?: Date
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const day = 86_400_000

/** Makes an authority whose certificate holds from yesterday for a year. */
export async function makeCertificateAuthority(name = 'Signpost practice lab CA'): Promise<CertificateAuthority> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const authority = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: [{ CN: [name] }],
      keys,
      signingAlgorithm: algorithm,
      notBefore: new Date(Date.now() - day),
      notAfter: new Date(Date.now() + 365 * day),
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  )
  return {
    certificatePem: authority.toString('pem'),
    issue: (wish) => issue(authority, keys.privateKey, wish),
  }
}

async function issue(
  authority: x509.X509Certificate,
  signingKey: webcrypto.CryptoKey,
  { names, notBefore, notAfter }: LeafWish,
): Promise<TlsIdentity> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const leaf = await x509.X509CertificateGenerator.create(
    {
      subject: [{ CN: [names[0]] }],
      issuer: authority.subject,
      publicKey: keys.publicKey,
      signingKey,
      signingAlgorithm: algorithm,
      notBefore: notBefore ?? new Date(Date.now() - day),
      notAfter: notAfter ?? new Date(Date.now() + 90 * day),
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension(
          names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })),
        ),
        await x509.AuthorityKeyIdentifierExtension.create(authority, false, webcrypto),
      ],
    },
    webcrypto,
  )
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey))
  return { cert: leaf.toString('pem'), key: x509.PemConverter.encode(key, x509.PemConverter.PrivateKeyTag) }
}
