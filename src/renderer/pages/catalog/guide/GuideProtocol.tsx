import type { Integration } from '../../../../shared/catalog/schema'
import { CopyButton } from '../../../components/CopyButton'
import { CopyValue } from '../../../components/CopyValue'
import styles from './guide.module.css'
import { Section } from './Section'
import { SourceRef } from './SourceRef'

/** What is particular to the provider's OAuth, OIDC or SCIM. */
export function GuideProtocol({ guide }: { guide: Integration }) {
  const { oauth, scim, discoveryUrlPattern, factSources } = guide
  if (!oauth && !scim && !discoveryUrlPattern) return null
  const addresses: ReadonlyArray<readonly [label: string, field: string, address: string | null | undefined]> = [
    ['Discovery document', 'discoveryUrlPattern', discoveryUrlPattern],
    ['Authorization endpoint', 'oauth.authorizeUrl', oauth?.authorizeUrl],
    ['Token endpoint', 'oauth.tokenUrl', oauth?.tokenUrl],
  ]
  return (
    <Section id="protocol" title={`${protocolName(guide)} details`}>
      <dl className={styles.plainFacts}>
        {addresses.map(
          ([label, field, address]) =>
            address && (
              <div key={field} className={styles.fact}>
                <dt>
                  {label} <SourceRef source={factSources[field]} />
                </dt>
                <dd>
                  <CopyValue value={address} what={label} />
                </dd>
              </div>
            ),
        )}
        {oauth && oauth.scopes.length > 0 && (
          <div className={styles.fact}>
            <dt>
              Scopes <SourceRef source={factSources['oauth.scopes']} />
            </dt>
            <dd className={styles.scopes}>
              {oauth.scopes.map((scope) => (
                <code key={scope} className={styles.scope}>
                  {scope}
                </code>
              ))}
              <CopyButton text={oauth.scopes.join(' ')} what="scopes" />
            </dd>
          </div>
        )}
        {oauth?.redirectUriRules && (
          <div className={styles.fact}>
            <dt>
              Redirect URI rules <SourceRef source={factSources['oauth.redirectUriRules']} />
            </dt>
            <dd>{oauth.redirectUriRules}</dd>
          </div>
        )}
        {scim && (
          <>
            <div className={styles.fact}>
              <dt>Endpoint goes into</dt>
              <dd>
                <CopyValue value={scim.baseUrlLabel} what="field label of the endpoint" prose />
              </dd>
            </div>
            <div className={styles.fact}>
              <dt>Bearer token goes into</dt>
              <dd>
                <CopyValue value={scim.tokenLabel} what="field label of the bearer token" prose />
              </dd>
            </div>
            <div className={styles.fact}>
              <dt>Authorization</dt>
              <dd>
                <code>Authorization: {scim.authHeader} …</code>
              </dd>
            </div>
            <div className={styles.fact}>
              <dt>
                Actions to switch on <SourceRef source={factSources['scim.actions']} />
              </dt>
              <dd>
                <ul className={styles.bullets}>
                  {scim.actions.map((action) => (
                    <li key={action}>{action}</li>
                  ))}
                </ul>
              </dd>
            </div>
            {scim.quirks.length > 0 && (
              <div className={styles.fact}>
                <dt>Good to know</dt>
                <dd>
                  <ul className={styles.bullets}>
                    {scim.quirks.map(({ quirk, source }) => (
                      <li key={quirk}>
                        {quirk} <SourceRef source={source} />
                      </li>
                    ))}
                  </ul>
                </dd>
              </div>
            )}
          </>
        )}
      </dl>
      {oauth && oauth.errorCodes.length > 0 && (
        <div className={styles.tableFrame}>
          <table className={styles.table}>
            <caption className={styles.caption}>Error codes of the provider</caption>
            <thead>
              <tr>
                <th scope="col">Code</th>
                <th scope="col">Seen</th>
                <th scope="col">Meaning</th>
              </tr>
            </thead>
            <tbody>
              {oauth.errorCodes.map((one) => (
                <tr key={`${one.code} ${one.where}`}>
                  <th scope="row">
                    <code>{one.code}</code>
                  </th>
                  <td>{one.where}</td>
                  <td>
                    {one.meaning} <SourceRef source={one.source} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  )
}

function protocolName({ scim, oauth, type }: Integration): string {
  if (scim) return 'SCIM'
  return oauth && type !== 'OIDC' ? 'OAuth' : 'OIDC'
}
