import { isValueName, valueWord } from '../../shared/catalog/values'
import { entryOf } from '../../shared/entry-of'
import type { Fix } from '../../shared/finding'
import type { Setup } from '../../shared/setup'
import type { SeenCertificate, WatchBook } from '../../shared/watch/book'
import { endingSecrets } from '../../shared/watch/ending-secrets'
import { bands, type End, judgeEnd } from '../../shared/watch/expiry'
import type { Note, WatchedKind } from '../../shared/watch/note'
import type { SetupRef, WatchRow } from '../../shared/watch/overview'
import { lifetimeOf, renewalKey, renewalOf } from '../../shared/watch/renewal'
import { metadataAddress, providerOrigins } from './addresses'
import { type CertificateValue, pastedCertificates } from './pasted-certificates'

/** A row before it is judged. */
type Found = Omit<WatchRow, 'band' | 'status' | 'daysLeft' | 'word' | 'sentence' | 'fix' | 'lifetime' | 'role'> & {
  entityId: string | null
  /** For signing certificates: whether the metadata has it, had it, or was never seen to have it. */
  published: 'now' | 'formerly' | 'elsewhere'
}

const certificateKinds: Readonly<Record<CertificateValue, WatchedKind>> = {
  x509_certificate: 'signing-certificate',
  ssl_certificate: 'client-certificate',
  sp_public_certificate: 'workos-certificate',
}

export interface JudgedRows {
  rows: WatchRow[]
  fixes: Record<string, Fix>
}

/**
 * Everything that ends, in all set-ups and notes, the most pressing first, and how each is renewed. `now` in milliseconds since
 * 1970, `zone` that in which days are counted. Pure.
 */
export function judgeRows(setups: readonly Setup[], book: WatchBook, now: number, zone: string): JudgedRows {
  const fixes: Record<string, Fix> = {}
  const found = [
    ...setups.flatMap((setup) => withRoles(rowsOfSetup(setup, book), now)),
    ...serverRows(setups, book).map(bare),
    ...book.notes.filter(({ value }) => value === null).map((note) => bare(noteRow(note, setups))),
  ]
  const rows = found.map((row): WatchRow => {
    const { entityId, published: _, ...seen } = row
    const subject = { kind: row.kind, slug: row.setup?.slug ?? null, entityId, value: row.value }
    const fix = renewalKey(subject)
    fixes[fix] ??= renewalOf(subject)
    return { ...seen, ...standingOf(row, now, zone), fix, lifetime: lifetimeOf(subject) }
  })
  return { rows: rows.sort(worstFirst), fixes }
}

function rowsOfSetup(setup: Setup, book: WatchBook): Found[] {
  return [...certificateRows(setup, book), ...documentRow(setup), ...secretRows(setup, book)]
}

const refOf = ({ id, slug, name, organization }: Setup): SetupRef => ({ id, slug, name, organization })

const blank = {
  others: 0,
  notBefore: null,
  heldByWorkos: null,
  readAt: null,
  address: null,
  sha256: null,
  value: null,
  noteId: null,
  entityId: null,
  published: 'elsewhere',
} as const

