import type { CheckId } from '../../shared/checks'
import type { Comparison, Evidence, Finding, Fix, Place, Status } from '../../shared/finding'

type MetadataCheck = Extract<CheckId, `metadata.${string}`> extends `metadata.${infer Name}` ? Name : never

interface Details {
  evidence?: Evidence[]
  fix?: Fix
  compared?: Comparison
  place?: Place
}

/** A finding of this subject, by the part of its check id behind the dot. */
export function finding(check: MetadataCheck, status: Status, summary: string, details: Details = {}): Finding {
  const { evidence = [], ...rest } = details
  return { id: `metadata.${check}`, status, summary, evidence, ...rest }
}

/** Where something stands, for evidence: `metadata.xml, line 12`. */
export const inLine = (document: string, { line }: Place): string => `${document}, line ${line}`

/** Text of a stranger's document, short enough for a sentence. Screens and terminals escape it themselves. */
export function clipped(text: string, length = 120): string {
  return text.length > length ? `${text.slice(0, length)}…` : text
}

/** A day as people write it in both zones' neutral form: `2027-01-31`. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** A number of whole days as words. */
export const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`

/** How far ahead whole days are: `in 12 days`. */
export const inDays = (count: number): string => (count < 1 ? 'within a day' : `in ${days(count)}`)

/** How long ago whole days were: `12 days ago`. */
export const daysAgo = (count: number): string => (count < 1 ? 'less than a day ago' : `${days(count)} ago`)
