import { Checkbox, IconButton } from '@radix-ui/themes'
import { Globe, LoaderCircle, Monitor, Trash2, Upload } from 'lucide-react'
import type { SignIn } from '../../../../shared/sign-in/trace'
import { call } from '../../../bridge/bridge'
import { dropSignIn } from '../../../bridge/sign-ins'
import { notify } from '../../../components/notices'
import { StatusMark } from '../../../components/StatusMark'
import { When } from '../../../components/When'
import styles from './sign-in.module.css'
import { endWord, whoIn } from './words'

const wayIcons = { window: Monitor, browser: Globe, import: Upload } as const
const wayWords = {
  window: 'In a window of Signpost',
  browser: 'In the system browser',
  import: 'Recorded elsewhere',
} as const

/** The sign-ins of this session, the last first. Ticked ones are compared. */
export function SignInList({
  signIns,
  shownId,
  ticked,
  onShow,
  onTick,
}: {
  signIns: readonly SignIn[]
  shownId: string | null
  ticked: readonly string[]
  onShow: (id: string) => void
  onTick: (id: string, on: boolean) => void
}) {
  const remove = async (signIn: SignIn) => {
    const { id } = signIn
    const forgotten = await call('signIn.forget', { id })
    if (!forgotten.ok) return
    dropSignIn(id)
    onTick(id, false)
    notify({
      text: 'The sign-in was put away.',
      action: { label: 'Undo', run: () => void call('signIn.restore', { id }) },
    })
  }
  return (
    <section aria-label="Sign-ins of this session" className={styles.kept}>
      <div className={styles.keptHead}>
        <h2 className={styles.smallTitle}>Sign-ins of this session</h2>
        <span className={styles.quiet}>
          {signIns.length > 1 ? 'Tick two or more to compare them. ' : ''}Kept in memory until Signpost ends.
        </span>
      </div>
      <ul className={styles.rows}>
        {signIns.map((signIn) => {
          const { id, way, label, startedAt, phase } = signIn
          const WayIcon = wayIcons[way]
          const { status, word } = endWord(signIn)
          const who = whoIn(signIn)
          return (
            <li key={id} className={styles.row} data-shown={id === shownId}>
              <Checkbox
                aria-label={`Compare the sign-in of ${who ?? label}`}
                checked={ticked.includes(id)}
                disabled={phase !== 'ended'}
                onCheckedChange={(checked) => onTick(id, checked === true)}
              />
              <button type="button" className={styles.rowMain} aria-current={id === shownId} onClick={() => onShow(id)}>
                <span className={styles.rowState}>
                  {status === null ? (
                    <span className={styles.going}>
                      <LoaderCircle aria-hidden size={14} className={styles.turning} />
                      {word}
                    </span>
                  ) : (
                    <StatusMark status={status} word={word} />
                  )}
                </span>
                <span className={styles.rowWho}>{who ?? <em>{phase === 'ended' ? 'nobody' : 'nobody yet'}</em>}</span>
                <span className={styles.rowLabel}>{label}</span>
                <span className={styles.rowWay} title={wayWords[way]}>
                  <WayIcon aria-label={wayWords[way]} size={13} />
                  <When at={startedAt} />
                </span>
              </button>
              <IconButton
                size="1"
                variant="ghost"
                color="gray"
                aria-label={`Put the sign-in of ${who ?? label} away`}
                disabled={phase !== 'ended'}
                onClick={() => void remove(signIn)}
              >
                <Trash2 aria-hidden size={14} />
              </IconButton>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
