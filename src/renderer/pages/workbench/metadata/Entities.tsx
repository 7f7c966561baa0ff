import { Button, TextField } from '@radix-ui/themes'
import { useState } from 'react'
import type { Entity, MetadataInspectResult } from '../../../../shared/runs/metadata'
import { Certificate } from '../../../components/Certificate'
import { CopyValue } from '../../../components/CopyValue'
import { Exact } from '../../../components/Exact'
import { Field } from '../../../components/Field'
import { Tag } from '../../../components/Tag'
import { When } from '../../../components/When'
import styles from './metadata.module.css'

/** The entities of a document. A large aggregate comes as one page of them; a single one can be asked for by its ID. */
export function Entities({
  result,
  onEntity,
}: {
  result: MetadataInspectResult
  onEntity: (entityId: string) => void
}) {
  const [wanted, setWanted] = useState('')
  const [now] = useState(() => Date.now())
  const { entities, entityCount } = result
  return (
    <div className={styles.entities}>
      {entityCount > 1 && (
        <form
          className={styles.aggregate}
          onSubmit={(event) => {
            event.preventDefault()
            if (wanted.trim() !== '') onEntity(wanted.trim())
          }}
        >
          <p>
            The document holds {entityCount} entities
            {entities.length < entityCount && `, of which the first ${entities.length} are shown`}.
          </p>
          <Field label="Look at one entity">
            {(control) => (
              <div className={styles.line}>
                <TextField.Root
                  {...control}
                  className={styles.address}
                  value={wanted}
                  placeholder="Its entity ID"
                  spellCheck={false}
                  autoComplete="off"
                  onChange={(event) => setWanted(event.target.value)}
                />
                <Button type="submit" variant="soft" disabled={wanted.trim() === ''}>
                  Look
                </Button>
              </div>
            )}
          </Field>
        </form>
      )}
      {entities.map((entity, index) =>
        entities.length > shownInFull ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a faulty document may name the same entity twice
          <FoldedEntity key={index} entity={entity} now={now} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a faulty document may name the same entity twice
          <EntityCard key={index} entity={entity} now={now} />
        ),
      )}
    </div>
  )
}

/** More entities than this are folded: a page of fifty with all their certificates would keep the window busy. */
const shownInFull = 3

/** An entity by its ID and what it is; the rest is drawn when it is unfolded. */
function FoldedEntity({ entity, now }: { entity: Entity; now: number }) {
  const [open, setOpen] = useState(false)
  const { entityId, roles, certificates } = entity
  return (
    <details className={styles.folded} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <code>{entityId === null ? 'Entity without an ID' : <Exact text={entityId} />}</code>
        <span className={styles.quiet}>
          {roles.map((role) => role.replace(/Descriptor$/, '')).join(', ') || 'no roles'},{' '}
          {certificates.length === 1 ? '1 certificate' : `${certificates.length} certificates`}
        </span>
      </summary>
      {open && <EntityCard entity={entity} now={now} />}
    </details>
  )
}

function EntityCard({ entity, now }: { entity: Entity; now: number }) {
  const { entityId, roles, sso, certificates, validUntil } = entity
  return (
    <section className={styles.entity} aria-label={entityId ?? 'Entity without an ID'}>
      <dl className={styles.facts}>
        <dt>Entity ID</dt>
        <dd>{entityId === null ? <em>none</em> : <CopyValue value={entityId} what="entity ID" />}</dd>
        <dt>Roles</dt>
        <dd className={styles.roles}>
          {roles.length === 0 ? <em>none</em> : roles.map((role) => <Tag key={role}>{role}</Tag>)}
        </dd>
        {sso.map((endpoint) => (
          <div key={`${endpoint.binding} ${endpoint.location}`} className={styles.pair}>
            <dt>
              Single sign-on
              <br />
              <span title={endpoint.binding}>{shortBinding(endpoint.binding)}</span>
            </dt>
            <dd>
              <CopyValue value={endpoint.location} what="SSO URL" />
            </dd>
          </div>
        ))}
        {validUntil && (
          <>
            <dt>Valid until</dt>
            <dd>
              <When at={validUntil} />
            </dd>
          </>
        )}
      </dl>
      {certificates.length > 0 && (
        <>
          <h3 className={styles.smallTitle}>
            {certificates.length === 1 ? '1 certificate' : `${certificates.length} certificates`}
          </h3>
          <div className={styles.certificates}>
            {certificates.map((certificate, index) => (
              <Certificate
                // biome-ignore lint/suspicious/noArrayIndexKey: a document may publish the same certificate twice
                key={`${certificate.sha256} ${certificate.use} ${index}`}
                certificate={certificate}
                now={now}
              />
            ))}
          </div>
        </>
      )}
    </section>
  )
}

/** The last part of a binding's URN: HTTP-POST, HTTP-Redirect. */
const shortBinding = (binding: string): string => binding.split(':').at(-1) ?? binding
