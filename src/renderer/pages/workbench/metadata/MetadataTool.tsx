import { Button } from '@radix-ui/themes'
import { RefreshCw } from 'lucide-react'
import type { DocumentSource } from '../../../../shared/runs/document'
import { useRun } from '../../../bridge/use-run'
import { DropArea } from '../../../components/DropArea'
import { FindingList } from '../../../components/FindingList'
import { Page } from '../../../components/Page'
import { RunSection } from '../../../components/RunSection'
import { usePlaces } from '../../../components/xml/use-places'
import { UseInDiagnosis } from '../../diagnose/UseInDiagnosis'
import { DocumentForm, type DocumentWords } from '../DocumentForm'
import { DocumentText } from '../DocumentText'
import { fileSource, nameOf } from '../document-source'
import { useBroughtIntoSight } from '../use-brought-into-sight'
import { useDocument } from '../use-document'
import { Entities } from './Entities'
import styles from './metadata.module.css'

/** Reads a metadata document through the inspector and shows what it says and what is wrong with it. */
export function MetadataTool() {
  const run = useRun('metadata.inspect', 'workbench.metadata')
  const { document, recent, take } = useDocument('metadata')

  const inspect = (source: DocumentSource, entityId?: string) => {
    take(source)
    run.start({ source, entityId, again: entityId !== undefined })
  }

  const { phase, findings, text, outcome } = run
  const places = usePlaces()
  const results = useBroughtIntoSight(phase)
  const shown = outcome?.ok ? outcome.value.shown : null
  return (
    <Page
      title="IdP metadata"
      lead="What a SAML metadata document says, and what is wrong with it."
      back={{ to: '/workbench', label: 'Workbench' }}
    >
      <DropArea whole onFile={(ticket) => inspect(fileSource(ticket))}>
        <DocumentForm
          name="metadata"
          words={words}
          recent={recent}
          running={phase === 'running'}
          onDocument={(source) => inspect(source)}
        />
        <div ref={results}>
          <RunSection
            run={run}
            title={(document && nameOf(document)) ?? 'Pasted text'}
            working="Reading…"
            onRetry={document ? () => inspect(document) : undefined}
          >
            {findings.length > 0 && (
              <FindingList findings={findings} onPlace={text ? places.showInDocument : undefined} lit={places.inList} />
            )}
            {outcome?.ok && (
              <Entities result={outcome.value} onEntity={(entityId) => document && inspect(document, entityId)} />
            )}
            {document && text && shown && (
              <DocumentText
                source={document}
                message={null}
                beginning={text}
                shown={shown}
                label="Metadata document"
                findings={findings}
                asked={places.inDocument}
                onFinding={places.showInList}
              />
            )}
            {outcome?.ok && document && (
              <div className={styles.next}>
                <UseInDiagnosis part={{ metadata: document }} />
                {document.kind === 'url' && (
                  <Button variant="soft" color="gray" onClick={() => inspect(document)}>
                    <RefreshCw aria-hidden size={14} />
                    Fetch again
                  </Button>
                )}
              </div>
            )}
          </RunSection>
        </div>
      </DropArea>
    </Page>
  )
}

const words: DocumentWords = {
  document: 'Metadata document',
  address: {
    label: 'Metadata URL',
    hint: 'Fetched from this machine, so addresses inside the network work too.',
  },
  drop: 'Drop a metadata file anywhere on this page, or',
  open: { title: 'Open a metadata document', extensions: ['xml'] },
  placeholder: '<md:EntityDescriptor …',
  action: 'Inspect',
}
