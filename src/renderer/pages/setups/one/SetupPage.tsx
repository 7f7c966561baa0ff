import { Button } from '@radix-ui/themes'
import { FileQuestion, FolderX, Stethoscope } from 'lucide-react'
import { useCallback } from 'react'
import { Link } from 'wouter'
import { catalogEntry } from '../../../../shared/catalog/index'
import type { Integration } from '../../../../shared/catalog/schema'
import type { Setup } from '../../../../shared/setup'
import type { SetupEdit } from '../../../../shared/setup-edit'
import { useAction } from '../../../bridge/use-action'
import { useCall } from '../../../bridge/use-call'
import { EmptyState } from '../../../components/EmptyState'
import { Monogram } from '../../../components/Monogram'
import { Page } from '../../../components/Page'
import { ProblemNote } from '../../../components/ProblemNote'
import { casePath } from '../../diagnose/use-case'
import { useGuides } from '../list/use-guides'
import { AttributesView } from './AttributesView'
import styles from './frame.module.css'
import { HandoffView } from './HandoffView'
import { JournalView } from './JournalView'
import { SetupActions } from './SetupActions'
import { SetupLead } from './SetupLead'
import { SetupTabs } from './SetupTabs'
import { StepsView } from './StepsView'
import { type OpenSetup, SetupContext } from './setup-context'
import { useWatch } from './use-watch'
import { ValuesView } from './ValuesView'
import { VerificationView } from './VerificationView'
import { WorkosView } from './WorkosView'

const back = { to: '/setups', label: 'Set-ups' }

/** One set-up. */
export function SetupPage({ id, view }: { id: string; view: string }) {
  const found = useCall('setups.get', { id })
  const guides = useGuides()
  const setup = found.value
  const row = setup && guides?.get(setup.slug)

  if (found.problem && !setup) {
    return (
      <Page title="Set-up not found" back={back}>
        <EmptyState
          Icon={FolderX}
          title={found.problem.title}
          actions={
            <Button asChild>
              <Link to="/setups">Go to the list</Link>
            </Button>
          }
        >
          <p>{found.problem.detail}</p>
        </EmptyState>
      </Page>
    )
  }
  if (!setup || !guides) return null
  if (!row) {
    return (
      <Page title={setup.name} back={back}>
        <EmptyState Icon={FileQuestion} title={`The catalog has no row “${setup.slug}”`}>
          <p>The set-up was made with another version of Signpost. It is kept; update Signpost to go on with it.</p>
        </EmptyState>
      </Page>
    )
  }
  return <OneSetup setup={setup} row={row} view={view} />
}

function OneSetup({ setup, row, view }: { setup: Setup; row: Integration; view: string }) {
  const environments = useCall('environments.list').value ?? []
  const entry = catalogEntry(row.slug)
  const subject = row.workos.directoryType === null ? 'connection' : 'directory'
  const action = useAction('setups.edit')
  const { run } = action
  const edit = useCallback((change: SetupEdit) => run({ id: setup.id, edit: change }), [run, setup.id])
  const watch = useWatch(setup.id, setup.link, subject)
  const open: OpenSetup = {
    setup,
    row,
    protocol: entry?.protocol ?? 'framework',
    subject,
    environments,
    environment: environments.find(({ id }) => id === setup.link?.environmentId) ?? null,
    watch,
    edit,
  }
  const View = views[view] ?? StepsView

  return (
    <SetupContext value={open}>
      <Page
        title={setup.name}
        back={back}
        mark={<Monogram name={row.name} size="page" />}
        lead={<SetupLead />}
        actions={
          <>
            <Button variant="soft" asChild>
              <Link to={casePath(setup.id)}>
                <Stethoscope aria-hidden size={14} />
                Diagnose
              </Link>
            </Button>
            <SetupActions />
          </>
        }
        toolbar={
          <>
            <SetupTabs view={view in views ? view : 'step'} />
            {action.problem && <ProblemNote problem={action.problem} />}
          </>
        }
        fill
      >
        <div className={styles.body}>
          <View />
        </div>
      </Page>
    </SetupContext>
  )
}

const views: Readonly<Record<string, React.ComponentType>> = {
  step: StepsView,
  values: ValuesView,
  attributes: AttributesView,
  workos: WorkosView,
  verify: VerificationView,
  handoff: HandoffView,
  journal: JournalView,
}
