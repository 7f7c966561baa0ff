import type { ReactNode } from 'react'
import styles from './Tag.module.css'

/** A short word that sorts a thing: a protocol, a purpose. States use StatusMark. */
export function Tag({ children, strong = false }: { children: ReactNode; strong?: boolean }) {
  return (
    <span className={styles.tag} data-strong={strong}>
      {children}
    </span>
  )
}
