import { Button } from '@radix-ui/themes'
import { Square } from 'lucide-react'
import { useState } from 'react'
import type { DocumentSource } from '../../../../shared/runs/document'
import { useKept } from '../../../app/kept'
import { adoptFile } from '../../../bridge/bridge'
import { useRun } from '../../../bridge/use-run'
import { FindingList } from '../../../components/FindingList'
import { notify } from '../../../components/notices'
import { Page } from '../../../components/Page'
import { ProblemNote } from '../../../components/ProblemNote'
import { Entities } from './Entities'
import styles from './metadata.module.css'
import { SourceForm } from './SourceForm'
import { nameOf, withRecent } from './source'

/** Reads a metadata document through the inspector and shows what it says and what is wrong with it. */
export function MetadataTool() {
  const run = useRun('metadata.inspect', 'workbench.metadata')
  const [recent, setRecent] = useKept<readonly DocumentSource[]>('metadata.recent', [])
  const [subject, setSubject] = useKept<DocumentSource | null>('metadata.subject', null)
  const [over, setOver] = useState(false)

  const inspect = (source: DocumentSource, entityId?: string) => {
    setSubject(source)
    setRecent(withRecent(recent, source))
    run.start({ source, entityId })
  }

  const drop = async (event: React.DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (!file) return
    const ticket = await adoptFile(file)
    if (ticket.ok) inspect({ kind: 'file', ticket: ticket.value.ticket, name: ticket.value.name })
    else notify({ text: `${ticket.problem.title} ${ticket.problem.remedy}`, tone: 'fail' })
  }

  const { phase, findings, outcome } = run
  return (
    <Page
      title="IdP metadata"
      lead="What a SAML metadata document says, and what is wrong with it."
      back={{ to: '/workbench', label: 'Workbench' }}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a second way; the button below opens one by keyboard */}
      <div
        className={styles.tool}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget instanceof Node ? event.relatedTarget : null))
            setOver(false)
        }}
        onDrop={drop}
      >
        <SourceForm recent={recent} running={phase === 'running'} onInspect={inspect} />

        {phase !== 'idle' && (
          <section className={styles.results} aria-label="Result" aria-busy={phase === 'running'}>
            <div className={styles.resultHead}>
              <h2 className={styles.resultTitle}>{(subject && nameOf(subject)) ?? 'Pasted text'}</h2>
              {phase === 'running' ? (
                <>
                  <span className={styles.working} role="status">
                    Reading…
                  </span>
                  <Button variant="soft" color="gray" onClick={run.cancel}>
                    <Square aria-hidden size={12} />
                    Cancel
                  </Button>
                </>
              ) : (
                <Button variant="soft" color="gray" onClick={run.clear}>
                  Put away
                </Button>
              )}
            </div>
            {phase === 'running' && <div className={styles.progress} aria-hidden />}
            {outcome && !outcome.ok && (
              <ProblemNote problem={outcome.problem} onRetry={subject ? () => inspect(subject) : undefined} />
            )}
            {findings.length > 0 && <FindingList findings={findings} />}
            {outcome?.ok && (
              <Entities result={outcome.value} onEntity={(entityId) => subject && inspect(subject, entityId)} />
            )}
          </section>
        )}
      </div>
    </Page>
  )
}
