import { ListChecks } from 'lucide-react'
import type { Finding } from '../../../shared/finding'
import { EmptyState } from '../../components/EmptyState'
import { FindingList } from '../../components/FindingList'
import styles from './diagnose.module.css'
import { OpenInWorkbench } from './result/OpenInWorkbench'

/** The subjects of findings, in the order in which a sign-in meets them. */
const subjects: ReadonlyArray<readonly [subject: string, title: string]> = [
  ['workos', 'WorkOS'],
  ['metadata', 'Metadata of the identity provider'],
  ['response', 'SAML response'],
  ['network', 'Network'],
  ['clock', 'Clocks'],
  ['scim', 'SCIM'],
  ['oauth', 'OAuth and OpenID Connect'],
]

/** Everything that was found, by what it was found at. */
export function FindingsView({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0)
    return (
      <EmptyState Icon={ListChecks} title="No findings yet">
        <p>Each thing that is looked at says here what it found.</p>
      </EmptyState>
    )
  return (
    <div className={styles.sections}>
      {subjects.map(([subject, title]) => {
        const own = findings.filter(({ id }) => id.startsWith(`${subject}.`))
        const [first] = own
        if (!first) return null
        return (
          <section key={subject} className={styles.section} aria-label={title}>
            <header className={styles.sectionHead}>
              <h2 className={styles.title}>{title}</h2>
              <OpenInWorkbench check={first.id} />
            </header>
            <FindingList findings={own} />
          </section>
        )
      })}
    </div>
  )
}
