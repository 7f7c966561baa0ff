import { IconButton } from '@radix-ui/themes'
import { History, Trash2 } from 'lucide-react'
import { Link } from 'wouter'
import type { Integration } from '../../../../shared/catalog/schema'
import type { DiagnosisEnd, DiagnosisSummary, KeptDiagnosis } from '../../../../shared/diagnosis'
import { causeOf } from '../../../../shared/guidance/causes/causes'
import { changesBetween } from '../../../../shared/guidance/diagnosis-changes'
import type { Setup } from '../../../../shared/setup'
import { useAction } from '../../../bridge/use-action'
import { useCall } from '../../../bridge/use-call'
import { Callout } from '../../../components/Callout'
import { EmptyState } from '../../../components/EmptyState'
import { notify } from '../../../components/notices'
import { ProblemNote } from '../../../components/ProblemNote'
import { StatusMark } from '../../../components/StatusMark'
import { When } from '../../../components/When'
import { inWords } from '../../setups/one/JournalView'
import { CauseMark } from '../tree/CauseMark'
import styles from './history.module.css'

/** The diagnoses that were made: of one set-up with what changed since it was last good, or all of them. */
export function HistoryView({ setup, row }: { setup: Setup | null; row: Integration | null }) {
  const list = useCall('diagnoses.list', { setupId: setup?.id ?? null })
  const items = list.value?.items
  if (list.problem && !items) return <ProblemNote problem={list.problem} onRetry={list.refresh} />
  if (!items) return null
  const lastGood = items.find(({ good }) => good)
  const latest = items[0]
  return (
    <div className={styles.history}>
      {list.value?.problem && <ProblemNote problem={list.value.problem} onRetry={list.refresh} />}
      {items.length === 0 ? (
        <EmptyState Icon={History} title="No diagnosis yet">
          <p>
            {setup
              ? 'Each diagnosis of this set-up is kept here. Once one was good, later ones say what changed since.'
              : 'Each diagnosis is kept here, with its evidence and without secrets.'}
          </p>
        </EmptyState>
      ) : (
        <>
          {setup && latest && <SinceGood setup={setup} row={row} latest={latest} lastGood={lastGood ?? null} />}
          <section className={styles.part} aria-label="Diagnoses">
            <h2 className={styles.title}>Diagnoses</h2>
            <ul className={styles.list}>
              {items.map((one) => (
                <li key={one.id}>
                  <KeptRow summary={one} withSubject={setup === null} />
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
    </div>
  )
}

export const endWords: Readonly<Record<DiagnosisEnd, string | null>> = {
  running: null,
  done: null,
  cancelled: 'Cancelled',
  broken: 'Broken off by an error',
  interrupted: 'Signpost ended before it did',
  opened: 'From somebody else',
}

/** One kept diagnosis in a list: when, what it came to, and how to be rid of it. */
export function KeptRow({ summary, withSubject }: { summary: DiagnosisSummary; withSubject: boolean }) {
  const { id, startedAt, first, confirmed, likely, ruledOut, good, end, subject } = summary
  const remove = useAction('diagnoses.remove')
  const restore = useAction('diagnoses.restore')
  const discard = async () => {
    const removed = await remove.run({ id })
    if (removed.ok)
      notify({ text: 'The diagnosis was deleted.', action: { label: 'Undo', run: () => void restore.run({ id }) } })
    else notify({ text: `${removed.problem.title} ${removed.problem.remedy}`, tone: 'fail' })
  }
  return (
    <div className={styles.row}>
      <Link to={`/diagnose/kept/${id}`} className={styles.link}>
        <span className={styles.head}>
          {first ? (
            <CauseMark state={first.state} />
          ) : good ? (
            <StatusMark status="pass" word="Good" />
          ) : (
            <StatusMark status="skipped" word="No cause found" />
          )}
          <span className={styles.name}>
            {first ? causeOf(first.cause).title : withSubject ? subject : 'Nothing is confirmed'}
          </span>
        </span>
        <span className={styles.aside}>
          <When at={startedAt} />
          {withSubject && first && <span className={styles.subject}>{subject}</span>}
          <span>
            {[
              confirmed > 1 ? `${confirmed} confirmed` : '',
              first?.state === 'confirmed' && likely > 0 ? `${likely} likely` : '',
              `${ruledOut} ruled out`,
              endWords[end] ?? '',
            ]
              .filter((part) => part !== '')
              .join(' · ')}
          </span>
        </span>
      </Link>
      <IconButton variant="ghost" color="gray" aria-label="Delete this diagnosis" title="Delete" onClick={discard}>
        <Trash2 aria-hidden size={15} />
      </IconButton>
    </div>
  )
}

/** When it was last good, and what is otherwise since: by the findings, and by the journal of the set-up. */
function SinceGood({
  setup,
  row,
  latest,
  lastGood,
}: {
  setup: Setup
  row: Integration | null
  latest: DiagnosisSummary
  lastGood: DiagnosisSummary | null
}) {
  const before = useCall('diagnoses.get', lastGood && lastGood !== latest ? { id: lastGood.id } : 'off').value
  const after = useCall('diagnoses.get', { id: latest.id }).value
  if (lastGood === null)
    return (
      <Callout title="It was never good yet">
        Once a diagnosis finds no cause, later ones say here what changed since then.
      </Callout>
    )
  if (lastGood === latest)
    return (
      <Callout tone="pass" title="The last diagnosis was good">
        <p>
          No cause was found on <When at={latest.startedAt} />. When something breaks, what changed since then stands
          here.
        </p>
      </Callout>
    )
  return (
    <section className={styles.part} aria-label="What changed since it was last good">
      <header>
        <h2 className={styles.title}>What changed since it was last good</h2>
        <p className={styles.lead}>
          Last good:{' '}
          <Link to={`/diagnose/kept/${lastGood.id}`}>
            <When at={lastGood.startedAt} />
          </Link>
          . Compared with <When at={latest.startedAt} />.
        </p>
      </header>
      {before && after && <Changes before={before} after={after} setup={setup} row={row} />}
    </section>
  )
}

function Changes({
  before,
  after,
  setup,
  row,
}: {
  before: KeptDiagnosis
  after: KeptDiagnosis
  setup: Setup
  row: Integration | null
}) {
  const changes = changesBetween(before, after)
  const byHand = setup.journal.filter(
    ({ at, kind }) =>
      at > before.startedAt && at <= after.startedAt && ['value', 'link', 'metadata', 'state'].includes(kind),
  )
  if (changes.length === 0 && byHand.length === 0)
    return <p className={styles.lead}>Nothing that both diagnoses looked at has changed.</p>
  return (
    <ul className={styles.changes}>
      {changes.map(({ what, sentence, before: was, after: is }) => (
        <li key={`${what} ${sentence} ${was} ${is}`} className={styles.change}>
          <span className={styles.what}>{what}</span>
          <span>{sentence}</span>
          {was !== null && (
            <span className={styles.value}>
              <span>before</span> <code>{was}</code>
            </span>
          )}
          {is !== null && (
            <span className={styles.value}>
              <span>now</span> <code>{is}</code>
            </span>
          )}
        </li>
      ))}
      {byHand.map((entry) => (
        <li key={`${entry.at} ${entry.text}`} className={styles.change}>
          <span className={styles.what}>In the set-up</span>
          <span>
            {row ? inWords(entry, row) : entry.text}, <When at={entry.at} />
          </span>
        </li>
      ))}
    </ul>
  )
}
