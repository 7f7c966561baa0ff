import { summaries } from '../../catalog/derived'
import type { IntegrationSummary } from '../../catalog/summary'
import type { Protocol } from '../../catalog/terms'
import { entryOf } from '../../entry-of'

/** Types that stand for a catalog row under another name: other spellings, and variants without a guide of their own. */
const sameAs: Readonly<Record<string, string>> = {
  GithubOAuth: 'GitHubOAuth',
  VercelMarketplaceOAuth: 'VercelOAuth',
  rippling: 'rippling scim v2.0',
  'sftp workday': 'sftp',
}

const byType: ReadonlyMap<string, IntegrationSummary> = new Map(
  summaries.flatMap((row) =>
    [row.connectionType, row.directoryType].flatMap((type) => (type === null ? [] : [[type, row] as const])),
  ),
)

/** The catalog row of a connection's or directory's type as the WorkOS API names it; null when there is no guide for it. */
export function integrationOfType(type: string): IntegrationSummary | null {
  return byType.get(entryOf(sameAs, type) ?? type) ?? null
}

/** Whether a record of that type can belong to a set-up of the row. A row without types of its own fits everything. */
export function fitsIntegration(row: IntegrationSummary, type: string): boolean {
  if (row.connectionType === null && row.directoryType === null) return true
  return integrationOfType(type)?.slug === row.slug
}

const protocolEndings: ReadonlyArray<readonly [pattern: RegExp, protocol: Protocol]> = [
  [/SAML$/, 'saml'],
  [/oidc$/i, 'oidc'],
  [/OAuth$/, 'oauth'],
  [/scim v2\.0$/, 'scim'],
  [/^(sftp|s3)\b/, 'sftp'],
]

/** How a connection or directory of that type speaks; null where the type does not tell. */
export function protocolOfType(type: string): Protocol | null {
  return integrationOfType(type)?.protocol ?? protocolEndings.find(([ending]) => ending.test(type))?.[1] ?? null
}

const protocolWords: Readonly<Record<Protocol, string>> = {
  saml: 'SAML',
  oidc: 'OIDC',
  oauth: 'OAuth',
  scim: 'SCIM',
  'native-directory': 'directory',
  sftp: 'SFTP',
  framework: 'framework',
}

/** How a type is called on screen: provider and protocol where the catalog knows it, otherwise the API's own word. */
export function typeLabel(type: string): string {
  const row = integrationOfType(type)
  if (row === null) return type
  const protocol = protocolWords[row.protocol]
  return row.name === protocol ? protocol : `${row.name} ${protocol}`
}
