import { createHash, X509Certificate } from 'node:crypto'
import type { Certificate } from '../../shared/runs/metadata'
import { type ArmourNote, certificateBytes, certificateDer, type DerOutcome } from './armour'
import { describeKey, type KeyDescription } from './key'
import { signatureAlgorithms } from './names'
import { walkCertificate } from './walk'

/** A certificate that could be read: what every screen and judgement needs, as plain data. */
export interface ReadCertificate extends Omit<Certificate, 'use'>, KeyDescription {
  issuer: string
  signatureAlgorithm: string
  pem: string
  /** Hash of the certificate's own signature; empty where the algorithm fixes none. */
  signatureHash: string
  notes: ArmourNote[]
}

export type CertificateOutcome = { ok: true; certificate: ReadCertificate } | { ok: false; reason: string }

/** Reads the text of an X509Certificate element, or a PEM file. Never throws; says why where it cannot. */
export function readCertificate(text: string): CertificateOutcome {
  return read(certificateDer(text))
}

/** Reads a certificate file: DER, PEM or base64. Never throws; says why where it cannot. */
export function readCertificateFile(bytes: Uint8Array): CertificateOutcome {
  if (bytes[0] === 0x30) return read(certificateBytes(bytes))
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe
  return read(
    certificateDer(
      Buffer.from(bytes)
        .toString(wide ? 'utf16le' : 'latin1')
        .replace(/^ï»¿/, ''),
    ),
  )
}

function read(outcome: DerOutcome): CertificateOutcome {
  if (!outcome.ok) return outcome
  const { der, notes } = outcome
  const walked = walkCertificate(der)
  if (!walked) return { ok: false, reason: 'It is DER, but not an X.509 certificate, or a damaged one.' }
  let x509: X509Certificate
  try {
    x509 = new X509Certificate(der)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
    return { ok: false, reason: `It looks like a certificate, but a part of it is damaged${code}.` }
  }
  const signature = signatureAlgorithms[walked.signatureOid]
  return {
    ok: true,
    certificate: {
      subject: distinguishedName(x509.subject),
      issuer: distinguishedName(x509.issuer),
      sha1: createHash('sha1').update(der).digest('hex'),
      sha256: createHash('sha256').update(der).digest('hex'),
      notBefore: new Date(walked.notBefore).toISOString(),
      notAfter: new Date(walked.notAfter).toISOString(),
      ...describeKey(walked.key),
      signatureAlgorithm: signature?.name ?? walked.signatureOid,
      signatureHash: signature?.hash ?? '',
      pem: pemOf(der),
      notes,
    },
  }
}

/** One attribute a line in, one line out. The order is the certificate's own. */
const distinguishedName = (lines: string | undefined) => (lines ?? '').split('\n').join(', ')

/** A DER certificate as PEM, with lines of 64 characters. */
export function pemOf(der: Uint8Array): string {
  const base64 = Buffer.from(der).toString('base64')
  const lines = base64.match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
