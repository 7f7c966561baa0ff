import { CircleAlert, CircleCheck, CircleX, Info, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './Callout.module.css'

export type Tone = 'pass' | 'warn' | 'fail' | 'info'

const icons: Record<Tone, LucideIcon> = { pass: CircleCheck, warn: CircleAlert, fail: CircleX, info: Info }

/** Something the person should know before going on. */
export function Callout({
  tone = 'info',
  title,
  children,
  actions,
}: {
  tone?: Tone
  title?: string
  children?: ReactNode
  actions?: ReactNode
}) {
  const Icon = icons[tone]
  return (
    <div className={styles.callout} data-tone={tone}>
      <Icon aria-hidden size={16} className={styles.icon} />
      <div className={styles.body}>
        {title && <p className={styles.title}>{title}</p>}
        {children && <div className={styles.text}>{children}</div>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  )
}
