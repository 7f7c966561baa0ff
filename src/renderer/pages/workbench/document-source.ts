import type { FileTicket } from '../../../shared/contract'
import type { DocumentSource } from '../../../shared/runs/document'

/** Past this a text field would stall the window, so a long paste is held beside it. */
export const longPaste = 200_000
const units = ['bytes', 'KB', 'MB'] as const

/** A size in the largest unit it fills. */
export function sizeOf(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024)))
  const amount = bytes / 1024 ** power
  return `${power === 0 ? amount : amount.toFixed(amount < 10 ? 1 : 0)} ${units[power]}`
}

/** How a source is named in the list of the last ones. Pasted text is not kept, so it has no name. */
export function nameOf(source: DocumentSource): string | null {
  return source.kind === 'url' ? source.url : source.kind === 'file' ? source.name : null
}

const mostRecent = 6

/** The list of the last sources with one more at its head. */
export function withRecent(recent: readonly DocumentSource[], source: DocumentSource): DocumentSource[] {
  const name = nameOf(source)
  if (name === null) return [...recent]
  return [source, ...recent.filter((one) => nameOf(one) !== name)].slice(0, mostRecent)
}

/** A file that was opened or dropped, as a source. */
export const fileSource = ({ ticket, name }: FileTicket): DocumentSource => ({ kind: 'file', ticket, name })

/** A document as a field of a larger form holds it: an address being typed, or something in its place. */
export interface HeldDocument {
  url: string
  /** A file or text; counts before the address. */
  document: Exclude<DocumentSource, { kind: 'url' }> | null
}

export const noDocument: HeldDocument = { url: '', document: null }

/** What the field holds as a source; null for nothing. */
export function sourceOf({ url, document }: HeldDocument): DocumentSource | null {
  if (document) return document
  return url.trim() === '' ? null : { kind: 'url', url: url.trim() }
}
