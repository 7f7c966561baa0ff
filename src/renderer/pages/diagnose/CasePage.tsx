import { Button, IconButton } from '@radix-ui/themes'
import { Ellipsis, FileOutput, FolderX, History, ListRestart, RotateCw, Square } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { catalogEntry } from '../../../shared/catalog/index'
import { plainValues } from '../../../shared/guidance/setup-steps'
import type { BranchId, InputName } from '../../../shared/verdict'
import { useCall } from '../../bridge/use-call'
import { useRun } from '../../bridge/use-run'
import { EmptyState } from '../../components/EmptyState'
import { LinkTabs } from '../../components/LinkTabs'
import { Menu } from '../../components/Menu'
import { Monogram } from '../../components/Monogram'
import { Page } from '../../components/Page'
import { ProblemNote } from '../../components/ProblemNote'
import { Tag } from '../../components/Tag'
import { When } from '../../components/When'
import styles from './diagnose.module.css'
import { filledIn, inputFrom, type Refusals, somethingGiven } from './given'
import { HistoryView } from './history/HistoryView'
import { InputsView } from './inputs/InputsView'
import { partOf, Result, tabsLabel, tabsOf } from './Result'
import { GivenContext } from './result/OpenInWorkbench'
import { NoResultYet } from './result/ResultView'
import { SettleDialog } from './result/SettleDialog'
import { type Shown, shownByKept, shownByRun } from './shown'
import { casePath, ownCase, takesStart, useCurrentCase } from './use-case'
import { type OpenCase, useOpenCase } from './use-open-case'
import { View } from './View'

const back = { to: '/diagnose', label: 'Diagnose' }

/** The diagnosis of a set-up, or the one that belongs to none: what it is given, its run and its result. */
export function CasePage({ id, view }: { id: string; view: string }) {
  const { open, problem } = useOpenCase(id)
  if (problem)
    return (
      <Page title="Set-up not found" back={back}>
        <EmptyState Icon={FolderX} title={problem.title} actions={<Link to="/diagnose">Go to Diagnose</Link>}>
          <p>{problem.detail}</p>
        </EmptyState>
      </Page>
    )
  return open && <OneCase key={id} open={open} view={view} />
}

