import { Radio } from 'lucide-react'
import type { Watch } from '../../../../shared/contract'
import { useSecondsUntil } from '../../../components/use-seconds-until'
import { When } from '../../../components/When'
import styles from './frame.module.css'

/** How the watch is doing: reading, when it reads next, or that it rests. */
export function WatchLine({ watch, short = false }: { watch: Watch; short?: boolean }) {
  const seconds = useSecondsUntil(watch.phase === 'waiting' ? watch.nextAt : null)
  return (
    <span className={styles.watch} data-phase={watch.problem ? 'failing' : watch.phase}>
      <Radio aria-hidden size={13} />
      <span>
        {watch.phase === 'reading' && 'reading now'}
        {watch.phase === 'waiting' && (seconds === null ? 'watching' : `watching, next read in ${inWords(seconds)}`)}
        {watch.phase === 'resting' && (watch.problem ? 'watch stopped' : 'watch paused while the window is hidden')}
        {!short && watch.readAt !== null && (
          <>
            {' · last read '}
            <When at={watch.readAt} />
          </>
        )}
      </span>
    </span>
  )
}

function inWords(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}
