import { clockFixes } from '../../../../shared/guidance/clock-fixes'
import { CopyValue } from '../../../components/CopyValue'
import styles from './clock.module.css'

/** How a clock is read and set right, per kind of system. `open` where one was found to be off. */
export function ClockCommands({ open }: { open: boolean }) {
  return (
    <details className={styles.commands} open={open}>
      <summary>Commands to read a clock and set it right</summary>
      <div className={styles.systems}>
        {clockFixes.map(({ host, read, repair, note }) => (
          <section key={host} className={styles.system} aria-label={host}>
            <h3>{host}</h3>
            <dl>
              <dt>Read</dt>
              <dd>
                <CopyValue value={read} what={`command that reads the clock: ${host}`} />
              </dd>
              <dt>Set right</dt>
              <dd>
                <CopyValue value={repair} what={`command that sets the clock right: ${host}`} />
              </dd>
            </dl>
            <p>{note}</p>
          </section>
        ))}
      </div>
    </details>
  )
}
