import type { Status } from '../../../../shared/finding'
import type { ClockSource } from '../../../../shared/runs/clock'
import styles from './clock.module.css'
import { sayLength, sayOffset, scaleFor } from './scale'

/**
 * Each clock against this machine's: where it stands, with the bounds of its error, around zero and the band that is allowed.
 * `asked` are the clocks that were named; one that has not answered yet has a row without a dot.
 */
export function ClockPicture({
  sources,
  asked,
  allowedMs,
  running,
}: {
  sources: readonly ClockSource[]
  asked: readonly string[]
  allowedMs: number
  running: boolean
}) {
  const farthest = Math.max(allowedMs, ...sources.map(({ offsetMs, errorMs }) => Math.abs(offsetMs) + errorMs))
  const { at, ticks } = scaleFor(farthest)
  const part = (share: number) => `${(100 * share).toFixed(3)}%`
  const percent = (ms: number) => part(at(ms))
  const lowOf = ({ offsetMs, errorMs }: ClockSource) => percent(offsetMs - errorMs)
  const widthOf = ({ offsetMs, errorMs }: ClockSource) => part(at(offsetMs + errorMs) - at(offsetMs - errorMs))
  const named = [...new Set([...asked, ...sources.map(({ source }) => source)])]
  const rows = named.map((name) => ({ name, source: sources.find(({ source }) => source === name) ?? null }))
  return (
    <figure className={styles.picture} aria-labelledby="clock-caption">
      <figcaption id="clock-caption" className={styles.caption}>
        <span>
          Behind this machine <span aria-hidden>←</span>
        </span>
        <span className={styles.allowed}>allowed: ±{sayLength(allowedMs)}</span>
        <span>
          <span aria-hidden>→</span> Ahead of this machine
        </span>
      </figcaption>
      <div className={styles.rows}>
        <div className={styles.plot} aria-hidden="true">
          <span
            className={styles.band}
            style={{ left: percent(-allowedMs), width: part(at(allowedMs) - at(-allowedMs)) }}
          />
          {ticks.map(({ ms }) => (
            <span key={ms} className={styles.tick} data-zero={ms === 0} style={{ left: percent(ms) }} />
          ))}
        </div>
        {rows.map(({ name, source }) => (
          <div key={name} className={styles.row} data-status={source ? standing(source, allowedMs) : 'none'}>
            <span className={styles.name} title={name}>
              {name}
            </span>
            <span className={styles.track}>
              {source && (
                <>
                  <span className={styles.error} style={{ left: lowOf(source), width: widthOf(source) }} />
                  <span className={styles.dot} style={{ left: percent(source.offsetMs) }} />
                </>
              )}
            </span>
            <span className={styles.value}>
              {source && sayOffset(source.offsetMs)}
              <span className={styles.quiet}>
                {source ? ` ±${sayLength(Math.max(source.errorMs, 0.1))}` : running ? 'asking…' : 'no time from it'}
              </span>
            </span>
          </div>
        ))}
        <div className={styles.axis} aria-hidden="true">
          {ticks.map(({ ms, name, minor }) => (
            <span key={ms} data-minor={minor} style={{ left: percent(ms) }}>
              {name}
            </span>
          ))}
        </div>
      </div>
    </figure>
  )
}

/** Judged by what is certain: the part of an offset beyond its error. */
function standing({ offsetMs, errorMs }: ClockSource, allowedMs: number): Status {
  const certain = Math.max(0, Math.abs(offsetMs) - errorMs)
  if (certain > allowedMs) return 'fail'
  return certain > Math.min(60_000, allowedMs / 3) ? 'warn' : 'pass'
}
