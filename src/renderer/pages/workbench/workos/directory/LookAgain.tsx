import { Button } from '@radix-ui/themes'
import { RefreshCw, Square } from 'lucide-react'
import type { UsedReading } from '../../../../bridge/use-reading'
import { number } from '../list/columns'
import styles from './directory.module.css'

/** How far the reading of a directory is, with the button that stops it or begins another look. */
export function LookAgain({
  reading: { phase, came, rows, stop, refresh },
}: {
  reading: Pick<UsedReading<unknown>, 'phase' | 'came' | 'rows' | 'stop' | 'refresh'>
}) {
  const busy = phase === 'reading'
  return (
    <span className={styles.aside}>
      <span role="status">
        {busy ? `Reading, ${number.format(came)} so far…` : `${number.format(rows.length)} read`}
      </span>
      {busy ? (
        <Button size="1" variant="soft" color="gray" onClick={stop}>
          <Square aria-hidden size={10} />
          Stop
        </Button>
      ) : (
        <Button size="1" variant="soft" color="gray" onClick={refresh}>
          <RefreshCw aria-hidden size={12} />
          Look again
        </Button>
      )}
    </span>
  )
}
