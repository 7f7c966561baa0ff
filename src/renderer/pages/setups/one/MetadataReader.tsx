import { Button } from '@radix-ui/themes'
import { FileUp, Globe, ScanSearch } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { FileTicket } from '../../../../shared/contract'
import type { Status } from '../../../../shared/finding'
import type { DocumentSource } from '../../../../shared/runs/document'
import { metadataSighting } from '../../../../shared/watch/sighting'
import { useKept } from '../../../app/kept'
import { adoptFile } from '../../../bridge/bridge'
import { useAction } from '../../../bridge/use-action'
import { useRun } from '../../../bridge/use-run'
import { FindingCard } from '../../../components/FindingCard'
import { notify } from '../../../components/notices'
import { ProblemNote } from '../../../components/ProblemNote'
import { StatusMark } from '../../../components/StatusMark'
import frame from './frame.module.css'
import { MetadataTakeOver } from './MetadataTakeOver'
import styles from './metadata.module.css'
import { useOpenSetup } from './setup-context'
import { useDraft } from './use-draft'
import valuesStyles from './values.module.css'

const order: readonly Status[] = ['fail', 'warn', 'info', 'pass', 'skipped']

/** Reads the IdP's metadata by address, file or pasted text, shows what was found and takes it over. */
export function MetadataReader() {
  const { setup, edit } = useOpenSetup()
  const run = useRun('metadata.inspect', `setup.${setup.id}.metadata`)
  const [from, setFrom] = useKept<string | null>(`setup.${setup.id}.metadata-from`, null)
  const [noted, setNoted] = useKept<unknown>(`setup.${setup.id}.metadata-noted`, null)
  const choose = useAction('files.open')
  const { findings, outcome, phase } = run
  // What stands in the boxes, also where it is not saved yet.
  const url = useDraft(setup.id, 'idp_metadata_url', plain(setup.values.idp_metadata_url)).text.trim()
  const xml = useDraft(setup.id, 'idp_metadata_xml', plain(setup.values.idp_metadata_xml)).text
  const pasted = xml.trimStart().startsWith('<')

  const section = useRef<HTMLElement>(null)
  const started = useRef(false)
  const isThere = phase === 'ended'

  // What came of a press is brought into sight; what an earlier visit left behind is not.
  useEffect(() => {
    if (isThere && started.current) section.current?.scrollIntoView({ block: 'start' })
  }, [isThere])

  const inspect = (source: DocumentSource, name: string) => {
    started.current = true
    setFrom(name)
    run.start({ source })
  }
  const inspectFile = ({ ticket, name }: FileTicket) => {
    inspect({ kind: 'file', ticket, name }, name)
    if (!pasted) void edit({ do: 'set-value', name: 'idp_metadata_xml', text: name, origin: 'metadata' })
  }
  const open = async () => {
    const chosen = await choose.run({ title: 'Choose the metadata file', extensions: ['xml'] })
    if (chosen.ok && chosen.value) inspectFile(chosen.value)
  }
  const drop = async (event: React.DragEvent) => {
    const file = event.dataTransfer.files[0]
    if (!file) return
    event.preventDefault()
    const adopted = await adoptFile(file)
    if (adopted.ok) inspectFile(adopted.value)
    else notify({ text: `${adopted.problem.title} ${adopted.problem.remedy}`, tone: 'fail' })
  }

  // What was read is noted once for each run, so that Watch can tell later what has changed.
  useEffect(() => {
    if (!outcome?.ok || from === null || noted === outcome) return
    const sighting = metadataSighting(outcome.value, from)
    if (!sighting) return
    setNoted(outcome)
    void edit({ do: 'sight-metadata', metadata: sighting })
  }, [outcome, from, noted, setNoted, edit])

  const sorted = [...findings].sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status))
  const worst = sorted[0]?.status ?? null
  const passed = findings.filter(({ status }) => status === 'pass').length

  return (
    <section
      ref={section}
      className={valuesStyles.reader}
      aria-label="Metadata of the identity provider"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => void drop(event)}
    >
      <header className={styles.readerHead}>
        <h3 className={valuesStyles.cardTitle}>Inspect the metadata</h3>
        <p className={valuesStyles.means}>
          Reads the document as WorkOS would: what it is, the entity ID, the sign-on address, every certificate with its
          expiry.
        </p>
      </header>
      <div className={styles.readerActions}>
        <Button
          variant="soft"
          disabled={url === '' || phase === 'running'}
          onClick={() => inspect({ kind: 'url', url }, url)}
          title={url === '' ? 'Paste the IdP metadata URL first' : url}
        >
          <Globe aria-hidden size={14} />
          Inspect the address
        </Button>
        <Button variant="soft" disabled={phase === 'running'} onClick={() => void open()}>
          <FileUp aria-hidden size={14} />
          Choose a file…
        </Button>
        {pasted && (
          <Button
            variant="soft"
            disabled={phase === 'running'}
            onClick={() => inspect({ kind: 'text', text: xml }, 'the pasted metadata')}
          >
            <ScanSearch aria-hidden size={14} />
            Inspect the pasted XML
          </Button>
        )}
        {phase === 'running' && (
          <Button variant="soft" color="gray" onClick={run.cancel}>
            Stop
          </Button>
        )}
      </div>
      {choose.problem && <ProblemNote problem={choose.problem} />}
      <div className={styles.readerFindings} aria-live="polite" aria-busy={phase === 'running'}>
        {phase === 'running' && findings.length === 0 && <p className={frame.aside}>Reading {from} …</p>}
        {outcome && !outcome.ok && <ProblemNote problem={outcome.problem} />}
        {worst !== null && (
          <p className={styles.verdict}>
            <StatusMark status={worst} word={verdicts[worst]} />
            <span>
              {passed} of {findings.length} checks passed
            </span>
            <span className={styles.readFrom}>{from}</span>
          </p>
        )}
        {sorted
          .filter(({ status }) => status !== 'pass')
          .map((finding) => (
            <FindingCard key={`${finding.id} ${finding.summary}`} finding={finding} />
          ))}
        {outcome?.ok && <MetadataTakeOver result={outcome.value} />}
        {passed > 0 && (
          <details className={styles.passed}>
            <summary>
              {passed} {passed === 1 ? 'check' : 'checks'} passed
            </summary>
            <div className={styles.passedList}>
              {sorted
                .filter(({ status }) => status === 'pass')
                .map((finding) => (
                  <FindingCard key={`${finding.id} ${finding.summary}`} finding={finding} />
                ))}
            </div>
          </details>
        )}
      </div>
    </section>
  )
}

const verdicts: Record<Status, string> = {
  fail: 'Not usable as it is',
  warn: 'Usable, with something to mind',
  info: 'Read',
  pass: 'Good metadata',
  skipped: 'Not all could be checked',
}

function plain(value: { kind: string; text?: string } | undefined): string {
  return value?.kind === 'plain' ? (value.text ?? '') : ''
}
