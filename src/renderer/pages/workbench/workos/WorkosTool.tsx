import { Button } from '@radix-ui/themes'
import { ServerOff } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Link, Redirect, Route, Switch } from 'wouter'
import type { EnvironmentView } from '../../../../shared/environment'
import { useAction } from '../../../bridge/use-action'
import { useCall } from '../../../bridge/use-call'
import { EmptyState } from '../../../components/EmptyState'
import { Page } from '../../../components/Page'
import { SignInAddressPage } from './authorize/SignInAddressPage'
import { ConnectionPage } from './connection/ConnectionPage'
import { DirectoryPage } from './directory/DirectoryPage'
import { ConnectionList, DirectoryList, OrganizationList } from './list/lists'
import { OrganizationPage } from './organization/OrganizationPage'
import { Overview } from './overview/Overview'
import { places } from './places'

/** The pages of an environment. Each record's page begins afresh when another record is opened. */
const pages: ReadonlyArray<readonly [path: string, page: (environment: EnvironmentView, id: string) => ReactNode]> = [
  ['/workbench/workos/:environment/connections', (one) => <ConnectionList environment={one} />],
  ['/workbench/workos/:environment/directories', (one) => <DirectoryList environment={one} />],
  ['/workbench/workos/:environment/organizations', (one) => <OrganizationList environment={one} />],
  ['/workbench/workos/:environment/sign-in-address', (one) => <SignInAddressPage key={one.id} environment={one} />],
  [
    '/workbench/workos/:environment/connections/:id',
    (one, id) => <ConnectionPage key={`${one.id} ${id}`} environment={one} id={id} />,
  ],
  [
    '/workbench/workos/:environment/directories/:id',
    (one, id) => <DirectoryPage key={`${one.id} ${id}`} environment={one} id={id} />,
  ],
  [
    '/workbench/workos/:environment/organizations/:id',
    (one, id) => <OrganizationPage key={`${one.id} ${id}`} environment={one} id={id} />,
  ],
]

/** What a WorkOS environment holds: its lists, and a page for each of their records. */
export function WorkosTool() {
  return (
    <Switch>
      {pages.map(([path, page]) => (
        <Route<{ environment: string; id?: string }> key={path} path={path}>
          {({ environment, id = '' }) => (
            <InEnvironment id={environment}>{(one) => page(one, decoded(id))}</InEnvironment>
          )}
        </Route>
      ))}
      <Route path="/workbench/workos/:environment">
        {({ environment }) => <Redirect to={places.list(environment, 'connections')} replace />}
      </Route>
      <Route>
        <Overview />
      </Route>
    </Switch>
  )
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** Hands on the environment an address names, or says that it is gone. */
function InEnvironment({ id, children }: { id: string; children: (environment: EnvironmentView) => ReactNode }) {
  const environments = useCall('environments.list').value
  const environment = environments?.find((one) => one.id === decoded(id))
  useAsEnvironmentInUse(environment?.id)
  if (!environments) return null
  if (environment) return children(environment)
  return (
    <Page title="WorkOS environment" back={{ to: places.overview, label: 'WorkOS environments' }}>
      <EmptyState
        Icon={ServerOff}
        title="This environment is gone"
        actions={
          <Button asChild>
            <Link to={places.overview}>Show the others</Link>
          </Button>
        }
      >
        <p>It was removed in Settings.</p>
      </EmptyState>
    </Page>
  )
}

/** The badge at the edge of the window must never name another environment than the page shows. */
function useAsEnvironmentInUse(id: string | undefined): void {
  const inUse = useCall('settings.get').value?.environmentId
  const { run } = useAction('settings.set')
  const shown = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (id === undefined || inUse === undefined || shown.current === id) return
    shown.current = id
    if (inUse !== id) void run({ environmentId: id })
  }, [id, inUse, run])
}
