import { Button } from '@radix-ui/themes'
import { CalendarPlus } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../../bridge/use-call'
import { NoteDialog } from '../../watch/dates/NoteDialog'
import frame from './frame.module.css'
import { useOpenSetup } from './setup-context'
import styles from './values.module.css'

/** When a secret that is kept ends, as far as anybody has said; Watch reminds of it. Nothing for a secret that has no end of its own. */
export function SecretEnd({ name }: { name: string }) {
  const { setup } = useOpenSetup()
  const [noting, setNoting] = useState(false)
  const overview = useCall('watch.overview').value
  const row = overview?.rows.find((one) => one.setup?.id === setup.id && one.value === name)
  if (!overview || !row) return null
  const isKnown = row.end.kind !== 'unknown'
  return (
    <div className={styles.secret}>
      <span className={frame.quiet}>
        {isKnown ? `${row.sentence} (${row.from}).` : 'Nobody has noted when it ends.'} {row.lifetime}
      </span>
      <span className={frame.grow} />
      <Button size="1" variant="soft" color="gray" onClick={() => setNoting(true)}>
        <CalendarPlus aria-hidden size={13} />
        {isKnown ? 'Change the date…' : 'Note when it ends…'}
      </Button>
      {noting && <NoteDialog overview={overview} row={row} onClose={() => setNoting(false)} />}
    </div>
  )
}