function OneCase({ open, view }: { open: OpenCase; view: string }) {
  const [, go] = useLocation()
  const run = useRun('diagnose', `diagnose.${open.id}`)
  const [, setCurrent] = useCurrentCase()
  const [refusals, setRefusals] = useState<Refusals>({})
  const [asked, setAsked] = useState<InputName | null>(null)
  const last = useLastKept(open.id, run.phase === 'idle')
  const path = casePath(open.id)
  const running = run.phase === 'running'
  const shown = shownByRun(run) ?? last
  const { id } = open

  useEffect(() => setCurrent(id))

  const start = (again?: { branch: BranchId; whole: NonNullable<Shown['whole']> }) => {
    const made = inputFrom(open.given)
    if (!made.ok) {
      setRefusals(made.refusals)
      go(`${path}/inputs`)
      return
    }
    setRefusals({})
    run.start({
      ...made.input,
      setupId: open.setup?.id,
      again: again && { branch: again.branch, findings: [...again.whole.findings], result: again.whole.result },
    })
    if (again === undefined) go(path)
  }
  // Somebody pressed Diagnose elsewhere.
  useEffect(() => {
    if (takesStart(id)) start()
  })
  const ask = (input: InputName) => {
    if (input === 'provider-change') return start()
    if (input === 'scim-capture') return go('/workbench/scim-capture')
    // What the button promises is ticked already; the person still says go.
    if (input === 'authorize') open.change({ askAuthorize: true })
    if (input === 'scim-rehearsal') open.change({ rehearse: true })
    setAsked(input)
  }
  const askAgain = (branch: BranchId) => shown?.whole && start({ branch, whole: shown.whole })
  const needed = asked && shown?.verdicts.find(({ input }) => input === asked)?.needs

  return (
    <Page
      title={open.name ?? 'Diagnosis'}
      back={back}
      mark={open.row ? <Monogram name={open.row.name} size="page" /> : undefined}
      lead={<Lead open={open} shown={shown} isOld={run.phase === 'idle'} />}
      actions={
        <>
          {running ? (
            <Button variant="soft" color="gray" onClick={run.cancel}>
              <Square aria-hidden size={12} />
              Cancel
            </Button>
          ) : (
            <Button onClick={() => start()} disabled={!somethingGiven(open.given)}>
              {shown && <RotateCw aria-hidden size={14} />}
              {shown ? 'Look again' : 'Diagnose'}
            </Button>
          )}
          {shown?.id && !running && (
            <Button variant="soft" asChild>
              <Link to={`/diagnose/report/${shown.id}`}>
                <FileOutput aria-hidden size={14} />
                Report…
              </Link>
            </Button>
          )}
          <Menu
            label="More for this diagnosis"
            trigger={
              <IconButton variant="soft" color="gray" aria-label="More for this diagnosis">
                <Ellipsis aria-hidden size={16} />
              </IconButton>
            }
            entries={[
              { label: 'All diagnoses', Icon: History, run: () => go('/diagnose/history') },
              {
                label: open.setup ? 'Forget what was typed over the set-up' : 'Empty the form',
                Icon: ListRestart,
                run: () => {
                  open.reset()
                  setRefusals({})
                },
              },
            ]}
          />
        </>
      }
      toolbar={<LinkTabs label={tabsLabel} tabs={caseTabs(path, view, shown, open)} />}
      fill
    >
      {view === 'inputs' ? (
        <View label="Inputs">
          <InputsView
            open={open}
            refusals={refusals}
            running={running}
            onStart={() => start()}
            onChange={() => setRefusals({})}
          />
        </View>
      ) : view === 'history' ? (
        <View label="History">
          <HistoryView setup={open.setup} row={open.row} />
        </View>
      ) : shown === null ? (
        <View label="Result">
          <NoResultYet onStart={somethingGiven(open.given) ? () => start() : null} inputsPath={`${path}/inputs`} />
        </View>
      ) : (
        <GivenContext value={open.given}>
          <Result
            part={partOf(view)}
            name={`diagnose.${open.id}`}
            shown={shown}
            context={{
              connection: open.name,
              row: open.row,
              values: open.setup ? plainValues(open.setup) : {},
            }}
            settle={{ ask, running }}
            again={shown.whole && !running ? askAgain : null}
          >
            {run.outcome && !run.outcome.ok && <ProblemNote problem={run.outcome.problem} onRetry={() => start()} />}
          </Result>
        </GivenContext>
      )}
      {asked && (
        <SettleDialog
          input={asked}
          sentence={needed ?? ''}
          open={open}
          onClose={() => setAsked(null)}
          onLook={() => start()}
        />
      )}
    </Page>
  )
}

function caseTabs(path: string, view: string, shown: Shown | null, open: OpenCase) {
  const given = filledIn(open.given).length
  const more = [
    { to: `${path}/inputs`, label: 'Inputs', here: view === 'inputs', count: given > 0 ? String(given) : null },
    ...(open.setup ? [{ to: `${path}/history`, label: 'History', here: view === 'history' }] : []),
  ]
  return [...tabsOf(path, more.some(({ here }) => here) ? null : partOf(view), shown), ...more]
}

function Lead({ open, shown, isOld }: { open: OpenCase; shown: Shown | null; isOld: boolean }) {
  const entry = open.setup && catalogEntry(open.setup.slug)
  return (
    <div className={styles.lead}>
      {open.setup ? (
        <>
          {entry && (
            <span>
              {entry.name} <Tag strong>{entry.type}</Tag>
            </span>
          )}
          <Link to={`/setups/${open.setup.id}`} className={styles.quietLink}>
            Open the set-up
          </Link>
        </>
      ) : (
        <span>Belongs to no set-up.</span>
      )}
      {shown?.startedAt && isOld && (
        <span>
          As of <When at={shown.startedAt} />
        </span>
      )}
    </div>
  )
}

/** The last diagnosis of a set-up, shown until one is made in this session. */
function useLastKept(id: string, wanted: boolean): Shown | null {
  const isSetup = id !== ownCase
  const list = useCall('diagnoses.list', isSetup ? { setupId: id } : 'off').value
  const latest = list?.items[0]
  const kept = useCall('diagnoses.get', wanted && latest ? { id: latest.id } : 'off').value
  return wanted && kept ? shownByKept(kept) : null
}
