import { Button } from '@radix-ui/themes'
import { Plus, Unplug } from 'lucide-react'
import { useKept } from '../../app/kept'
import { useCall } from '../../bridge/use-call'
import { EmptyState } from '../../components/EmptyState'
import { ProblemNote } from '../../components/ProblemNote'
import { EnvironmentCard } from './EnvironmentCard'
import { EnvironmentForm } from './EnvironmentForm'
import { SettingsSection } from './SettingsSection'
import styles from './settings.module.css'

/** The WorkOS environments Signpost may ask, each with its key. */
export function Environments() {
  const environments = useCall('environments.list')
  const settings = useCall('settings.get').value
  const [adding, setAdding] = useKept('settings.adding', false)

  return (
    <SettingsSection
      title="WorkOS environments"
      lead="The catalog and the tools work without one. Reading organizations, connections and directories needs one."
      actions={
        !adding && (
          <Button variant="soft" onClick={() => setAdding(true)}>
            <Plus aria-hidden size={14} />
            Add an environment
          </Button>
        )
      }
    >
      {environments.problem && <ProblemNote problem={environments.problem} onRetry={environments.refresh} />}
      {adding && <EnvironmentForm draftName="settings.draft.new" onDone={() => setAdding(false)} />}
      <ul className={styles.cards}>
        {environments.value?.map((environment) => (
          <li key={environment.id}>
            <EnvironmentCard environment={environment} inUse={environment.id === settings?.environmentId} />
          </li>
        ))}
      </ul>
      {environments.value?.length === 0 && !adding && (
        <div className={styles.frame}>
          <EmptyState Icon={Unplug} title="No environment yet">
            <p>
              Each WorkOS environment has its own API key and client ID. Both stand in the WorkOS Dashboard under API
              Keys.
            </p>
          </EmptyState>
        </div>
      )}
    </SettingsSection>
  )
}
