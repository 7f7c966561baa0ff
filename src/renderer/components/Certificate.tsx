import type { Certificate as Facts } from '../../shared/runs/metadata'
import styles from './Certificate.module.css'
import { CopyValue } from './CopyValue'
import { Exact } from './Exact'
import { StatusMark } from './StatusMark'
import { Tag } from './Tag'
import { ValidityBar } from './ValidityBar'
import { validityOf } from './validity'

const uses: Record<Facts['use'], string> = {
  signing: 'signing',
  encryption: 'encryption',
  unspecified: 'signing and encryption',
}

/**
 * A certificate as metadata publishes it: whose it is, how long it holds, and the fingerprints to compare. `said` tells what it
 * has to do with the document at hand.
 */
export function Certificate({ certificate, now, said }: { certificate: Facts; now: number; said?: string }) {
  const { subject, issuer, use, key, signatureAlgorithm, sha1, sha256, pem } = certificate
  const validity = validityOf(certificate, now)
  return (
    <article className={styles.card} data-status={validity.status}>
      <header className={styles.head}>
        <h4 className={styles.subject}>
          <Exact text={subject} />
        </h4>
        <Tag>{uses[use]}</Tag>
        <StatusMark status={validity.status} word={validity.word} />
      </header>
      {said && <p className={styles.said}>{said}</p>}
      <ValidityBar
        notBefore={certificate.notBefore}
        notAfter={certificate.notAfter}
        now={now}
        sentence={validity.sentence}
      />
      <dl className={styles.facts}>
        <dt>Key</dt>
        <dd>
          {key}
          {signatureAlgorithm && <span className={styles.quiet}>, signature {signatureAlgorithm}</span>}
        </dd>
        {issuer && issuer !== subject && (
          <>
            <dt>Issuer</dt>
            <dd>{issuer}</dd>
          </>
        )}
        <dt>SHA-256</dt>
        <dd>
          <Fingerprint hex={sha256} what="SHA-256 fingerprint" />
        </dd>
        <dt>SHA-1</dt>
        <dd>
          <Fingerprint hex={sha1} what="SHA-1 fingerprint" />
        </dd>
        {pem && (
          <>
            <dt>PEM</dt>
            <dd>
              <details className={styles.pem}>
                <summary>Show the certificate</summary>
                <CopyValue value={pem} what="certificate as PEM" />
              </details>
            </dd>
          </>
        )}
      </dl>
    </article>
  )
}

/** As OpenSSL and most consoles write it; lines break between the pairs only. */
function Fingerprint({ hex, what }: { hex: string; what: string }) {
  const pairs = hex.toUpperCase().match(/.{1,2}/g) ?? []
  return (
    <CopyValue value={pairs.join(':')} what={what}>
      {pairs.map((pair, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pairs of a fingerprint have no other identity than their place
        <span key={index} className={styles.pair}>
          {pair}
          {index < pairs.length - 1 && ':'}
        </span>
      ))}
    </CopyValue>
  )
}
