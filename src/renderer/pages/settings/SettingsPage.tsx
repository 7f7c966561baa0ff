import { Page } from '../../components/Page'
import { About } from './About'
import { Appearance } from './Appearance'
import { Environments } from './Environments'
import { Network } from './Network'
import { Secrets } from './Secrets'
import styles from './settings.module.css'

export function SettingsPage() {
  return (
    <Page title="Settings">
      <div className={styles.sections}>
        <Environments />
        <Appearance />
        <Network />
        <Secrets />
        <About />
      </div>
    </Page>
  )
}
