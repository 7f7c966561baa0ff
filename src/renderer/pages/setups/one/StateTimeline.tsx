import { Circle, CircleCheck, CircleDot } from 'lucide-react'
import { stateMeaning, stateTimeline, stateWord } from '../../../../shared/guidance/workos/states'
import { ProblemNote } from '../../../components/ProblemNote'
import { StateMark } from '../../../components/StateMark'
import { When } from '../../../components/When'
import { useOpenSetup } from './setup-context'
import { WatchLine } from './WatchLine'
import styles from './workos.module.css'

/** The way a connection or directory takes, where this one is on it, what that means and what comes next. */
export function StateTimeline() {
  const { setup, subject, watch } = useOpenSetup()
  const sightings = setup.sightings.filter((one) => one.of === subject)
  const state = watch?.state ?? sightings.at(-1)?.state ?? null
  const word = state === null ? null : stateWord(subject, state)
  const track = stateTimeline[subject]
  const at = word === null ? -1 : track.indexOf(word)
  const meaning = state === null ? null : stateMeaning(subject, state)
  const seenAt = (name: string) => sightings.findLast((one) => stateWord(subject, one.state) === name)?.at

  return (
    <div className={styles.timeline}>
      <ol className={styles.track} aria-label={`States of the ${subject}`}>
        {track.map((name, index) => {
          const isHere = index === at
          const isPast = index < at || (isHere && index === track.length - 1)
          const Icon = isPast ? CircleCheck : isHere ? CircleDot : Circle
          const seen = seenAt(name)
          return (
            <li
              key={name}
              className={styles.stop}
              data-here={isHere}
              data-past={isPast}
              aria-current={isHere ? 'step' : undefined}
            >
              <Icon aria-hidden size={16} />
              <span>
                {stateMeaning(subject, name).label}
                {seen && (
                  <span className={styles.seen}>
                    seen <When at={seen} />
                  </span>
                )}
              </span>
            </li>
          )
        })}
      </ol>
      {word !== null && at < 0 && (
        <p className={styles.offTrack}>
          Now: <StateMark of={subject} state={state} />
        </p>
      )}
      {meaning && <p className={styles.meaning}>{meaning.meaning}</p>}
      {meaning?.next && <p className={styles.nextAction}>{meaning.next}</p>}
      {watch?.problem && <ProblemNote problem={watch.problem} />}
      {watch && <WatchLine watch={watch} />}
    </div>
  )
}
