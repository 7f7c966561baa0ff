import type { OAuthCheckResult, OAuthSignInResult } from '../../../../shared/runs/oauth'
import styles from './oauth.module.css'

type Row = readonly [name: string, value: string | null]

/** What a provider says of itself. */
export function ProviderFacts({ result }: { result: OAuthCheckResult }) {
  const { issuer, authorizationEndpoint, tokenEndpoint, jwksUri, scopesSupported, keys, secretEndsAt } = result
  return (
    <Facts
      label="What the provider says"
      rows={[
        ['Issuer', issuer],
        ['Signs people in at', authorizationEndpoint],
        ['Gives out tokens at', tokenEndpoint],
        ['Keys', jwksUri],
        ...keys
          .slice(0, 10)
          .map(
            ({ kid, key, use }): Row => [
              'Key',
              [kid ?? 'without an ID', key, use].filter((one) => one !== null).join(', '),
            ],
          ),
        ['Scopes', scopesSupported === null ? null : scopesSupported.slice(0, 40).join(' ')],
        ['Client secret ends', secretEndsAt],
      ]}
    />
  )
}

/** Who signed in, by the ID token. */
export function TokenFacts({ result: { idToken } }: { result: OAuthSignInResult }) {
  if (idToken === null) return null
  return (
    <Facts
      label="The ID token"
      rows={[
        ...idToken.profile.map(({ name, value }): Row => [name, value]),
        ['Issued', idToken.issuedAt],
        ['Ends', idToken.expires],
        ['Claims', idToken.claims.join(', ')],
      ]}
    />
  )
}

function Facts({ label, rows }: { label: string; rows: readonly Row[] }) {
  const told = rows.filter((row): row is readonly [string, string] => row[1] !== null && row[1] !== '')
  if (told.length === 0) return null
  return (
    <dl className={styles.facts} aria-label={label}>
      {told.map(([name, value]) => (
        <div key={`${name} ${value}`}>
          <dt>{name}</dt>
          <dd>
            <code>{value}</code>
          </dd>
        </div>
      ))}
    </dl>
  )
}
