import type { Owner } from '../../finding'
import type { CauseId } from '../../verdict'

/** Who says it. */
export const errorProducts = [
  'WorkOS',
  'Microsoft Entra ID',
  'AD FS',
  'Google',
  'Okta',
  'PingOne',
  'PingFederate',
  'OneLogin',
  'GitHub',
  'GitLab',
  'Slack',
  'LinkedIn',
  'Salesforce',
  'Xero',
  'Intuit',
  'Apple',
  'Vercel',
  'OAuth 2.0',
  'SCIM',
] as const
export type ErrorProduct = (typeof errorProducts)[number]

/** One code or message: what it means, what it comes from, and what to do about it. */
export interface ErrorEntry {
  product: ErrorProduct
  /** As it is shown: `AADSTS50011`, `MSIS7007`, `Event 364`, `redirect_uri_mismatch`, or the sentence of a page. */
  code: string
  /** Other forms in which the same is met: a symbolic name, the words beside the code. */
  alsoSeenAs: readonly string[]
  /** Where it is seen. */
  seen: string
  meaning: string
  /** The leaves of the troubleshooting tree it can come from, the likeliest first. Empty: it is none of them. */
  causes: readonly CauseId[]
  /** What to do. */
  fix: string
  /** Menu path and field label, where the fix has one. */
  where?: string
  owner: Owner
  source: string
}

/** What the entries of one table have in common. */
export type Common = Pick<ErrorEntry, 'product' | 'seen' | 'source'> & Partial<Pick<ErrorEntry, 'owner'>>

/** One row of a table: only what differs from the entries around it. */
export type Row = Omit<ErrorEntry, 'product' | 'seen' | 'source' | 'owner' | 'alsoSeenAs' | 'causes'> &
  Partial<Pick<ErrorEntry, 'seen' | 'source' | 'owner' | 'alsoSeenAs' | 'causes'>>

/** Fills in what the rows of a table share. */
export function table(common: Common, rows: readonly Row[]): readonly ErrorEntry[] {
  return rows.map((row) => ({ owner: 'idp-admin', alsoSeenAs: [], causes: [], ...common, ...row }))
}
