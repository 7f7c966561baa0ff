import { useCall } from '../../bridge/use-call'
import { SettingsSection } from './SettingsSection'
import styles from './settings.module.css'

const platforms = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' } as const

export function About() {
  const info = useCall('app.info').value
  if (!info) return null
  return (
    <SettingsSection title="About">
      <dl className={styles.facts}>
        <div>
          <dt>Signpost</dt>
          <dd>{info.version}</dd>
        </div>
        <div>
          <dt>System</dt>
          <dd>{platforms[info.platform]}</dd>
        </div>
        {info.lab && (
          <div>
            <dt>Practice lab</dt>
            <dd>Connected. Everything that looks like WorkOS here is a stand-in on this machine.</dd>
          </div>
        )}
      </dl>
    </SettingsSection>
  )
}
