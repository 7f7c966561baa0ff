import { LocateFixed, Wrench } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Evidence, Finding, Fix, Owner } from '../../shared/finding'
import { CompareTable, type Sides } from './CompareTable'
import { CopyValue } from './CopyValue'
import { Exact } from './Exact'
import styles from './FindingCard.module.css'
import { SourceLink } from './SourceLink'
import { StatusMark } from './StatusMark'
import { isLong } from './visible-text'
import { When } from './When'

export const ownerNames: Record<Owner, string> = {
  'idp-admin': 'IdP administrator',
  'network-team': 'Network team',
  'dns-admin': 'DNS administrator',
  'workos-admin': 'WorkOS administrator',
}

/**
 * One finding: its state, one sentence, the evidence, and the next action with the person who can take it. `onPlace` leads to
 * where it stands in its document. A `lit` one is brought into sight; a new object lights it again. `sides` names what is compared
 * where that is not an expected and a received value.
 */
export function FindingCard({
  finding,
  onPlace,
  lit = null,
  sides,
}: {
  finding: Finding
  onPlace?: (finding: Finding) => void
  lit?: object | null
  sides?: Sides
}) {
  const { id, status, summary, compared, evidence, fix, place } = finding
  const card = useRef<HTMLElement>(null)
  useEffect(() => {
    if (lit === null) return
    card.current?.scrollIntoView({ block: 'center' })
    card.current?.focus({ preventScroll: true })
  }, [lit])
  return (
    <article
      ref={card}
      className={styles.card}
      data-status={status}
      data-lit={lit !== null}
      tabIndex={lit === null ? undefined : -1}
    >
      <header className={styles.head}>
        <StatusMark status={status} />
        <p className={styles.summary}>
          <Exact text={summary} />
        </p>
        {place && onPlace && (
          <button
            type="button"
            className={styles.place}
            title="Show it in the document"
            onClick={() => onPlace(finding)}
          >
            <LocateFixed aria-hidden size={13} />
            Line {place.line}, column {place.column}
          </button>
        )}
        <code className={styles.id}>{id}</code>
      </header>
      {(compared || evidence.length > 0 || fix) && (
        <div className={styles.body}>
          {compared && <CompareTable comparison={compared} sides={sides} said={summary} />}
          {evidence.length > 0 && (
            <dl className={styles.evidence}>
              {evidence.map((one) => (
                <div key={`${one.label} ${one.value} ${one.from}`}>
                  <dt>{one.label}</dt>
                  <dd>{one.label === 'Affects' ? one.value : <Seen evidence={one} />}</dd>
                </div>
              ))}
            </dl>
          )}
          {fix && <FixNote fix={fix} />}
        </div>
      )}
    </article>
  )
}

/** A value as it was seen, where and when. */
function Seen({ evidence: { value, from, at } }: { evidence: Evidence }) {
  return (
    <>
      <code className={styles.value} data-long={isLong(value)}>
        <Exact text={value} />
      </code>
      <span className={styles.from}>
        {from}
        {at && (
          <>
            , <When at={at} />
          </>
        )}
      </span>
    </>
  )
}

/** What to do, where exactly, and who can do it. */
export function FixNote({ fix }: { fix: Fix }) {
  return (
    <div className={styles.fix}>
      <Wrench aria-hidden size={14} className={styles.fixIcon} />
      <div className={styles.fixBody}>
        <p className={styles.action}>
          <span className={styles.owner}>{ownerNames[fix.owner]}</span> {fix.action}
        </p>
        {fix.where && <p className={styles.where}>{fix.where}</p>}
        {fix.command && <CopyValue value={fix.command} what="command" />}
        {fix.source && <SourceLink url={fix.source} />}
      </div>
    </div>
  )
}
