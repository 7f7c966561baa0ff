import type { PresentedCertificate } from '../../../../shared/runs/network'
import { CopyValue } from '../../../components/CopyValue'
import { StatusMark } from '../../../components/StatusMark'
import { Tag } from '../../../components/Tag'
import { ValidityBar } from '../../../components/ValidityBar'
import { validityOf } from '../../../components/validity'
import styles from './reach.module.css'

const mostNames = 8

/** The certificates a server sent, leaf first, and those it left out that were found elsewhere. */
export function Chain({ chain, now }: { chain: readonly PresentedCertificate[]; now: number }) {
  if (chain.length === 0) return null
  return (
    <section className={styles.section} aria-labelledby="reach-chain">
      <h3 id="reach-chain">Certificate chain</h3>
      <ol className={styles.chain}>
        {chain.map((certificate, index) => (
          <Link key={certificate.sha256} certificate={certificate} leaf={index === 0} now={now} />
        ))}
      </ol>
    </section>
  )
}

function Link({ certificate, leaf, now }: { certificate: PresentedCertificate; leaf: boolean; now: number }) {
  const { subject, issuer, names, notBefore, notAfter, sha256, sent } = certificate
  const validity = validityOf(certificate, now)
  const own = subject === issuer
  return (
    <li className={styles.link} data-status={sent ? validity.status : 'warn'}>
      <header>
        <h4>{subject || 'A certificate without a subject'}</h4>
        <Tag>{leaf ? 'server' : own ? 'root' : 'intermediate'}</Tag>
        {!sent && <StatusMark status="warn" word="Not sent by the server" />}
        <StatusMark status={validity.status} word={validity.word} />
      </header>
      <ValidityBar notBefore={notBefore} notAfter={notAfter} now={now} sentence={validity.sentence} />
      <dl className={styles.facts}>
        {leaf && names.length > 0 && (
          <>
            <dt>Names</dt>
            <dd>
              {names.slice(0, mostNames).join(', ')}
              {names.length > mostNames && <span className={styles.quiet}> and {names.length - mostNames} more</span>}
            </dd>
          </>
        )}
        <dt>Issuer</dt>
        <dd>{own ? 'itself' : issuer}</dd>
        <dt>SHA-256</dt>
        <dd>
          <CopyValue value={sha256.toUpperCase().match(/../g)?.join(':') ?? sha256} what="SHA-256 fingerprint" />
        </dd>
      </dl>
    </li>
  )
}
