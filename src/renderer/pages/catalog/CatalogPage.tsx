import { Page } from '../../components/Page'

export function CatalogPage() {
  return <Page title="Catalog">{null}</Page>
}