function certificateRows(setup: Setup, book: WatchBook): Found[] {
  const { metadata } = setup
  const look = book.metadata[setup.id]
  const address = metadataAddress(setup)
  const found = new Map<string, Found>()
  const add = (kind: WatchedKind, certificate: SeenCertificate, more: Partial<Found> & Pick<Found, 'from'>) => {
    const key = `${kind} ${certificate.sha256}`
    if (found.has(key)) return
    found.set(key, {
      ...blank,
      id: `${setup.id}.${kind}.${certificate.sha256.slice(0, 32)}`,
      kind,
      what: certificate.subject || 'A certificate without a subject',
      setup: refOf(setup),
      end: { kind: 'instant', at: certificate.notAfter },
      notBefore: certificate.notBefore,
      sha256: certificate.sha256,
      entityId: metadata?.entityId ?? null,
      ...more,
    })
  }
  const last = look?.url === address && look?.seen && look.seen.at >= (metadata?.at ?? '') ? look.seen : metadata
  for (const sighting of [last, metadata]) {
    for (const one of sighting?.certificates ?? []) {
      if (one.use === 'encryption' || !sighting) continue
      const published = sighting === last ? 'now' : 'formerly'
      add('signing-certificate', one, { from: sighting.from, readAt: sighting.at, address, published })
    }
  }
  for (const { value, at, certificate } of pastedCertificates(setup)) {
    const from = `“${valueWord(value).label}” of the set-up`
    add(certificateKinds[value], certificate, { from, readAt: at, value })
  }
  const held = setup.link?.connectionId ? entryOf(book.held, setup.link.connectionId) : undefined
  for (const one of held?.certificates ?? []) {
    add('signing-certificate', one, { from: 'the certificates WorkOS holds', readAt: held?.at ?? null })
  }
  const renewals = setup.link?.connectionId ? entryOf(book.renewals, setup.link.connectionId) : undefined
  for (const { type, endsAt } of renewals?.items ?? []) {
    const ofProvider = type === 'ResponseSigning'
    // The same certificate, where it is known otherwise.
    if (ofProvider && [...found.values()].some(({ end }) => sameDay(end, endsAt))) continue
    found.set(type, {
      ...blank,
      id: `${setup.id}.renewal.${type}`,
      kind: ofProvider ? 'signing-certificate' : 'workos-certificate',
      what: entryOf(renewalNames, type) ?? `A certificate that WorkOS calls ${type}`,
      setup: refOf(setup),
      end: { kind: 'instant', at: endsAt },
      from: 'an event of WorkOS that asks to renew it',
      readAt: renewals?.at ?? null,
      entityId: metadata?.entityId ?? null,
    })
  }
  const known = held && new Set(held.certificates.map(({ sha256 }) => sha256))
  return [...found.values()].map((row) =>
    known && row.kind === 'signing-certificate' && row.sha256 !== null
      ? { ...row, heldByWorkos: known.has(row.sha256) }
      : row,
  )
}

const renewalNames: Readonly<Record<string, string | undefined>> = {
  ResponseSigning: 'The signing certificate that WorkOS asks to renew',
  RequestSigning: 'The certificate with which WorkOS signs its requests',
  ResponseEncryption: 'The certificate with which responses are encrypted to WorkOS',
}

const sameDay = (end: End, at: string) => end.kind === 'instant' && end.at.slice(0, 10) === at.slice(0, 10)

function documentRow(setup: Setup): Found[] {
  const { metadata } = setup
  if (!metadata?.validUntil) return []
  return [
    {
      ...blank,
      id: `${setup.id}.metadata-document`,
      kind: 'metadata-document',
      what: metadata.entityId ?? metadata.from,
      setup: refOf(setup),
      end: { kind: 'instant', at: metadata.validUntil },
      from: metadata.from,
      readAt: metadata.at,
      address: metadataAddress(setup),
      entityId: metadata.entityId,
    },
  ]
}

function secretRows(setup: Setup, book: WatchBook): Found[] {
  const notes = new Map(
    book.notes.filter((note) => note.setupId === setup.id && note.value !== null).map((note) => [note.value, note]),
  )
  const names = new Set([
    ...Object.keys(endingSecrets).filter((name) => entryOf(setup.values, name)?.kind === 'secret'),
  ])
  for (const name of notes.keys()) if (name !== null) names.add(name)
  return [...names].map((name): Found => {
    const value = entryOf(setup.values, name)
    const kept = value?.kind === 'secret' ? value : null
    const note = notes.get(name)
    // What was noted of a secret that has been replaced since says nothing of the new one.
    const noted = note && (kept === null || note.at >= kept.at) ? note : undefined
    const label = isValueName(name) ? valueWord(name).label : (note?.label ?? name)
    return {
      ...blank,
      id: `${setup.id}.${name}`,
      kind: note?.kind ?? entryOf(endingSecrets, name) ?? 'other',
      what: kept === null ? label : `${label} that ends in ${kept.lastFour}`,
      setup: refOf(setup),
      end: noted?.end ?? { kind: 'unknown' },
      from: noted ? sayWho(noted) : note ? 'noted for a former one, which was replaced' : 'nobody has noted it yet',
      readAt: noted?.at ?? null,
      value: name,
      noteId: note?.id ?? null,
    }
  })
}

