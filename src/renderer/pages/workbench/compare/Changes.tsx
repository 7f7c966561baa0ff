import { type ReactNode, useState } from 'react'
import type { Certificate as CertificateFacts, Endpoint, MetadataCompareResult } from '../../../../shared/runs/metadata'
import { Callout, type Tone } from '../../../components/Callout'
import { Certificate } from '../../../components/Certificate'
import { CopyValue } from '../../../components/CopyValue'
import { Tag } from '../../../components/Tag'
import styles from './compare.module.css'

type Needed = MetadataCompareResult['workos']['needed']

const verdicts: Readonly<Record<Needed, readonly [Tone, string]>> = {
  now: ['fail', 'WorkOS must be given the new metadata now.'],
  'before-rollover': ['warn', 'WorkOS must be given the new metadata before the identity provider changes over.'],
  no: ['pass', 'WorkOS need not be given the new metadata.'],
}

const changes = ['added', 'removed', 'kept'] as const
type Change = (typeof changes)[number]
const names: Readonly<Record<Change, string>> = { added: 'Added', removed: 'Removed', kept: 'Kept' }

/** The verdict, the findings, then everything side by side: what came, what went, what stayed. */
export function Changes({ result, findings }: { result: MetadataCompareResult; findings: ReactNode }) {
  const { entityId, endpoints, certificates, workos } = result
  const [tone, title] = verdicts[workos.needed]
  const [now] = useState(() => Date.now())
  return (
    <>
      <Callout tone={tone} title={title}>
        {workos.reasons.length > 0 && workos.reasons.map((reason) => <p key={reason}>{reason}</p>)}
      </Callout>
      {findings}
      <h3 className={styles.title}>Entity ID</h3>
      <dl className={styles.list}>
        {entityId.changed ? (
          <>
            <Row change="removed" key="old">
              {entityId.old === null ? <em>none</em> : <CopyValue value={entityId.old} what="former entity ID" />}
            </Row>
            <Row change="added" key="new">
              {entityId.new === null ? <em>none</em> : <CopyValue value={entityId.new} what="new entity ID" />}
            </Row>
          </>
        ) : (
          <Row change="kept">
            {entityId.new === null ? <em>none</em> : <CopyValue value={entityId.new} what="entity ID" />}
          </Row>
        )}
      </dl>
      <h3 className={styles.title}>Addresses for sign-on</h3>
      <Endpoints endpoints={endpoints} />
      <h3 className={styles.title}>Certificates</h3>
      <div className={styles.certificates}>
        {changes.flatMap((change) =>
          certificates[change].map((certificate) => (
            <section key={`${change} ${certificate.sha256} ${certificate.use}`} className={styles.certificate}>
              <ChangeTag change={change} />
              <Certificate certificate={certificate} now={now} said={meaningOf(change, certificate)} />
            </section>
          )),
        )}
      </div>
    </>
  )
}

function Endpoints({ endpoints }: { endpoints: Readonly<Record<Change, readonly Endpoint[]>> }) {
  const rows = changes.flatMap((change) => endpoints[change].map((endpoint) => ({ change, endpoint })))
  if (rows.length === 0) return <p className={styles.quiet}>Neither document names one.</p>
  return (
    <dl className={styles.list}>
      {rows.map(({ change, endpoint: { binding, location } }) => (
        <Row key={`${change} ${binding} ${location}`} change={change}>
          <CopyValue value={location} what="SSO URL" />
          <span className={styles.quiet} title={binding}>
            {binding.split(':').at(-1)}
          </span>
        </Row>
      ))}
    </dl>
  )
}

function Row({ change, children }: { change: Change; children: ReactNode }) {
  return (
    <>
      <dt>
        <ChangeTag change={change} />
      </dt>
      <dd>{children}</dd>
    </>
  )
}

function ChangeTag({ change }: { change: Change }) {
  return (
    <span className={styles.change} data-change={change}>
      <Tag strong={change !== 'kept'}>{names[change]}</Tag>
    </span>
  )
}

function meaningOf(change: Change, { use }: CertificateFacts): string | undefined {
  if (change === 'kept') return undefined
  if (use === 'encryption') return 'For encryption to the identity provider; WorkOS does not verify with it.'
  return change === 'added' ? 'WorkOS does not know it yet.' : 'The identity provider no longer publishes it.'
}
