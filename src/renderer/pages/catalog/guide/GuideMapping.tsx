import type { Integration } from '../../../../shared/catalog/schema'
import { CopyButton } from '../../../components/CopyButton'
import styles from './guide.module.css'
import { Section } from './Section'
import { SourceRef } from './SourceRef'

const emitted: Partial<Record<Integration['type'], string>> = {
  SAML: 'SAML attribute to send',
  OIDC: 'OIDC claim',
  SCIM: 'SCIM attribute',
  OAuth: 'Profile field',
}

/** Which attribute of the provider fills which attribute of the WorkOS profile, and under which name it has to be sent. */
export function GuideMapping({ guide }: { guide: Integration }) {
  const { attributeMapping, nameId, groups, factSources } = guide
  if (attributeMapping.length === 0 && !nameId && !groups) return null
  return (
    <Section id="attributes" title="Attributes">
      {attributeMapping.length > 0 && (
        <div className={styles.tableFrame}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">In WorkOS</th>
                <th scope="col">At the provider</th>
                <th scope="col">{emitted[guide.type] ?? 'Name to send'}</th>
              </tr>
            </thead>
            <tbody>
              {attributeMapping.map((one) => (
                <tr key={one.workos}>
                  <th scope="row">
                    <code>{one.workos}</code>
                  </th>
                  <td>
                    {one.provider} <SourceRef source={one.source} />
                  </td>
                  <td>
                    {one.claimName === null ? (
                      <span className={styles.quiet}>the provider cannot name it</span>
                    ) : (
                      <span className={styles.claim}>
                        <code>{one.claimName}</code>
                        <CopyButton text={one.claimName} what={`name for ${one.workos}`} iconOnly />
                      </span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {(nameId || groups) && (
        <dl className={styles.plainFacts}>
          {nameId?.format && (
            <>
              <dt>NameID format</dt>
              <dd>
                <span className={styles.claim}>
                  <code>{nameId.format}</code>
                  <CopyButton text={nameId.format} what="NameID format" iconOnly />
                </span>
                <SourceRef source={factSources.nameId ?? factSources['nameId.format']} />
              </dd>
            </>
          )}
          {nameId?.source && (
            <>
              <dt>NameID comes from</dt>
              <dd>
                {nameId.source} <SourceRef source={factSources['nameId.source']} />
              </dd>
            </>
          )}
          {groups && (
            <>
              <dt>Groups</dt>
              <dd>
                {groups} <SourceRef source={factSources.groups} />
              </dd>
            </>
          )}
        </dl>
      )}
    </Section>
  )
}
