import { Page } from '../../components/Page'

export function DiagnosePage() {
  return <Page title="Diagnose">{null}</Page>
}
