import { Checkbox } from '@radix-ui/themes'
import type { Integration } from '../../../../shared/catalog/schema'
import { CopyButton } from '../../../components/CopyButton'
import { When } from '../../../components/When'
import { Unconfirmed } from '../../catalog/guide/SourceRef'
import frame from './frame.module.css'
import { useOpenSetup } from './setup-context'
import styles from './table.module.css'

const sendAs: Partial<Record<string, string>> = {
  saml: 'SAML attribute to send',
  oidc: 'OIDC claim',
  scim: 'SCIM attribute',
  oauth: 'Profile field',
  sftp: 'Column',
}

/** Which attribute fills which, with a mark for each that a person has set at the provider. */
export function AttributeTable({ rows }: { rows: readonly Integration['attributeMapping'][number][] }) {
  const { setup, protocol, edit } = useOpenSetup()
  return (
    <div className={styles.tableFrame}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.checkColumn}>
              Set
            </th>
            <th scope="col">In WorkOS</th>
            <th scope="col">At the provider</th>
            <th scope="col">{sendAs[protocol] ?? 'Name to send'}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => {
            const item = `attribute:${one.workos}`
            const confirmed = setup.confirmations.find((confirmation) => confirmation.item === item)
            return (
              <tr key={one.workos} data-checked={confirmed !== undefined}>
                <td className={styles.checkColumn}>
                  <Checkbox
                    checked={confirmed !== undefined}
                    aria-label={`${one.workos} is mapped`}
                    title={confirmed ? `Marked ${confirmed.at}` : undefined}
                    onCheckedChange={(checked) =>
                      void edit(checked === true ? { do: 'confirm', item } : { do: 'withdraw-confirmation', item })
                    }
                  />
                </td>
                <th scope="row">
                  <code>{one.workos}</code>
                </th>
                <td>
                  {one.provider} {one.source === 'unconfirmed' && <Unconfirmed />}
                  {confirmed && (
                    <span className={styles.confirmedAt}>
                      set <When at={confirmed.at} />
                    </span>
                  )}
                </td>
                <td>
                  {one.claimName === null ? (
                    <span className={frame.quiet}>the provider cannot name it</span>
                  ) : (
                    <span className={styles.claim}>
                      <code>{one.claimName}</code>
                      <CopyButton text={one.claimName} what={`name for ${one.workos}`} iconOnly />
                    </span>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
