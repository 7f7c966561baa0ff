import type { ReactNode } from 'react'
import styles from './diagnose.module.css'

/** A part of the page that scrolls by itself, also by keyboard where nothing in it takes the focus. */
export function View({ label, busy = false, children }: { label: string; busy?: boolean; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs something to focus
    <section className={styles.view} tabIndex={0} aria-label={label} aria-busy={busy}>
      {children}
    </section>
  )
}
