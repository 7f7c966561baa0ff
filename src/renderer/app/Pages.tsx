import { Compass } from 'lucide-react'
import { type ComponentType, lazy, Suspense } from 'react'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import { EmptyState } from '../components/EmptyState'
import { CatalogPage } from '../pages/catalog/CatalogPage'
import { PageBoundary } from './PageBoundary'

/** The catalog is what the window opens with; these pages are loaded when they are first looked at. */
const laterPages: ReadonlyArray<{ path: string; Page: ComponentType }> = [
  {
    path: '/setups/*?',
    Page: lazy(async () => ({ default: (await import('../pages/setups/SetupsPage')).SetupsPage })),
  },
  {
    path: '/diagnose/*?',
    Page: lazy(async () => ({ default: (await import('../pages/diagnose/DiagnosePage')).DiagnosePage })),
  },
  {
    path: '/workbench/*?',
    Page: lazy(async () => ({ default: (await import('../pages/workbench/WorkbenchPage')).WorkbenchPage })),
  },
  { path: '/watch/*?', Page: lazy(async () => ({ default: (await import('../pages/watch/WatchPage')).WatchPage })) },
  {
    path: '/settings/*?',
    Page: lazy(async () => ({ default: (await import('../pages/settings/SettingsPage')).SettingsPage })),
  },
]

export function Pages() {
  const [location] = useLocation()
  const place = location.split('/')[1] ?? ''
  return (
    <PageBoundary key={place}>
      <Switch>
        <Route path="/">
          <Redirect to="/catalog" replace />
        </Route>
        <Route path="/catalog/*?">
          <CatalogPage />
        </Route>
        {laterPages.map(({ path, Page }) => (
          <Route key={path} path={path}>
            <Suspense>
              <Page />
            </Suspense>
          </Route>
        ))}
        <Route>
          <EmptyState
            Icon={Compass}
            title="There is no such page"
            actions={<Link to="/catalog">Go to the catalog</Link>}
          >
            <p>The address “{location}” leads nowhere in Signpost.</p>
          </EmptyState>
        </Route>
      </Switch>
    </PageBoundary>
  )
}
