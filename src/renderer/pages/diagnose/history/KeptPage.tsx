import { Button } from '@radix-ui/themes'
import { FileOutput, FolderX } from 'lucide-react'
import { Link } from 'wouter'
import { plainValues } from '../../../../shared/guidance/setup-steps'
import { statusWords } from '../../../../shared/guidance/status-words'
import { useCall } from '../../../bridge/use-call'
import { Callout } from '../../../components/Callout'
import { EmptyState } from '../../../components/EmptyState'
import { LinkTabs } from '../../../components/LinkTabs'
import { Page } from '../../../components/Page'
import { When } from '../../../components/When'
import { useGuides } from '../../setups/list/use-guides'
import styles from '../diagnose.module.css'
import { partOf, Result, tabsLabel, tabsOf } from '../Result'
import { shownByKept } from '../shown'
import { casePath } from '../use-case'
import { endWords } from './HistoryView'

/** A diagnosis that was made before, or by somebody else: the same screens, judged anew. */
export function KeptPage({ id, view }: { id: string; view: string }) {
  const found = useCall('diagnoses.get', { id })
  const kept = found.value
  const setup = useCall('setups.get', kept?.setupId ? { id: kept.setupId } : 'off').value ?? null
  const row = useGuides()?.get(setup?.slug ?? '') ?? null
  const back = { to: kept?.setupId ? `${casePath(kept.setupId)}/history` : '/diagnose/history', label: 'History' }
  if (found.problem)
    return (
      <Page title="Diagnosis not found" back={back}>
        <EmptyState Icon={FolderX} title={found.problem.title} actions={<Link to="/diagnose">Go to Diagnose</Link>}>
          <p>{found.problem.detail}</p>
        </EmptyState>
      </Page>
    )
  if (!kept) return null
  const shown = shownByKept(kept)
  const part = partOf(view)
  return (
    <Page
      title={setup?.name ?? (kept.end === 'opened' ? 'Diagnosis from elsewhere' : 'Diagnosis')}
      back={back}
      lead={
        <div className={styles.lead}>
          <span>{kept.subject}</span>
          <When at={kept.startedAt} />
          {endWords[kept.end] && <span>{endWords[kept.end]}</span>}
        </div>
      }
      actions={
        <>
          {setup && (
            <Button variant="soft" color="gray" asChild>
              <Link to={casePath(setup.id)}>Diagnose it now</Link>
            </Button>
          )}
          <Button variant="soft" asChild>
            <Link to={`/diagnose/report/${id}`}>
              <FileOutput aria-hidden size={14} />
              Report…
            </Link>
          </Button>
        </>
      }
      toolbar={<LinkTabs label={tabsLabel} tabs={tabsOf(`/diagnose/kept/${id}`, part, shown)} />}
      fill
    >
      <Result
        part={part}
        name={`diagnose.kept.${id}`}
        shown={shown}
        context={{ connection: setup?.name ?? null, row, values: setup ? plainValues(setup) : {} }}
        settle={null}
        again={null}
      >
        {kept.end === 'opened' && (
          <Callout title="Somebody else made this diagnosis">
            <p>
              Its verdicts were made anew here, from the evidence in the file. Nothing was looked at from this machine.
            </p>
          </Callout>
        )}
        {kept.differences.length > 0 && (
          <Callout tone="warn" title="Some of it is judged otherwise here">
            <p>From what was seen then, this Signpost comes to another judgement. Its own one counts below.</p>
            <ul>
              {kept.differences.map(({ check, was, status, summary }) => (
                <li key={`${check} ${status} ${summary}`}>
                  <code>{check}</code>: {was.map((one) => statusWords[one]).join(', ')} in the file,{' '}
                  {statusWords[status]} here. {summary}
                </li>
              ))}
            </ul>
          </Callout>
        )}
        {kept.end === 'interrupted' && (
          <Callout tone="warn" title="Signpost ended before this diagnosis did">
            <p>What had been found until then is shown; the verdicts go no further than that.</p>
          </Callout>
        )}
      </Result>
    </Page>
  )
}
