import type { ClockSource } from '../../shared/runs/clock'
import type { Setup } from '../../shared/setup'
import type { Renewal, SeenCertificate, WatchBook } from '../../shared/watch/book'
import type { Note, NoteDraft } from '../../shared/watch/note'
import type { Swept } from '../../shared/watch/overview'
import type { MetadataSeen } from './watched'

/** How the book changes with what was seen. Pure; `at` is ISO 8601. */

const mostServers = 2000
const mostClocks = 200
const mostTold = 5000

export function withMetadata(book: WatchBook, setupId: string, url: string, look: MetadataSeen, at: string): WatchBook {
  const before = book.metadata[setupId]
  const known = before?.url === url ? before : undefined
  const next =
    'seen' in look
      ? { url, at, seen: { ...look.seen, at }, trouble: null, failures: 0 }
      : {
          url,
          at,
          seen: known?.seen ?? null,
          trouble: look.trouble.slice(0, 2000),
          failures: (known?.failures ?? 0) + 1,
        }
  return { ...book, metadata: { ...book.metadata, [setupId]: next } }
}

export function withHeld(
  book: WatchBook,
  connectionId: string,
  certificates: readonly SeenCertificate[],
  at: string,
): WatchBook {
  const kept = certificates.slice(0, 20).map(({ subject, sha256, notBefore, notAfter }) => ({
    subject: subject.slice(0, 2000),
    sha256,
    notBefore,
    notAfter,
  }))
  return { ...book, held: { ...book.held, [connectionId]: { at, certificates: kept } } }
}

export function withRenewals(book: WatchBook, connectionId: string, items: readonly Renewal[], at: string): WatchBook {
  return { ...book, renewals: { ...book.renewals, [connectionId]: { at, items: items.slice(0, 10) } } }
}

export function withServer(book: WatchBook, origin: string, certificate: SeenCertificate, at: string): WatchBook {
  const { subject, sha256, notBefore, notAfter } = certificate
  const seen = { subject: subject.slice(0, 2000), sha256, notBefore, notAfter }
  return { ...book, servers: latest({ ...book.servers, [origin]: { at, certificate: seen } }, mostServers) }
}

export function withClocks(book: WatchBook, sources: readonly ClockSource[], at: string): WatchBook {
  const read = sources
    .filter(({ kind }) => kind !== 'message')
    .map((source) => [source.source, { ...source, at }] as const)
  return read.length === 0
    ? book
    : { ...book, clocks: latest({ ...book.clocks, ...Object.fromEntries(read) }, mostClocks) }
}

export const withSwept = (book: WatchBook, swept: Swept): WatchBook => ({ ...book, swept })

export function withTold(book: WatchBook, keys: readonly string[], at: string): WatchBook {
  const entries = [...Object.entries(book.told), ...keys.map((key) => [key, at] as const)]
  return { ...book, told: Object.fromEntries(entries.slice(-mostTold)) }
}

/** Takes a note in. It replaces the one with its id, and one about the same value of the same set-up. */
export function withNote(book: WatchBook, draft: NoteDraft, by: Note['by'], newId: string, at: string): WatchBook {
  const sameValue = (note: Note) => draft.value !== null && note.setupId === draft.setupId && note.value === draft.value
  const before = book.notes.find((note) => note.id === draft.id || sameValue(note))
  const note: Note = { ...draft, id: before?.id ?? draft.id ?? newId, by, at }
  return { ...book, notes: [...book.notes.filter((one) => one !== before && !sameValue(one)), note] }
}

export const withoutNote = (book: WatchBook, id: string): WatchBook => ({
  ...book,
  notes: book.notes.filter((note) => note.id !== id),
})

/** Leaves out what belongs to set-ups that are gone, those in the bin included: what was seen can be seen again, notes stay. */
export function withoutGone(book: WatchBook, setups: readonly Setup[]): WatchBook {
  const there = new Set(setups.map(({ id }) => id))
  const tied = new Set(setups.map(({ link }) => link?.connectionId))
  const metadata = Object.entries(book.metadata).filter(([id]) => there.has(id))
  const held = Object.entries(book.held).filter(([id]) => tied.has(id))
  const renewals = Object.entries(book.renewals).filter(([id]) => tied.has(id))
  const isSame =
    metadata.length === Object.keys(book.metadata).length &&
    held.length === Object.keys(book.held).length &&
    renewals.length === Object.keys(book.renewals).length
  if (isSame) return book
  return {
    ...book,
    metadata: Object.fromEntries(metadata),
    held: Object.fromEntries(held),
    renewals: Object.fromEntries(renewals),
  }
}

/** The entries seen last, at most so many. */
function latest<T extends { at: string }>(entries: Record<string, T>, most: number): Record<string, T> {
  const all = Object.entries(entries)
  if (all.length <= most) return entries
  return Object.fromEntries(all.sort(([, one], [, other]) => other.at.localeCompare(one.at)).slice(0, most))
}
