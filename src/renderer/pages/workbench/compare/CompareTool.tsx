import { Button, TextField } from '@radix-ui/themes'
import { ArrowLeftRight } from 'lucide-react'
import { useState } from 'react'
import { useKept } from '../../../app/kept'
import { useRun } from '../../../bridge/use-run'
import { DropArea } from '../../../components/DropArea'
import { Field } from '../../../components/Field'
import { FindingList } from '../../../components/FindingList'
import { Page } from '../../../components/Page'
import { RunSection } from '../../../components/RunSection'
import { UseInDiagnosis } from '../../diagnose/UseInDiagnosis'
import { DocumentField } from '../DocumentField'
import { fileSource, type HeldDocument, noDocument, sourceOf } from '../document-source'
import { useBroughtIntoSight } from '../use-brought-into-sight'
import { Changes } from './Changes'
import styles from './compare.module.css'

const open = { title: 'Open a metadata document', extensions: ['xml'] }

/** Says what changed between two states of an identity provider's metadata, and whether WorkOS must be given the new one. */
export function CompareTool() {
  const run = useRun('metadata.compare', 'workbench.compare')
  const [before, setBefore] = useKept<HeldDocument>('compare.before', noDocument)
  const [after, setAfter] = useKept<HeldDocument>('compare.after', noDocument)
  const [entityId, setEntityId] = useKept('compare.entity', '')
  const [refused, setRefused] = useState<'before' | 'after' | null>(null)

  const current = sourceOf(after)

  const compare = () => {
    const old = sourceOf(before)
    if (!old || !current) return setRefused(old ? 'after' : 'before')
    run.start({ old, new: current, entityId: entityId.trim() || undefined })
  }
  const { phase, findings, outcome } = run
  const results = useBroughtIntoSight(phase)
  const missing = 'Give an address, a file or the text.'
  return (
    <Page
      title="Compare metadata"
      lead="What changed between two states of an identity provider’s metadata, and whether WorkOS must be given the new one."
      back={{ to: '/workbench', label: 'Workbench' }}
    >
      <div className={styles.page}>
        <form
          className={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            compare()
          }}
        >
          <DropArea onFile={(ticket) => setBefore({ ...before, document: asFile(fileSource(ticket)) })}>
            <DocumentField
              label="Before"
              hint="The metadata WorkOS has now, or an older copy. A file can be dropped here."
              error={refused === 'before' ? missing : null}
              open={open}
              value={before}
              onChange={(value) => {
                setRefused(null)
                setBefore(value)
              }}
            />
          </DropArea>
          <DropArea onFile={(ticket) => setAfter({ ...after, document: asFile(fileSource(ticket)) })}>
            <DocumentField
              label="Now"
              hint="What the identity provider publishes today. A file can be dropped here."
              error={refused === 'after' ? missing : null}
              open={open}
              value={after}
              onChange={(value) => {
                setRefused(null)
                setAfter(value)
              }}
            />
          </DropArea>
          <Field label="Entity ID" hint="Only needed where a document holds several identity providers.">
            {(control) => (
              <TextField.Root
                {...control}
                className={styles.mono}
                value={entityId}
                maxLength={4096}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => setEntityId(event.target.value)}
              />
            )}
          </Field>
          <div className={styles.buttons}>
            <Button type="submit" disabled={phase === 'running'}>
              Compare
            </Button>
            <Button
              type="button"
              variant="soft"
              color="gray"
              onClick={() => {
                setBefore(after)
                setAfter(before)
              }}
            >
              <ArrowLeftRight aria-hidden size={14} />
              Swap
            </Button>
          </div>
        </form>
        <div ref={results}>
          <RunSection run={run} title="What changed" working="Comparing…" onRetry={compare}>
            {outcome?.ok && (
              <Changes
                result={outcome.value}
                findings={<FindingList findings={findings} sides={['Before', 'Now']} />}
              />
            )}
            {outcome?.ok && current && (
              <div>
                <UseInDiagnosis part={{ metadata: current, entityId }} />
              </div>
            )}
          </RunSection>
        </div>
      </div>
    </Page>
  )
}

/** A dropped file is never an address. */
const asFile = (source: ReturnType<typeof fileSource>): HeldDocument['document'] =>
  source.kind === 'url' ? null : source
