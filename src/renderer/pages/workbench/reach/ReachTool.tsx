import { Button } from '@radix-ui/themes'
import { FileCode2 } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { NetworkReachInput, NetworkReachResult } from '../../../../shared/runs/network'
import { keep, useKept } from '../../../app/kept'
import { useRun } from '../../../bridge/use-run'
import { CopyButton } from '../../../components/CopyButton'
import { Page } from '../../../components/Page'
import { RunSection } from '../../../components/RunSection'
import { UseInDiagnosis } from '../../diagnose/UseInDiagnosis'
import { Recent, withRecent } from '../Recent'
import { Addresses } from './Addresses'
import { Chain } from './Chain'
import { Conclusion } from './Conclusion'
import { Hops } from './Hops'
import { Ladder } from './Ladder'
import { ReachForm } from './ReachForm'
import styles from './reach.module.css'
import { reachText } from './reach-text'
import { Way } from './Way'

/** Looks at an address from its name to the document behind it, and says what WorkOS can see of it. */
export function ReachTool() {
  const run = useRun('network.reach', 'workbench.reach')
  const [looked, setLooked] = useKept<NetworkReachInput | null>('reach.looked', null)
  const [recent, setRecent] = useKept<readonly string[]>('reach.recent', [])
  const [now] = useState(() => Date.now())

  const look = (input: NetworkReachInput) => {
    setLooked(input)
    setRecent(withRecent(recent, input.url))
    run.start(input)
  }

  const { phase, findings, outcome, progress } = run
  const running = phase === 'running'
  const result = outcome?.ok ? outcome.value : null
  return (
    <Page
      title="Reachability"
      lead="What is true of an address, layer by layer, from this machine, and what that proves about WorkOS."
      back={{ to: '/workbench', label: 'Workbench' }}
    >
      <div className={styles.tool}>
        <ReachForm running={running} onLook={look}>
          <Recent
            names={recent}
            disabled={running}
            onUse={(index) => {
              const url = recent[index] ?? ''
              keep('reach.url', url)
              look({ ...looked, url })
            }}
          />
        </ReachForm>
        <RunSection
          run={run}
          title={looked?.url ?? 'Address'}
          working="Looking…"
          onRetry={looked ? () => look(looked) : undefined}
        >
          {result && <Conclusion conclusion={result.conclusion} />}
          <Ladder findings={findings} timings={result?.timings ?? progress?.timings ?? null} running={running} />
          {result && <Seen result={result} now={now} text={reachText(result, findings)} />}
        </RunSection>
      </div>
    </Page>
  )
}

function Seen({ result, now, text }: { result: NetworkReachResult; now: number; text: string }) {
  const [, go] = useLocation()
  const inspect = () => {
    keep('metadata.kind', 'url')
    keep('metadata.url', result.finalUrl ?? result.url)
    go('/workbench/metadata')
  }
  return (
    <>
      <div className={styles.actions}>
        <UseInDiagnosis part={{ urls: result.url }} />
        {result.document && (
          <Button variant="soft" color="gray" onClick={inspect}>
            <FileCode2 aria-hidden size={14} />
            Open in IdP metadata
          </Button>
        )}
        <CopyButton text={text} what="as text" named />
      </div>
      <Addresses addresses={result.addresses} />
      <Way result={result} />
      <Hops hops={result.hops} />
      <Chain chain={result.chain} now={now} />
    </>
  )
}
