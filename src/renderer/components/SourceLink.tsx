import { ExternalLink } from 'lucide-react'
import type { ReactNode } from 'react'
import { useAction } from '../bridge/use-action'
import { notify } from './notices'
import styles from './SourceLink.module.css'

/** An https address that opens in the system browser. Shows the address itself unless given other words; `bare` leaves the icon out. */
export function SourceLink({ url, children, bare = false }: { url: string; children?: ReactNode; bare?: boolean }) {
  const open = useAction('app.openLink')
  return (
    <a
      className={styles.link}
      href={url}
      title={url}
      onClick={async (event) => {
        event.preventDefault()
        const outcome = await open.run({ url })
        if (!outcome.ok) notify({ text: `${outcome.problem.title} ${outcome.problem.remedy}`, tone: 'fail' })
      }}
    >
      <span>{children ?? url.replace(/^https:\/\//, '')}</span>
      {!bare && <ExternalLink aria-hidden size={12} />}
      <span className="visually-hidden"> (opens in the browser)</span>
    </a>
  )
}
