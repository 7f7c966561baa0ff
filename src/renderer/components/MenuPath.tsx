import { ChevronRight } from 'lucide-react'
import { Fragment } from 'react'
import styles from './MenuPath.module.css'

/** A way through menus, written `A > B > C`, with its steps set apart. */
export function MenuPath({ path }: { path: string }) {
  const parts = path.split(' > ')
  return (
    <span className={styles.path}>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a path may name the same menu twice
        <Fragment key={index}>
          {index > 0 && (
            <>
              <ChevronRight aria-hidden size={12} className={styles.arrow} />
              <span className="visually-hidden">, then </span>
            </>
          )}
          <span>{part}</span>
        </Fragment>
      ))}
    </span>
  )
}
