import { Route, Switch, useLocation } from 'wouter'
import { CatalogBrowser } from './CatalogBrowser'
import { useCatalogIndex } from './catalog-index'
import { GuidePage } from './guide/GuidePage'

export function CatalogPage() {
  return (
    <Switch>
      <Route path="/catalog">
        <Browse />
      </Route>
      <Route path="/catalog/:slug">{({ slug }) => <GuidePage key={slug} slug={slug} />}</Route>
    </Switch>
  )
}

function Browse() {
  const [, go] = useLocation()
  const { search, entries } = useCatalogIndex()
  return <CatalogBrowser search={search} entries={entries} onOpen={(slug) => go(`/catalog/${slug}`)} />
}
