import { Button, Checkbox, SegmentedControl } from '@radix-ui/themes'
import { FileDown, FolderX } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import type { CallOutput } from '../../../../shared/contract'
import { type ReportFormat, reportFormats } from '../../../../shared/diagnosis'
import type { Problem } from '../../../../shared/problem'
import { call } from '../../../bridge/bridge'
import { unexpected } from '../../../bridge/unexpected'
import { useAction } from '../../../bridge/use-action'
import { CopyButton } from '../../../components/CopyButton'
import { EmptyState } from '../../../components/EmptyState'
import { notify } from '../../../components/notices'
import { Page } from '../../../components/Page'
import { ProblemNote } from '../../../components/ProblemNote'
import styles from './report.module.css'

const words: Readonly<Record<ReportFormat, { label: string; for: string }>> = {
  html: { label: 'Web page', for: 'One file that opens in any browser.' },
  pdf: { label: 'PDF', for: 'The same page, to be attached or printed.' },
  markdown: { label: 'Markdown', for: 'Text for a ticket or a chat.' },
  json: { label: 'Evidence (JSON)', for: 'Opens in another Signpost, which shows the same screens and judges anew.' },
}

/** A long text is cut where it is shown; what is saved is whole. */
const mostShown = 200_000

/** What leaves the machine, seen before it does: exactly what is saved, with secrets gone and people under pseudonyms. */
export function ReportPage({ id }: { id: string }) {
  const [format, setFormat] = useState<ReportFormat>('html')
  const [withPeople, setWithPeople] = useState(false)
  const { report, problem } = useReport(id, format, withPeople)
  const save = useAction('diagnoses.saveReport')
  const back = { to: `/diagnose/kept/${id}`, label: 'Diagnosis' }

  const write = async () => {
    if (!report) return
    const saved = await save.run({ ticket: report.ticket })
    if (saved.ok && saved.value.saved) notify({ text: 'The report was saved.' })
  }
  if (problem)
    return (
      <Page title="Report" back={back}>
        <EmptyState Icon={FolderX} title={problem.title} actions={<Link to="/diagnose">Go to Diagnose</Link>}>
          <p>{problem.detail}</p>
        </EmptyState>
      </Page>
    )
  return (
    <Page
      title="Report"
      lead="This is exactly what leaves your machine when you save it."
      back={back}
      actions={
        <>
          {report?.seen.as === 'text' && <CopyButton text={report.seen.text} what="report" />}
          <Button onClick={write} loading={save.running} disabled={!report}>
            <FileDown aria-hidden size={14} />
            Save…
          </Button>
        </>
      }
      toolbar={
        <div className={styles.bar}>
          <SegmentedControl.Root
            value={format}
            aria-label="What it is saved as"
            onValueChange={(value) => setFormat(reportFormats.find((one) => one === value) ?? 'html')}
          >
            {reportFormats.map((one) => (
              <SegmentedControl.Item key={one} value={one}>
                {words[one].label}
              </SegmentedControl.Item>
            ))}
          </SegmentedControl.Root>
          <span className={styles.quiet}>{words[format].for}</span>
          <label className={styles.people} htmlFor="report-people">
            <Checkbox
              id="report-people"
              checked={withPeople}
              onCheckedChange={(checked) => setWithPeople(checked === true)}
            />
            Leave names of people in it
          </label>
        </div>
      }
      fill
    >
      <div className={styles.preview}>
        {save.problem && <ProblemNote problem={save.problem} />}
        {report && <Taken report={report} withPeople={withPeople} />}
        {report?.seen.as === 'page' && (
          <iframe className={styles.page} src={report.seen.url} title="The report as it is saved" sandbox="" />
        )}
        {report?.seen.as === 'text' && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls by itself has to be reachable by keyboard
          <section className={styles.text} tabIndex={0} aria-label="The report as it is saved">
            <pre>{report.seen.text.slice(0, mostShown)}</pre>
            {report.seen.text.length > mostShown && <p className={styles.quiet}>The rest is saved too.</p>}
          </section>
        )}
      </div>
    </Page>
  )
}

type Report = CallOutput<'diagnoses.report'>

function Taken({ report: { removed, pseudonyms }, withPeople }: { report: Report; withPeople: boolean }) {
  const people = withPeople
    ? 'Names of people are in it.'
    : pseudonyms === 0
      ? 'No names of people were in it.'
      : `${pseudonyms} ${pseudonyms === 1 ? 'name has' : 'names have'} a pseudonym; the same person always the same one.`
  return (
    <p className={styles.taken} role="status">
      {removed === 0
        ? 'No secrets were in it.'
        : `${removed} ${removed === 1 ? 'value that looks' : 'values that look'} like a secret ${removed === 1 ? 'was' : 'were'} taken out.`}{' '}
      {people}
    </p>
  )
}

/** Made anew whenever what is wanted changes; an answer that comes late is dropped. */
function useReport(id: string, format: ReportFormat, withPeople: boolean) {
  const [state, setState] = useState<{ report: Report | null; problem: Problem | null }>({
    report: null,
    problem: null,
  })
  useEffect(() => {
    let wanted = true
    void call('diagnoses.report', { id, format, withPeople })
      .catch(unexpected)
      .then((made) => {
        if (!wanted) return
        setState(made.ok ? { report: made.value, problem: null } : { report: null, problem: made.problem })
      })
    return () => {
      wanted = false
    }
  }, [id, format, withPeople])
  return state
}
