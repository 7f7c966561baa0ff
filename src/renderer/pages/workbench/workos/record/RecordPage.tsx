import { Button } from '@radix-ui/themes'
import { RefreshCw, Square } from 'lucide-react'
import type { ReactNode } from 'react'
import type { EnvironmentView } from '../../../../../shared/environment'
import type { ListKind } from '../../../../../shared/workos'
import { CopyButton } from '../../../../components/CopyButton'
import { EnvironmentMark } from '../../../../components/EnvironmentMark'
import { FindingList } from '../../../../components/FindingList'
import { Page } from '../../../../components/Page'
import { kindNames, places } from '../places'
import { ReadingProblem } from '../ReadingProblem'
import styles from './record.module.css'
import { Section } from './Section'
import type { RecordCheck } from './use-record'

/** The frame of one record's page: which environment, which record, and what WorkOS says of it. */
export function RecordPage({
  environment,
  kind,
  id,
  title,
  state,
  check,
  actions,
  menu,
  facts,
  children,
}: {
  environment: EnvironmentView
  kind: ListKind
  id: string
  title: string
  state?: ReactNode
  check: RecordCheck
  actions: ReactNode
  /** What is done rarely; stands last. */
  menu: ReactNode
  /** What stands above the findings. */
  facts: ReactNode
  children: ReactNode
}) {
  const { run, again } = check
  const { phase, findings, outcome } = run
  const running = phase === 'running'
  return (
    <Page
      title={title}
      back={{ to: places.list(environment.id, kind), label: kindNames[kind].title }}
      lead={
        <div className={styles.lead}>
          <EnvironmentMark environment={environment} />
          <span className={styles.id}>
            <code>{id}</code>
            <CopyButton text={id} what={`ID of the ${kindNames[kind].one}`} iconOnly />
          </span>
          {state}
        </div>
      }
      tone={environment.kind}
      actions={
        <>
          {actions}
          <Button variant="soft" color="gray" onClick={running ? run.cancel : again}>
            {running ? <Square aria-hidden size={12} /> : <RefreshCw aria-hidden size={13} />}
            {running ? 'Stop' : 'Check again'}
          </Button>
          {menu}
        </>
      }
      wide
    >
      <div className={styles.columns} aria-busy={running}>
        {facts}
        <Section
          title="What WorkOS says"
          aside={
            running && (
              <span className={styles.quiet} role="status">
                Reading from WorkOS…
              </span>
            )
          }
        >
          {outcome && !outcome.ok && (
            <ReadingProblem problem={outcome.problem} names={kindNames[kind]} onRetry={again} />
          )}
          {findings.length > 0 && <FindingList findings={findings} />}
        </Section>
        {children}
      </div>
    </Page>
  )
}
