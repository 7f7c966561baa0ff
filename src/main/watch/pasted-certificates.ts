import type { Certificate } from '../../shared/runs/metadata'
import type { Setup } from '../../shared/setup'
import { certificateDer } from '../certificates/armour'
import { certificateForList } from '../certificates/for-list'

/** The values of a set-up that are certificates, as far as those end. */
const certificateValues = ['x509_certificate', 'ssl_certificate', 'sp_public_certificate'] as const
export type CertificateValue = (typeof certificateValues)[number]

export interface PastedCertificate {
  value: CertificateValue
  at: string
  certificate: Certificate
}

const mostOfOneValue = 20
const block = /-----BEGIN [A-Z0-9 ]{1,40}-----[^-]*-----END [A-Z0-9 ]{1,40}-----/g
const read = new WeakMap<Setup['values'], PastedCertificate[]>()

/** The certificates that were pasted into a set-up; what is none is left out. Read once for each state of the values. */
export function pastedCertificates({ values }: Pick<Setup, 'values'>): PastedCertificate[] {
  const known = read.get(values)
  if (known) return known
  const found = certificateValues.flatMap((name) => {
    const value = values[name]
    if (value?.kind !== 'plain') return []
    const texts = value.text.match(block)?.slice(0, mostOfOneValue) ?? [value.text]
    return texts.flatMap((text): PastedCertificate[] => {
      const der = certificateDer(text)
      const certificate = der.ok ? certificateForList(der.der, 'signing') : null
      return certificate ? [{ value: name, at: value.at, certificate }] : []
    })
  })
  read.set(values, found)
  return found
}