const sayWho = ({ by }: Note) => (by === 'person' ? 'noted by you' : 'read from the secret itself')

function noteRow(note: Note, setups: readonly Setup[]): Found {
  const setup = setups.find(({ id }) => id === note.setupId)
  return {
    ...blank,
    id: `note.${note.id}`,
    kind: note.kind,
    what: note.label,
    setup: setup ? refOf(setup) : null,
    end: note.end,
    from: sayWho(note),
    readAt: note.at,
    noteId: note.id,
  }
}

/** The certificates web servers of identity providers showed, each server once. */
function serverRows(setups: readonly Setup[], book: WatchBook): Found[] {
  const users = new Map<string, Setup[]>()
  for (const setup of setups) {
    for (const origin of providerOrigins(setup)) {
      if (Object.hasOwn(book.servers, origin)) users.set(origin, [...(users.get(origin) ?? []), setup])
    }
  }
  return [...users].flatMap(([origin, of]): Found[] => {
    const server = book.servers[origin]
    const [first] = of
    if (!server || !first) return []
    return [
      {
        ...blank,
        id: `server.${new URL(origin).host}`,
        kind: 'server-certificate',
        what: new URL(origin).host,
        setup: refOf(first),
        others: of.length - 1,
        end: { kind: 'instant', at: server.certificate.notAfter },
        notBefore: server.certificate.notBefore,
        sha256: server.certificate.sha256,
        from: origin,
        readAt: server.at,
        address: `${origin}/`,
      },
    ]
  })
}

type WithRole = Found & Pick<WatchRow, 'role'>
const bare = (row: Found): WithRole => ({ ...row, role: null })

/**
 * Tells the signing certificates of one identity provider apart. Which of several valid ones it signs with, nobody says: the elder
 * goes as the primary. One that has ended is left over only beside a valid one that is published, or where nothing is.
 */
function withRoles(rows: readonly Found[], now: number): WithRole[] {
  const signing = rows.filter(({ kind, published }) => kind === 'signing-certificate' && published !== 'formerly')
  const isPublished = signing.some(({ published }) => published === 'now')
  const lasting = signing
    .filter(({ end, published }) => !isPast(end, now) && (published === 'now' || !isPublished))
    .sort((one, other) => startOf(one) - startOf(other) || one.id.localeCompare(other.id))
  return rows.map((row): WithRole => {
    if (row.kind !== 'signing-certificate') return bare(row)
    if (row.published === 'formerly') return { ...row, role: 'former' }
    if (isPast(row.end, now)) return { ...row, role: lasting.length > 0 ? 'left-over' : null }
    if (lasting.length < 2 && signing.length < 2) return bare(row)
    if (!lasting.includes(row)) return bare(row)
    return { ...row, role: row === lasting[0] ? 'primary' : 'next' }
  })
}

const startOf = ({ notBefore }: Found) => Date.parse(notBefore ?? '') || 0
const isPast = (end: End, now: number) => end.kind === 'instant' && Date.parse(end.at) <= now

function standingOf(row: WithRole, now: number, zone: string) {
  const standing = judgeEnd(row.end, now, zone)
  if (row.role === 'left-over') return { ...standing, status: 'info' as const, word: 'Expired, left over' }
  if (row.role === 'former') return { ...standing, status: 'info' as const, word: 'No longer published' }
  const isEarly = row.notBefore !== null && Date.parse(row.notBefore) > now
  if (!isEarly || standing.band === 'expired') return standing
  return { ...standing, status: row.role === 'next' ? standing.status : ('warn' as const), word: 'Not yet valid' }
}

const isOutOfUse = ({ role }: WatchRow) => role === 'left-over' || role === 'former'

function worstFirst(one: WatchRow, other: WatchRow): number {
  return (
    bands.indexOf(one.band) - bands.indexOf(other.band) ||
    Number(isOutOfUse(one)) - Number(isOutOfUse(other)) ||
    (one.daysLeft ?? Number.MAX_SAFE_INTEGER) - (other.daysLeft ?? Number.MAX_SAFE_INTEGER) ||
    one.id.localeCompare(other.id)
  )
}
