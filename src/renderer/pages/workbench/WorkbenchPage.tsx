import { Page } from '../../components/Page'

export function WorkbenchPage() {
  return <Page title="Workbench">{null}</Page>
}
