import { Page } from '../../components/Page'

export function SetupsPage() {
  return <Page title="Set-ups">{null}</Page>
}
