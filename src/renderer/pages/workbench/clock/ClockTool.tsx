import type { Finding, Status } from '../../../../shared/finding'
import type { ClockCheckInput } from '../../../../shared/runs/clock'
import { useKept } from '../../../app/kept'
import { useRun } from '../../../bridge/use-run'
import { Callout, type Tone } from '../../../components/Callout'
import { FindingList } from '../../../components/FindingList'
import { Page } from '../../../components/Page'
import { RunSection } from '../../../components/RunSection'
import { UseInDiagnosis } from '../../diagnose/UseInDiagnosis'
import { ClockCommands } from './ClockCommands'
import { ClockForm } from './ClockForm'
import { ClockPicture } from './ClockPicture'
import styles from './clock.module.css'
import { Sources } from './Sources'

/** Compares clocks: this machine's, time servers', web servers' and that of whoever issued a captured response. */
export function ClockTool() {
  const run = useRun('clock.check', 'workbench.clock')
  const [checked, setChecked] = useKept<ClockCheckInput | null>('clock.checked', null)

  const check = (input: ClockCheckInput) => {
    setChecked(input)
    run.start(input)
  }

  const { phase, findings, outcome, progress } = run
  const running = phase === 'running'
  const sources = (outcome?.ok ? outcome.value.sources : progress?.sources) ?? []
  const sourced = findings.filter(({ id }) => id !== 'clock.skew')
  const off = findings.some(({ id, status }) => id === 'clock.skew' && (status === 'fail' || status === 'warn'))
  return (
    <Page
      title="Clocks"
      lead="Which machine’s clock is off, by how much, in which direction, and whether sign-in bears it."
      back={{ to: '/workbench', label: 'Workbench' }}
    >
      <div className={styles.tool}>
        <ClockForm running={running} onCheck={check} />
        <RunSection
          run={run}
          title="Clocks compared"
          working="Asking…"
          onRetry={checked ? () => check(checked) : undefined}
        >
          <Standings findings={findings} />
          {checked && (
            <ClockPicture
              sources={sources}
              asked={[...checked.servers, ...checked.urls]}
              allowedMs={checked.skew * 1000}
              running={running}
            />
          )}
          {sourced.length > 0 && <FindingList findings={sourced} />}
          <Sources sources={sources} />
          {outcome?.ok && checked && (
            <div>
              <UseInDiagnosis
                part={{
                  timeServers: checked.servers.join('\n'),
                  skewSeconds: String(checked.skew),
                  ...(checked.response === undefined ? {} : { response: checked.response }),
                }}
              />
            </div>
          )}
          {!running && <ClockCommands key={String(off)} open={off} />}
        </RunSection>
      </div>
    </Page>
  )
}

const tones: Record<Status, Tone> = { pass: 'pass', warn: 'warn', fail: 'fail', info: 'info', skipped: 'info' }

/** What the clocks together say of each machine: which is off, by how much, and whether that is borne. */
function Standings({ findings }: { findings: readonly Finding[] }) {
  const standings = findings.filter(({ id }) => id === 'clock.skew')
  if (standings.length === 0) return null
  return (
    <div className={styles.standings}>
      {standings.map(({ status, summary, fix }) => (
        <Callout key={summary} tone={tones[status]}>
          <p>{summary}</p>
          {fix && (
            <p>
              <strong>Next:</strong> {fix.action} The commands stand below.
            </p>
          )}
        </Callout>
      ))}
    </div>
  )
}
