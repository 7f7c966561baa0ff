import { ArrowLeft } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { Link } from 'wouter'
import styles from './Page.module.css'

/**
 * The frame of every page: its title, what can be done with all of it, and a body that scrolls alone.
 * `toolbar` stays in sight above the body. `fill` hands the whole height to the body, which then scrolls itself.
 */
export function Page({
  title,
  lead,
  back,
  mark,
  actions,
  toolbar,
  fill = false,
  wide = false,
  tone,
  children,
}: {
  title: string
  lead?: ReactNode
  back?: { to: string; label: string }
  /** Stands before the title: an icon or monogram. */
  mark?: ReactNode
  actions?: ReactNode
  toolbar?: ReactNode
  fill?: boolean
  wide?: boolean
  /** Colours the edge below the head: which environment the page is about. Beside a word, never in its place. */
  tone?: 'staging' | 'production'
  children: ReactNode
}) {
  useEffect(() => {
    document.title = `${title} · Signpost`
  }, [title])

  return (
    <div className={styles.page} data-wide={wide} data-tone={tone}>
      <header className={styles.head}>
        {back && (
          <Link to={back.to} className={styles.back}>
            <ArrowLeft aria-hidden size={14} />
            {back.label}
          </Link>
        )}
        <div className={styles.titles}>
          {mark}
          <div className={styles.words}>
            <h1 tabIndex={-1} className={styles.title}>
              {title}
            </h1>
            {lead && <div className={styles.lead}>{lead}</div>}
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </div>
        {toolbar}
      </header>
      {/* Scrolling by keyboard needs something to focus. */}
      <section className={fill ? styles.filled : styles.body} tabIndex={fill ? undefined : 0} aria-label={title}>
        <div className={styles.column}>{children}</div>
      </section>
    </div>
  )
}
