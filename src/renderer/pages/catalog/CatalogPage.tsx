import { Button } from '@radix-ui/themes'
import { Signpost } from 'lucide-react'
import { lazy, Suspense, useEffect } from 'react'
import { Link, Route, Switch, useLocation } from 'wouter'
import { afterFrame } from '../../app/rest'
import { CatalogBrowser } from './CatalogBrowser'
import styles from './CatalogPage.module.css'
import { useCatalogIndex } from './catalog-index'
import { ChooserPage } from './chooser/ChooserPage'
import { Rows } from './chooser/Rows'

const loadGuidePage = async () => ({ default: (await import('./guide/GuidePage')).GuidePage })
const GuidePage = lazy(loadGuidePage)

export function CatalogPage() {
  return (
    <Switch>
      <Route path="/catalog">
        <Browse />
      </Route>
      <Route path="/catalog/choose">
        <ChooserPage />
      </Route>
      <Route path="/catalog/:slug">
        {({ slug }) => (
          <Suspense>
            <GuidePage key={slug} slug={slug} />
          </Suspense>
        )}
      </Route>
    </Switch>
  )
}

/** What serves a provider the catalog does not list. */
const genericRows = ['saml', 'oidc', 'scim']

const chooser = (
  <Button variant="soft" asChild>
    <Link to="/catalog/choose">
      <Signpost aria-hidden size={14} />
      Help me choose
    </Link>
  </Button>
)

function Browse() {
  const [, go] = useLocation()
  const { search, entries } = useCatalogIndex()
  // At hand before a row is opened, yet after the list is there.
  useEffect(() => afterFrame(() => void loadGuidePage()), [])
  return (
    <CatalogBrowser
      search={search}
      total={entries.size}
      onOpen={(slug) => go(`/catalog/${slug}`)}
      actions={chooser}
      nothing={
        <div className={styles.generic}>
          <Rows slugs={genericRows} />
          {chooser}
        </div>
      }
    />
  )
}
