import type { ClockSource } from '../../../../shared/runs/clock'
import styles from './clock.module.css'
import { sayLength, sayOffset } from './scale'

const kinds: Record<ClockSource['kind'], string> = {
  ntp: 'time server (SNTP)',
  'http-date': 'web server (HTTP Date)',
  message: 'captured response',
}

/** The clocks that could be read, as a table. */
export function Sources({ sources }: { sources: readonly ClockSource[] }) {
  if (sources.length === 0) return null
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Clock</th>
          <th scope="col">Read by</th>
          <th scope="col" className={styles.number}>
            Against this machine
          </th>
          <th scope="col" className={styles.number}>
            True to
          </th>
        </tr>
      </thead>
      <tbody>
        {sources.map(({ source, kind, offsetMs, errorMs }) => (
          <tr key={`${kind} ${source}`}>
            <td>
              <code>{source}</code>
            </td>
            <td>{kinds[kind]}</td>
            <td className={styles.number}>{sayOffset(offsetMs)}</td>
            <td className={styles.number}>±{sayLength(Math.max(errorMs, 0.1))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
