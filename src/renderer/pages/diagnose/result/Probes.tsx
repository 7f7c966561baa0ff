import { Check, Hourglass, LoaderCircle, TriangleAlert, X } from 'lucide-react'
import type { ShownProbe } from '../shown'
import styles from './result.module.css'

const states = {
  running: { word: 'is being looked at', Icon: LoaderCircle },
  done: { word: 'done', Icon: Check },
  'timed-out': { word: 'given up', Icon: Hourglass },
  cancelled: { word: 'cancelled', Icon: X },
  broken: { word: 'broke down', Icon: TriangleAlert },
} as const

/** What is being looked at side by side, and how far that is. */
export function Probes({ probes }: { probes: readonly ShownProbe[] }) {
  const done = probes.filter(({ state }) => state !== 'running').length
  return (
    <section className={styles.probes} aria-label="What is being looked at">
      <p className={styles.probesTitle}>
        {probes.length === 0 ? 'Beginning…' : `Looking at ${probes.length} things together, ${done} done`}
      </p>
      <ul className={styles.probeList}>
        {probes.map(({ name, looksAt, state }) => {
          const { word, Icon } = states[state]
          return (
            <li key={name} className={styles.probe} data-state={state}>
              <Icon aria-hidden size={13} strokeWidth={2.25} />
              <span>
                {looksAt.replace(/^the /, '')}
                <span className="visually-hidden">: {word}</span>
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
