import { ChevronRight, Circle, CircleDashed, LoaderCircle } from 'lucide-react'
import type { Finding } from '../../../../shared/finding'
import type { Timings } from '../../../../shared/runs/network'
import { FindingCard } from '../../../components/FindingCard'
import { StatusMark } from '../../../components/StatusMark'
import styles from './ladder.module.css'
import { type LayerState, layersOf, sayMs } from './layers'

/** The way to an address as a ladder that lights up layer by layer. Each rung opens to its findings; one that failed is open. */
export function Ladder({
  findings,
  timings,
  running,
}: {
  findings: readonly Finding[]
  timings: Timings | null
  running: boolean
}) {
  const rungs = layersOf(findings, timings, running)
  const longest = Math.max(1, ...rungs.map(({ ms }) => ms ?? 0))
  return (
    <ol className={styles.ladder} aria-label="Layers">
      {rungs.map((rung) => (
        <Rung key={rung.id} rung={rung} longest={longest} running={running} />
      ))}
    </ol>
  )
}

function Rung({ rung, longest, running }: { rung: LayerState; longest: number; running: boolean }) {
  const { title, status, findings, worst, ms } = rung
  const line = (
    <>
      <span className={styles.node}>
        <Mark rung={rung} />
      </span>
      <span className={styles.title}>{title}</span>
      <span className={styles.summary}>{worst?.summary ?? idleWords(rung)}</span>
      <span className={styles.time}>
        {ms !== null && (
          <>
            {sayMs(ms)}
            <svg className={styles.bar} viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">
              <rect width={Math.max(2, (100 * ms) / longest)} height="3" rx="1" />
            </svg>
          </>
        )}
      </span>
    </>
  )
  return (
    <li className={styles.rung} data-status={status} aria-label={title}>
      {findings.length === 0 ? (
        <div className={styles.line}>{line}</div>
      ) : (
        // Opened once its run has ended, so that nothing jumps under the pointer on the way.
        <details key={running ? 'running' : 'ended'} open={!running && status === 'fail'}>
          <summary className={styles.line}>
            {line}
            <ChevronRight aria-hidden size={14} className={styles.arrow} />
          </summary>
          <div className={styles.findings}>
            {findings.map((finding, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two addresses may come to the same sentence
              <FindingCard key={index} finding={finding} />
            ))}
          </div>
        </details>
      )}
    </li>
  )
}

function Mark({ rung: { status } }: { rung: LayerState }) {
  if (status === 'running')
    return <LoaderCircle aria-label="Looking" size={14} strokeWidth={2.25} className={styles.turning} />
  if (status === 'waiting')
    return <Circle aria-label="Not reached yet" size={14} strokeWidth={1.75} className={styles.dim} />
  if (status === 'absent')
    return <CircleDashed aria-label="Not looked at" size={14} strokeWidth={1.75} className={styles.dim} />
  return <StatusMark status={status} />
}

const idleWords = ({ status, asks }: LayerState) => (status === 'absent' ? 'Not looked at.' : asks)
