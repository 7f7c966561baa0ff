import { Button } from '@radix-ui/themes'
import { useState } from 'react'
import type { DocumentSource } from '../../../../shared/runs/document'
import type { ResponseInspectResult } from '../../../../shared/runs/response'
import { useKept } from '../../../app/kept'
import { useRun } from '../../../bridge/use-run'
import { DropArea } from '../../../components/DropArea'
import { FindingList } from '../../../components/FindingList'
import { Page } from '../../../components/Page'
import { RunSection } from '../../../components/RunSection'
import { usePlaces } from '../../../components/xml/use-places'
import { UseInDiagnosis } from '../../diagnose/UseInDiagnosis'
import { DocumentForm, type DocumentWords } from '../DocumentForm'
import { DocumentText } from '../DocumentText'
import { fileSource, nameOf, sourceOf } from '../document-source'
import { useBroughtIntoSight } from '../use-brought-into-sight'
import { useDocument } from '../use-document'
import { AssertionView, AttributeTable } from './AssertionView'
import { ExpectedForm } from './ExpectedForm'
import { expectedFrom, nothingExpected, type Refusals } from './expected-side'
import { MessageChoice } from './MessageChoice'
import { ResponseVerdict } from './ResponseVerdict'
import styles from './response.module.css'
import { SigningCertificates } from './SigningCertificates'
import { TimesView } from './TimesView'

/** Judges a SAML response through the inspector, against what is known of both sides. */
export function ResponseTool() {
  const run = useRun('response.inspect', 'workbench.response')
  const { document, recent, take } = useDocument('response')
  const [side, setSide] = useKept('response.expected', nothingExpected)
  const [open, setOpen] = useKept('response.expected-open', false)
  const [refusals, setRefusals] = useState<Refusals>({})
  const places = usePlaces()
  const results = useBroughtIntoSight(run.phase)

  const judge = (source: DocumentSource, message?: number, against = side) => {
    const wish = expectedFrom(against)
    if (!wish.ok) {
      setRefusals(wish.refusals)
      setOpen(true)
      return
    }
    take(source)
    run.start({ source, message, ...wish.expected })
    setOpen(false)
  }

  const { phase, findings, text, outcome } = run
  const running = phase === 'running'
  const result = outcome?.ok ? outcome.value : null
  const issued = Date.parse(result?.issueInstant ?? '')
  const onOwnTime =
    document && result && !Number.isNaN(issued) && issued !== Date.parse(result.judgedFor.at)
      ? () => {
          const then = { ...side, moment: new Date(issued).toISOString() }
          setSide(then)
          judge(document, chosenOf(result), then)
        }
      : undefined

  return (
    <Page
      title="SAML response"
      lead="Which value of a response is wrong, what it should be, and who has to change it."
      back={{ to: '/workbench', label: 'Workbench' }}
    >
      <DropArea whole onFile={(ticket) => judge(fileSource(ticket))}>
        <DocumentForm
          name="response"
          words={words}
          recent={recent}
          running={running}
          onDocument={(source) => judge(source)}
        >
          <ExpectedForm
            side={side}
            refusals={refusals}
            open={open}
            onOpen={setOpen}
            onChange={(next) => {
              setRefusals({})
              setSide(next)
            }}
          />
          {document && phase === 'ended' && open && (
            <div>
              <Button type="button" variant="soft" disabled={running} onClick={() => judge(document)}>
                Judge again with these values
              </Button>
            </div>
          )}
        </DocumentForm>
        <div ref={results}>
          <RunSection
            run={run}
            title={(document && nameOf(document)) ?? 'Pasted text'}
            working="Reading…"
            onRetry={document ? () => judge(document) : undefined}
          >
            {result && <ResponseVerdict findings={findings} onOwnTime={onOwnTime} />}
            {result && document && (
              <MessageChoice
                messages={result.messages}
                running={running}
                onChoose={(message) => judge(document, message)}
              />
            )}
            {findings.length > 0 && (
              <FindingList findings={findings} onPlace={text ? places.showInDocument : undefined} lit={places.inList} />
            )}
            {result && <WhatWasRead result={result} />}
            {document && result?.shown && text && (
              <>
                <h3 className={styles.title}>The message</h3>
                <DocumentText
                  source={document}
                  message={{ index: chosenOf(result) ?? null }}
                  beginning={text}
                  shown={result.shown}
                  label="SAML response"
                  findings={findings}
                  asked={places.inDocument}
                  onFinding={places.showInList}
                />
              </>
            )}
            {result && document && (
              <div className={styles.next}>
                <UseInDiagnosis
                  part={{
                    response: document,
                    acs: side.acs,
                    audience: side.audience,
                    requestId: side.requestId,
                    arrivedAt: side.moment,
                    skewSeconds: side.skewSeconds,
                    certificates: side.certificates,
                    metadata: sourceOf(side.metadata),
                  }}
                />
              </div>
            )}
          </RunSection>
        </div>
      </DropArea>
    </Page>
  )
}

/** The message judged, counted from 0 among the responses. */
function chosenOf(result: ResponseInspectResult | null): number | undefined {
  const responses = (result?.messages ?? []).filter(({ parameter }) => parameter !== 'SAMLRequest')
  const index = responses.findIndex(({ chosen }) => chosen)
  return responses.length > 1 && index >= 0 ? index : undefined
}

function WhatWasRead({ result }: { result: ResponseInspectResult }) {
  const { response, assertion, certificates } = result
  return (
    <>
      {(response || assertion) && (
        <>
          <h3 className={styles.title}>What it says</h3>
          <AssertionView response={response} assertion={assertion} />
        </>
      )}
      {assertion && (
        <>
          <h3 className={styles.title}>Times</h3>
          <TimesView result={result} />
          <h3 className={styles.title}>Attributes</h3>
          <AttributeTable assertion={assertion} />
        </>
      )}
      {certificates.length > 0 && (
        <>
          <h3 className={styles.title}>{certificates.length === 1 ? 'Certificate' : 'Certificates'}</h3>
          <SigningCertificates certificates={certificates} />
        </>
      )}
    </>
  )
}

const words: DocumentWords = {
  document: 'Response',
  drop: 'Drop a response, a HAR or a SAML-tracer export anywhere on this page, or',
  open: { title: 'Open a SAML response', extensions: ['xml', 'txt', 'har', 'json', 'b64', 'html'] },
  placeholder: 'XML, base64, the form field SAMLResponse=…, or a whole HAR or SAML-tracer export',
  action: 'Judge',
}
