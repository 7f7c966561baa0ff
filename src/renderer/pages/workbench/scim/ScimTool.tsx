import type { ScimCheckInput } from '../../../../shared/runs/scim'
import { useKept } from '../../../app/kept'
import { useRun } from '../../../bridge/use-run'
import { Callout } from '../../../components/Callout'
import { FindingList } from '../../../components/FindingList'
import { Page } from '../../../components/Page'
import { RunSection } from '../../../components/RunSection'
import { UseInDiagnosis } from '../../diagnose/UseInDiagnosis'
import { OpenRehearsals } from './OpenRehearsals'
import { RehearsalSteps } from './RehearsalSteps'
import { ScimForm } from './ScimForm'
import styles from './scim.module.css'

/** Checks a SCIM endpoint and its token as an identity provider would, and rehearses a user’s life where that is agreed to. */
export function ScimTool() {
  const run = useRun('scim.check', 'workbench.scim')
  const [checked, setChecked] = useKept<ScimCheckInput | null>('scim.checked', null)

  const check = (input: ScimCheckInput) => {
    setChecked(input)
    run.start(input)
  }

  const { phase, findings, outcome } = run
  const running = phase === 'running'
  const remnants = outcome?.ok ? (outcome.value.rehearsal?.remnants ?? []) : []
  return (
    <Page
      title="SCIM endpoint"
      lead="Whether users can be provisioned: the address, the token, and what the service does with a user."
      back={{ to: '/workbench', label: 'Workbench' }}
    >
      <div className={styles.tool}>
        <OpenRehearsals running={running} shown={remnants.length > 0 ? (checked?.url ?? null) : null} />
        <ScimForm running={running} onCheck={check} />
        <RunSection
          run={run}
          title={checked?.url ?? 'SCIM endpoint'}
          working={checked?.rehearsal === undefined ? 'Asking…' : 'Rehearsing…'}
          onRetry={checked ? () => check(checked) : undefined}
        >
          {checked?.rehearsal !== undefined && (
            <RehearsalSteps findings={findings} running={running} kind={checked.rehearsal} />
          )}
          {remnants.length > 0 && (
            <Callout
              tone={findings.some(({ id, status }) => id === 'scim.cleanup' && status === 'fail') ? 'fail' : 'warn'}
              title="Something of the rehearsal is still there"
            >
              <ul className={styles.remnants}>
                {remnants.map(({ kind, id, name }) => (
                  <li key={id}>
                    {kind === 'user' ? 'User' : 'Group'} <code>{name}</code>, ID <code>{id}</code>
                  </li>
                ))}
              </ul>
              <p>Remove it by hand, or run “Remove leftovers” when the service lets it.</p>
            </Callout>
          )}
          {outcome?.ok && <Service result={outcome.value} />}
          {findings.length > 0 && <FindingList findings={findings} />}
          {outcome?.ok && checked && checked.token.kind !== 'typed' && (
            <div>
              <UseInDiagnosis
                part={{
                  scimUrl: checked.url,
                  scimToken: { source: checked.token, label: 'from the SCIM endpoint tool' },
                }}
              />
            </div>
          )}
        </RunSection>
      </div>
    </Page>
  )
}

type Result =
  NonNullable<ReturnType<typeof useRun<'scim.check'>>['outcome']> extends infer O
    ? O extends { ok: true; value: infer V }
      ? V
      : never
    : never

function Service({ result: { users, service, base } }: { result: Result }) {
  const facts: [string, string][] = [
    ['Asked at', base ?? 'nothing was asked'],
    ['Users', users === null ? 'not told' : String(users)],
    ['PATCH', service === null ? 'not told' : said(service.patch)],
    ['Filters', service === null ? 'not told' : said(service.filter)],
  ]
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const said = (value: boolean | null) => (value === null ? 'not told' : value ? 'yes' : 'no')
