import { FlaskConical, ShieldAlert, Unplug } from 'lucide-react'
import { useLocation } from 'wouter'
import { useAction } from '../bridge/use-action'
import { useCall } from '../bridge/use-call'
import { Menu, type MenuEntry } from '../components/Menu'
import styles from './EnvironmentBadge.module.css'

/** Which WorkOS environment the window works in: staging or production by word, icon and colour. */
export function EnvironmentBadge() {
  const [location, go] = useLocation()
  const environments = useCall('environments.list').value
  const settings = useCall('settings.get').value
  const save = useAction('settings.set')
  if (!environments || !settings) return null

  const current = environments.find((one) => one.id === settings.environmentId)
  const kind = current?.kind ?? 'none'
  const Icon = kind === 'production' ? ShieldAlert : kind === 'staging' ? FlaskConical : Unplug
  const word = kind === 'production' ? 'Production' : kind === 'staging' ? 'Staging' : 'No environment'

  const entries: MenuEntry[] = [
    ...environments.map((one) => ({
      label: one.name,
      hint: one.kind === 'production' ? 'Production' : 'Staging',
      Icon: one.kind === 'production' ? ShieldAlert : FlaskConical,
      run: () => {
        // A page of one environment gives way to the same page of the other.
        const list = /^\/workbench\/workos\/[^/]+\/([a-z]+)/.exec(location)?.[1]
        if (list !== undefined) go(`/workbench/workos/${one.id}/${list}`)
        void save.run({ environmentId: one.id })
      },
    })),
    ...(environments.length > 0 ? (['line'] as const) : []),
    ...(current
      ? [
          {
            label: 'Connections, directories, organizations',
            run: () => go(`/workbench/workos/${current.id}/connections`),
          },
        ]
      : []),
    { label: 'Environments…', run: () => go('/settings') },
  ]

  return (
    <Menu
      align="start"
      label="WorkOS environment"
      entries={entries}
      trigger={
        <button type="button" className={styles.badge} data-kind={kind} title="WorkOS environment">
          <Icon aria-hidden size={15} />
          <span className={styles.words}>
            <span className={styles.kind}>{word}</span>
            <span className={styles.name}>{current?.name ?? 'Catalog and tools work without'}</span>
            {current?.keyStanding?.accepted === false && <span className={styles.refused}>API key refused</span>}
            {current && current.apiKey === null && <span className={styles.refused}>No API key</span>}
          </span>
        </button>
      }
    />
  )
}
