import { X } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import styles from './notices.module.css'

export type Notice = {
  text: string
  tone?: 'plain' | 'fail'
  /** For example Undo. The notice goes when it is used. */
  action?: { label: string; run: () => void }
}

type Shown = Notice & { id: number }

const shownForMs = 8000
let nextId = 1
let shown: readonly Shown[] = []
const watchers = new Set<() => void>()

const current = () => shown

function change(next: readonly Shown[]): void {
  shown = next
  for (const watcher of watchers) watcher()
}

const dismiss = (id: number) => change(shown.filter((one) => one.id !== id))

/** Says something short in the corner of the window. What matters longer than a moment belongs on the page instead. */
export function notify(notice: Notice): void {
  change([...shown.slice(-2), { ...notice, id: nextId++ }])
}

export const useNotice = () => notify

export function Notices() {
  const list = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    current,
    current,
  )
  return (
    <section className={styles.region} aria-label="Notices">
      <div role="status">
        {list.map((one) => (
          <NoticeCard key={one.id} notice={one} />
        ))}
      </div>
    </section>
  )
}

function NoticeCard({ notice }: { notice: Shown }) {
  const [held, setHeld] = useState(false)

  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dismiss(notice.id), shownForMs)
    return () => clearTimeout(timer)
  }, [held, notice.id])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only holds the notice while it is pointed at or focused
    <div
      className={styles.notice}
      data-tone={notice.tone ?? 'plain'}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={styles.text}>{notice.text}</span>
      {notice.action && (
        <button
          type="button"
          className={styles.action}
          onClick={() => {
            notice.action?.run()
            dismiss(notice.id)
          }}
        >
          {notice.action.label}
        </button>
      )}
      <button type="button" className={styles.close} onClick={() => dismiss(notice.id)} aria-label="Dismiss">
        <X aria-hidden size={14} />
      </button>
    </div>
  )
}
