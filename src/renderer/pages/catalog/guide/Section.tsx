import type { ReactNode } from 'react'
import styles from './guide.module.css'

export const sectionId = (id: string) => `guide-${id}`

/** One part of a guide, found by its id from the list at the side. */
export function Section({
  id,
  title,
  lead,
  children,
}: {
  id: string
  title: string
  lead?: ReactNode
  children: ReactNode
}) {
  return (
    <section id={sectionId(id)} className={styles.section} aria-labelledby={`${sectionId(id)}-title`}>
      <h2 id={`${sectionId(id)}-title`} className={styles.sectionTitle} tabIndex={-1}>
        {title}
      </h2>
      {lead && <p className={styles.sectionLead}>{lead}</p>}
      {children}
    </section>
  )
}
