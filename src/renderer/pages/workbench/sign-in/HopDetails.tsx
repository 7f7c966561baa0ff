import { Button } from '@radix-ui/themes'
import { useState } from 'react'
import { nameIdFormats } from '../../../../shared/saml/nameid-formats'
import type { Hop, RequestFacts } from '../../../../shared/sign-in/trace'
import { useCall } from '../../../bridge/use-call'
import { CopyValue } from '../../../components/CopyValue'
import { XmlView } from '../../../components/xml/XmlView'
import styles from './sign-in.module.css'

/** What is known of one step: its address, its fields, and the message it carries. */
export function HopDetails({ hop, signInId }: { hop: Hop; signInId: string }) {
  const { address, parameters, message, redirectsTo, inFrame, at, failure } = hop
  return (
    <div className={styles.hop}>
      <dl className={styles.facts}>
        <dt>Address</dt>
        <dd>
          <CopyValue value={address} what="address" />
        </dd>
        <dt>When</dt>
        <dd>{at}</dd>
        {redirectsTo !== null && (
          <>
            <dt>Redirects to</dt>
            <dd>{redirectsTo}</dd>
          </>
        )}
        {failure !== null && (
          <>
            <dt>Failed with</dt>
            <dd>
              <code>{failure}</code>
            </dd>
          </>
        )}
        {inFrame && (
          <>
            <dt>Where</dt>
            <dd>in a frame of the page</dd>
          </>
        )}
      </dl>
      {parameters.length > 0 && <Parameters parameters={parameters} />}
      {message?.request && <Request facts={message.request} />}
      {message?.unreadable && <p className={styles.quiet}>It cannot be read. {message.unreadable}</p>}
      {message && !message.unreadable && <MessageText hop={hop} signInId={signInId} />}
    </div>
  )
}

function Parameters({ parameters }: { parameters: Hop['parameters'] }) {
  return (
    <div className={styles.tableFrame}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">In</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {parameters.map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a form may name a field twice
            <tr key={index}>
              <th scope="row">
                <code>{one.name}</code>
              </th>
              <td>{one.in === 'query' ? 'address' : one.in}</td>
              <td>
                {one.value === null ? (
                  <span className={styles.quiet}>
                    {/^SAML(Request|Response)$/.test(one.name) ? 'shown below' : 'not recorded'}
                  </span>
                ) : (
                  <code className={styles.text}>{one.value}</code>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Request({ facts }: { facts: RequestFacts }) {
  const format = facts.nameIdFormat
  const rows: ReadonlyArray<readonly [string, string | null]> = [
    ['ACS URL', facts.acsUrl],
    ['SP entity ID', facts.spEntityId],
    ['Destination', facts.destination],
    ['Request ID', facts.id],
  ]
  return (
    <dl className={styles.facts}>
      {rows.map(([name, value]) => (
        <div key={name} className={styles.pair}>
          <dt>{name}</dt>
          <dd>{value === null ? <em>none</em> : <CopyValue value={value} what={name} />}</dd>
        </div>
      ))}
      <dt>NameID format</dt>
      <dd title={format ?? undefined}>{format === null ? <em>none</em> : (nameIdFormats[format]?.name ?? format)}</dd>
      <dt>Asks for</dt>
      <dd>{facts.forceAuthn ? 'signing in again (ForceAuthn)' : 'a sign-in, also from an open session'}</dd>
      <dt>Signed</dt>
      <dd>{facts.signed ? 'in the message' : 'not in the message'}</dd>
    </dl>
  )
}

function MessageText({ hop, signInId }: { hop: Hop; signInId: string }) {
  const [open, setOpen] = useState(false)
  const found = useCall('signIn.message', open ? { id: signInId, hop: hop.index } : 'off')
  const label = hop.message?.parameter === 'SAMLRequest' ? 'SAML request' : 'SAML response'
  if (!open) {
    return (
      <div>
        <Button size="1" variant="soft" color="gray" onClick={() => setOpen(true)}>
          Show the {label}
        </Button>
      </div>
    )
  }
  if (found.waiting) return null
  if (!found.value) return <p className={styles.quiet}>Its text is not kept.</p>
  return (
    <div className={hop.message?.parameter === 'SAMLRequest' ? styles.shortText : styles.longText}>
      <XmlView
        text={found.value.text}
        wellFormed={found.value.complete}
        label={label}
        findings={[]}
        note={found.value.complete ? null : 'Only the beginning is shown.'}
      />
    </div>
  )
}
