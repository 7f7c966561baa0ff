import { Compass } from 'lucide-react'
import { type ComponentType, lazy, Suspense } from 'react'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import { EmptyState } from '../components/EmptyState'
import { CatalogPage } from '../pages/catalog/CatalogPage'
import { PageBoundary } from './PageBoundary'

/** The catalog is what the window opens with; the other pages are loaded when they are first looked at. */
const routes: ReadonlyArray<{ path: string; Page: ComponentType }> = [
  { path: '/catalog/*?', Page: CatalogPage },
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
      <Suspense fallback={null}>
        <Switch>
          <Route path="/">
            <Redirect to="/catalog" replace />
          </Route>
          {routes.map(({ path, Page }) => (
            <Route key={path} path={path}>
              <Page />
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
      </Suspense>
    </PageBoundary>
  )
}
