import { useState } from 'react'
import type { HeldCertificate } from '../../../../../shared/runs/workos'
import { Callout } from '../../../../components/Callout'
import { Certificate } from '../../../../components/Certificate'
import { CopyValue } from '../../../../components/CopyValue'
import styles from '../record/record.module.css'
import { Section } from '../record/Section'

/** The IdP signing certificates WorkOS holds. That an environment does not show them is usual, and said so. */
export function HeldCertificates({
  certificates,
  reading,
}: {
  certificates: readonly HeldCertificate[] | null
  reading: boolean
}) {
  const [now] = useState(() => Date.now())
  return (
    <Section title="IdP signing certificates">
      {certificates === null ? (
        reading ? (
          <p className={styles.quiet}>Still being read.</p>
        ) : (
          <Callout title="This environment does not show them">
            <p>
              WorkOS switches this part of its API on environment by environment, so that is usual. They stand in the
              WorkOS Dashboard on the connection, under Certificates. Events tell when one has to be renewed.
            </p>
          </Callout>
        )
      ) : certificates.length === 0 ? (
        <p className={styles.quiet}>WorkOS holds none yet.</p>
      ) : (
        <div className={styles.cards}>
          {certificates.map(({ id, certificate, sha256, pem }) =>
            certificate ? (
              <Certificate key={id} certificate={certificate} now={now} />
            ) : (
              <div key={id} className={styles.stateNote}>
                <p>This certificate cannot be read. Its SHA-256 fingerprint:</p>
                <CopyValue value={sha256} what="SHA-256 fingerprint" />
                <CopyValue value={pem} what="certificate as PEM" />
              </div>
            ),
          )}
        </div>
      )}
    </Section>
  )
}
