import { Page } from '../../components/Page'

export function WatchPage() {
  return <Page title="Watch">{null}</Page>
}
