import { Wrench } from 'lucide-react'
import { Link } from 'wouter'
import { catalogEntry } from '../../../../shared/catalog/index'
import type { CheckId } from '../../../../shared/checks'
import type { Fix } from '../../../../shared/finding'
import type { WatchedKind } from '../../../../shared/watch/note'
import type { WatchRow } from '../../../../shared/watch/overview'
import { useCall } from '../../../bridge/use-call'
import { CopyValue } from '../../../components/CopyValue'
import { FixNote } from '../../../components/FindingCard'
import { When } from '../../../components/When'
import { givenBySetup } from '../../diagnose/from-setup'
import { type Given, nothingGiven } from '../../diagnose/given'
import { toolFor } from '../../diagnose/tool-for'
import { useGuides } from '../../setups/list/use-guides'
import styles from './dates.module.css'

/** Where it is renewed, where its date was read, and the tool that looks closer. */
export function DateDetails({ row, fix }: { row: WatchRow; fix: Fix | undefined }) {
  const { end, notBefore, readAt, sha256, heldByWorkos, lifetime } = row
  return (
    <div className={styles.details}>
      {fix && <FixNote fix={fix} />}
      <dl className={styles.facts}>
        {end.kind === 'instant' && (
          <>
            <dt>Valid</dt>
            <dd>
              {notBefore && (
                <>
                  from <When at={notBefore} />{' '}
                </>
              )}
              until <When at={end.at} of="second" />
            </dd>
          </>
        )}
        {lifetime && (
          <>
            <dt>How long</dt>
            <dd>{lifetime}</dd>
          </>
        )}
        <dt>Known from</dt>
        <dd>
          {row.from}
          {readAt && (
            <>
              , <When at={readAt} />
            </>
          )}
        </dd>
        {heldByWorkos !== null && (
          <>
            <dt>At WorkOS</dt>
            <dd>{heldByWorkos ? 'WorkOS holds it.' : 'WorkOS does not hold it.'}</dd>
          </>
        )}
        {sha256 && (
          <>
            <dt>SHA-256</dt>
            <dd>
              <CopyValue value={sha256} what="SHA-256 fingerprint" />
            </dd>
          </>
        )}
      </dl>
      <ToolLink row={row} />
    </div>
  )
}

const checks: Readonly<Partial<Record<WatchedKind, CheckId>>> = {
  'signing-certificate': 'metadata.source',
  'metadata-document': 'metadata.source',
  'server-certificate': 'network.url',
  'client-secret': 'oauth.client',
  'scim-token': 'scim.token',
}

/** Leads to the tool of the workbench, filled in with what the set-up has. */
function ToolLink({ row: { kind, address, setup } }: { row: WatchRow }) {
  const full = useCall('setups.get', setup === null ? 'off' : { id: setup.id }).value
  const guides = useGuides()
  const check = checks[kind]
  const row = setup === null ? undefined : guides?.get(setup.slug)
  const protocol = setup === null ? undefined : catalogEntry(setup.slug)?.protocol
  const given: Given = full && row && protocol ? givenBySetup(full, row, protocol) : nothingGiven
  const withAddress: Given =
    address === null
      ? given
      : {
          ...given,
          urls: address,
          ...(kind === 'server-certificate' ? {} : { metadata: { kind: 'url', url: address } }),
        }
  const isThere = address !== null || kind === 'client-secret' || kind === 'scim-token'
  const tool = check && setup && isThere ? toolFor(check, withAddress) : null
  if (tool === null) return null
  return (
    <p className={styles.tool}>
      <Link to={tool.path} onClick={tool.prepare}>
        <Wrench aria-hidden size={13} />
        Open in workbench: {tool.title}
      </Link>
    </p>
  )
}
