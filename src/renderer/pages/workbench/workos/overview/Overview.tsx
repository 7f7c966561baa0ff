import { Button } from '@radix-ui/themes'
import { Plus, Unplug } from 'lucide-react'
import { Link } from 'wouter'
import { keep } from '../../../../app/kept'
import { useCall } from '../../../../bridge/use-call'
import { EmptyState } from '../../../../components/EmptyState'
import { Page } from '../../../../components/Page'
import { ProblemNote } from '../../../../components/ProblemNote'
import { EnvironmentPanel } from './EnvironmentPanel'
import styles from './overview.module.css'

/** The environments side by side, staging before production: which key each has, and what it holds. */
export function Overview() {
  const environments = useCall('environments.list')
  const inUse = useCall('settings.get').value?.environmentId ?? null
  const all = [...(environments.value ?? [])].sort(
    (a, b) => Number(a.kind === 'production') - Number(b.kind === 'production'),
  )
  const add = (
    <Button variant={all.length === 0 ? 'solid' : 'soft'} asChild>
      <Link to="/settings" onClick={() => keep('settings.adding', true)}>
        <Plus aria-hidden size={14} />
        Add an environment
      </Link>
    </Button>
  )
  return (
    <Page
      title="WorkOS environments"
      lead="Staging and production side by side. Every page says which one it shows."
      back={{ to: '/workbench', label: 'Workbench' }}
      actions={all.length > 0 && add}
      wide
    >
      {environments.problem && <ProblemNote problem={environments.problem} onRetry={environments.refresh} />}
      {environments.value?.length === 0 && (
        <EmptyState Icon={Unplug} title="No environment yet" actions={add}>
          <p>
            With the API key of a WorkOS environment Signpost lists its connections, directories and organizations, and
            says what only the API knows.
          </p>
        </EmptyState>
      )}
      <ul className={styles.panels}>
        {all.map((environment) => (
          <li key={environment.id}>
            <EnvironmentPanel environment={environment} inUse={environment.id === inUse} />
          </li>
        ))}
      </ul>
    </Page>
  )
}
