import { CircleHelp } from 'lucide-react'
import { createContext, useContext } from 'react'
import { SourceLink } from '../../../components/SourceLink'
import styles from './guide.module.css'

/** The guide's list of sources, by which statements are numbered. */
export const Sources = createContext<readonly string[]>([])

/** Where a statement was read: the number of its source, or plainly that nobody could confirm it. */
export function SourceRef({ source }: { source: string | undefined }) {
  const sources = useContext(Sources)
  if (source === undefined || source === 'app') return null
  if (source === 'unconfirmed') return <Unconfirmed />
  const number = sources.indexOf(source) + 1
  if (number === 0) return null
  return (
    <span className={styles.sourceRef}>
      <SourceLink url={source} bare>
        <span className="visually-hidden">Source </span>
        {number}
      </SourceLink>
    </span>
  )
}

export function Unconfirmed() {
  return (
    <span className={styles.unconfirmed} title="No source could be found that confirms this. Check it in the console.">
      <CircleHelp aria-hidden size={12} />
      unconfirmed
    </span>
  )
}
