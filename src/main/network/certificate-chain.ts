import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { isIssuedBy } from './issued-by'
import type { TlsObservation } from './observation'

/** The certificates of a chain, leaf first; those that cannot be read are left out. */
export function readChain(chain: readonly string[]): X509Certificate[] {
  return chain.flatMap((der) => {
    try {
      return [new X509Certificate(Buffer.from(der, 'base64'))]
    } catch {
      return []
    }
  })
}

/** Whether a certificate is for a host. */
export const isFor = (leaf: X509Certificate, host: string): boolean =>
  (isIP(host) !== 0 ? leaf.checkIP(host) : leaf.checkHost(host)) !== undefined

/** Whether a certificate stands for itself alone. */
export const isOwnIssuer = (certificate: X509Certificate): boolean => isIssuedBy(certificate, certificate)

/** The issuers that the server left out and that were found where the certificates say. */
export const fetchedIssuers = ({ fetched }: TlsObservation): X509Certificate[] =>
  readChain(fetched.flatMap(({ certificate }) => (certificate === null ? [] : [certificate])))

const commonName = (name: string) => /(?:^|\n)CN=(.*)/.exec(name)?.[1] ?? name.replaceAll('\n', ', ')

/** Whom a certificate is for, in short. */
export const subjectOf = (certificate: X509Certificate | undefined): string =>
  certificate ? commonName(certificate.subject ?? '') || 'a certificate without a name' : 'nothing'

/** Who issued a certificate, in short. */
export const issuerOf = (certificate: X509Certificate | undefined): string =>
  certificate ? commonName(certificate.issuer ?? '') || 'an authority without a name' : 'nothing'

/** The names a certificate is for, as many as can be read at a glance. */
export function namesOf(certificate: X509Certificate): string {
  const names = (certificate.subjectAltName ?? '').split(', ').map((name) => name.replace(/^(DNS|IP Address):/, ''))
  if (names.join('') === '') return subjectOf(certificate)
  return names.length > 12 ? `${names.slice(0, 12).join(', ')} and ${names.length - 12} more` : names.join(', ')
}

/** The day of a date as Node writes it; what cannot be read stays as it is. */
export const dayOf = (text: string): string =>
  Number.isNaN(Date.parse(text)) ? text : new Date(text).toISOString().slice(0, 10)
