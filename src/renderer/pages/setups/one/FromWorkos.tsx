import { Button } from '@radix-ui/themes'
import { Check } from 'lucide-react'
import { compareValues } from '../../../../shared/compare'
import { handoversOf } from '../../../../shared/guidance/handovers'
import { plainValues } from '../../../../shared/guidance/setup-steps'
import { scimEndpointOf } from '../../../../shared/guidance/workos/addresses'
import type { WorkosCheckResult } from '../../../../shared/runs/workos'
import { CompareTable } from '../../../components/CompareTable'
import styles from './frame.module.css'
import metadataStyles from './metadata.module.css'
import { useOpenSetup } from './setup-context'
import valuesStyles from './values.module.css'
import workosStyles from './workos.module.css'

/** Values of the set-up that WorkOS itself can confirm: the SCIM endpoint, and the key in the ACS URL. */
export function FromWorkos({ result }: { result: WorkosCheckResult }) {
  const { setup, row, environment, edit } = useOpenSetup()
  const values = plainValues(setup)
  const connection = result.connections.find(({ id }) => id === setup.link?.connectionId)
  const directory = result.directories.find(({ id }) => id === setup.link?.directoryId)
  const endpoint =
    directory?.externalKey && handoversOf(row, 'scim_endpoint').length > 0
      ? scimEndpointOf(environment?.baseUrl ?? '', directory.externalKey)
      : null
  const acsKey = /\/sso\/saml\/acs\/([^/?#]+)/.exec(values.acs_url ?? '')?.[1] ?? null
  const connectionKey = connection?.externalKey ?? null
  if (endpoint === null && (acsKey === null || connectionKey === null)) return null

  return (
    <section className={styles.part} aria-label="Told by WorkOS">
      <h2 className={styles.partTitle}>Told by WorkOS</h2>
      {endpoint !== null && (
        <Told
          label="SCIM endpoint"
          mine={values.scim_endpoint ?? null}
          theirs={endpoint}
          onTake={() => void edit({ do: 'set-value', name: 'scim_endpoint', text: endpoint, origin: 'workos' })}
        />
      )}
      {acsKey !== null && connectionKey !== null && (
        <Told label="Key in the ACS URL" mine={acsKey} theirs={connectionKey} />
      )}
    </section>
  )
}

function Told({
  label,
  mine,
  theirs,
  onTake,
}: {
  label: string
  mine: string | null
  theirs: string
  onTake?: () => void
}) {
  return (
    <div className={workosStyles.told}>
      <span className={workosStyles.pickerLabel}>{label}</span>
      {mine !== null && mine !== theirs ? (
        <CompareTable
          comparison={compareValues(
            label,
            { value: theirs, from: 'WorkOS API' },
            { value: mine, from: 'in this set-up' },
          )}
        />
      ) : (
        <code className={valuesStyles.offer}>{theirs}</code>
      )}
      {mine === theirs ? (
        <span className={metadataStyles.taken}>
          <Check aria-hidden size={13} />
          the same as in the set-up
        </span>
      ) : (
        onTake && (
          <Button size="1" variant="soft" onClick={onTake}>
            {mine === null ? 'Take over' : 'Replace mine with it'}
          </Button>
        )
      )}
    </div>
  )
}
