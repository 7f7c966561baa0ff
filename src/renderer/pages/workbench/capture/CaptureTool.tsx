import { Radio } from 'lucide-react'
import { memo, useDeferredValue } from 'react'
import type { CaptureView } from '../../../../shared/runs/scim-capture'
import { useAction } from '../../../bridge/use-action'
import { useCall } from '../../../bridge/use-call'
import { useEvent } from '../../../bridge/use-event'
import { DropArea } from '../../../components/DropArea'
import { EmptyState } from '../../../components/EmptyState'
import { FindingList } from '../../../components/FindingList'
import { Page } from '../../../components/Page'
import { ProblemNote } from '../../../components/ProblemNote'
import { UseInDiagnosis } from '../../diagnose/UseInDiagnosis'
import { CaptureForm } from './CaptureForm'
import { CaptureStanding } from './CaptureStanding'
import { Claims } from './Claims'
import { Coverage } from './Coverage'
import styles from './capture.module.css'
import { Requests } from './Requests'

/** Listens as a SCIM service, and shows what an identity provider really sends. */
export function CaptureTool() {
  const call = useCall('scimCapture.view')
  const replay = useAction('scimCapture.replay')
  const view = call.value
  useEvent('scimCapture.changed', call.refresh)
  return (
    <Page
      title="SCIM capture"
      lead="Point the identity provider at this machine and see what it really sends: which attributes are mapped, whether changes and deactivations come, and in which shape."
      back={{ to: '/workbench', label: 'Workbench' }}
      wide
    >
      <DropArea whole onFile={({ ticket }) => void replay.run({ ticket })}>
        <div className={styles.tool}>
          {call.problem && <ProblemNote problem={call.problem} onRetry={call.refresh} />}
          {replay.problem && <ProblemNote problem={replay.problem} />}
          {view?.phase === 'stopped' && view.facts.requests === 0 && <CaptureForm />}
          {view && (view.phase !== 'stopped' || view.facts.requests > 0) && <Captured view={view} />}
        </div>
      </DropArea>
    </Page>
  )
}

function Captured({ view }: { view: CaptureView }) {
  const { facts } = view
  // While requests stream in, what they come to may be told a moment later than that they came.
  const judged = useDeferredValue(view)
  return (
    <>
      <CaptureStanding view={view} />
      {facts.requests === 0 ? (
        <EmptyState Icon={Radio} title="Waiting for the first request">
          <p>Enter address and token in the identity provider, and test the connection there or push a user.</p>
        </EmptyState>
      ) : (
        <>
          <Judged view={judged} />
          <Requests key={facts.firstAt} total={facts.requests} />
        </>
      )}
    </>
  )
}

const Judged = memo(function Judged({ view }: { view: CaptureView }) {
  const { facts, findings, phase } = view
  return (
    <>
      {phase !== 'read' && <Claims view={view} />}
      <FindingList findings={findings} />
      <div>
        <UseInDiagnosis
          part={{ brought: [{ from: 'SCIM capture', at: facts.lastAt ?? new Date().toISOString(), findings }] }}
        />
      </div>
      <Coverage facts={facts} />
    </>
  )
})
