import { Button } from '@radix-ui/themes'
import { BookMarked, ChevronRight, FileInput, type FileUp, ListTree } from 'lucide-react'
import { Link, useLocation } from 'wouter'
import { useAction } from '../../../bridge/use-action'
import { useCall } from '../../../bridge/use-call'
import { Page } from '../../../components/Page'
import { ProblemNote } from '../../../components/ProblemNote'
import styles from '../diagnose.module.css'
import { KeptRow } from '../history/HistoryView'
import historyStyles from '../history/history.module.css'
import { Describe } from './Describe'
import { SetupsToDiagnose } from './SetupsToDiagnose'

const mostRecent = 5

/** Where a diagnosis begins: with whatever somebody has. */
export function StartPage() {
  const [, go] = useLocation()
  const list = useCall('diagnoses.list', { setupId: null })
  const open = useAction('files.open')
  const take = useAction('diagnoses.open')
  const recent = list.value?.items.slice(0, mostRecent) ?? []

  const openBundle = async () => {
    const chosen = await open.run({ title: 'Open the evidence of a diagnosis', extensions: ['json'] })
    if (!chosen.ok || chosen.value === null) return
    const taken = await take.run({ ticket: chosen.value.ticket })
    if (taken.ok) go(`/diagnose/kept/${taken.value.id}`)
  }

  return (
    <Page
      title="Diagnose"
      lead="Give what you have. Everything that can be looked at is looked at together, and the cause is proven."
      actions={
        <Button variant="soft" color="gray" onClick={openBundle} loading={take.running}>
          <FileInput aria-hidden size={14} />
          Open evidence…
        </Button>
      }
    >
      <div className={styles.sections}>
        {(open.problem ?? take.problem) && <Problems problems={[open.problem, take.problem]} />}
        <Describe />
        <SetupsToDiagnose />
        {recent.length > 0 && (
          <section className={styles.section} aria-labelledby="diagnose-recent">
            <header className={styles.sectionHead}>
              <h2 id="diagnose-recent" className={styles.title}>
                Last diagnoses
              </h2>
              <Link to="/diagnose/history">All of them</Link>
            </header>
            <ul className={historyStyles.list}>
              {recent.map((one) => (
                <li key={one.id}>
                  <KeptRow summary={one} withSubject />
                </li>
              ))}
            </ul>
          </section>
        )}
        <section className={styles.section} aria-labelledby="diagnose-read">
          <h2 id="diagnose-read" className={styles.title}>
            Look something up
          </h2>
          <div className={styles.pair}>
            <LookUp
              to="/diagnose/errors"
              Icon={BookMarked}
              title="Error reference"
              does="Errors and codes of WorkOS and of providers: what they mean, where they come from, what to do first."
            />
            <LookUp
              to="/diagnose/causes"
              Icon={ListTree}
              title="All known causes"
              does="The troubleshooting tree: how each cause is proven and ruled out, and its fix by product."
            />
          </div>
        </section>
      </div>
    </Page>
  )
}

function Problems({ problems }: { problems: ReadonlyArray<Parameters<typeof ProblemNote>[0]['problem'] | null> }) {
  return problems.map((problem) => problem && <ProblemNote key={problem.code} problem={problem} />)
}

function LookUp({ to, Icon, title, does }: { to: string; Icon: typeof FileUp; title: string; does: string }) {
  return (
    <Link to={to} className={styles.row}>
      <Icon aria-hidden size={18} className={styles.icon} />
      <span className={styles.words}>
        <span className={styles.name}>{title}</span>
        <span className={styles.quiet}>{does}</span>
      </span>
      <ChevronRight aria-hidden size={16} className={styles.icon} />
    </Link>
  )
}
