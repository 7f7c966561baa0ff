import { useState } from 'react'
import type { SigningCertificate } from '../../../../shared/runs/response'
import { Certificate } from '../../../components/Certificate'
import styles from './response.module.css'

/** The certificates that bear on the signatures, with what each has to do with them. */
export function SigningCertificates({ certificates }: { certificates: readonly SigningCertificate[] }) {
  const [now] = useState(() => Date.now())
  return (
    <div className={styles.certificates}>
      {certificates.map((certificate) => (
        <Certificate key={certificate.sha256} certificate={certificate} now={now} said={said(certificate)} />
      ))}
    </div>
  )
}

function said({ role, on, from }: SigningCertificate): string {
  if (role === 'signed') {
    const what =
      on.length === 2 ? 'the Response and the Assertion' : on[0] === 'response' ? 'the Response' : 'the Assertion'
    return `Its key signed ${what}. Known from ${from}.`
  }
  if (role === 'in-message') return 'Carried by the message itself, and known from nowhere else: told, never trusted.'
  return `Known from ${from}. Its key made no signature that holds here.`
}
