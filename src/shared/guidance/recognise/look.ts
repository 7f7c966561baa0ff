import type { Integration } from '../../catalog/schema'
import { type ValueName, valueWord } from '../../catalog/values'
import { handoversOf } from '../handovers'
import { readAddress } from './address'
import type { Note } from './against'
import { clean } from './clean'
import { readDocument } from './documents'
import type { PastedKind, Sight } from './kinds'
import { readPem } from './pem'
import { type Surroundings, sightOf } from './sight'
import { accepts, type Slot } from './slots'

/** More than any value but a document has. */
const longestLine = 20_000

/** Told by how they begin, so that nothing may be cleaned off before. */
const wholes: ReadonlySet<PastedKind> = new Set(['command', 'distinguished-name', 'fingerprint', 'file-path'])

const fileName = /^[^\\/:*?"<>|\r\n]{1,120}\.(xml|cer|crt|pem|der|p7b|pfx|p12|key|p8|pub|json|csv|txt|zip)$/i

/** What was seen in a paste, before it is decided what becomes of it. */
export interface Seen {
  sight: Sight
  text: string
  said: readonly string[]
  /** Why it cannot be used although its kind is right. */
  defect: string | null
  holdsSecret: boolean
  notes: readonly Note[]
}

/** Reads a paste as the field it was pasted into would take it. */
export function look(
  pasted: string,
  row: Integration,
  slot: ValueName,
  takes: Slot,
  values: Readonly<Record<string, string>>,
): Seen {
  const takesKind = (kind: PastedKind) => accepts(takes, slot, kind, row.workos.connectionType)
  const takesCertificate = takesKind('certificate') && takes.accepts !== 'anything'
  const none = { said: [], defect: null, holdsSecret: false, notes: [] }
  const pem = readPem(pasted)
  if (pem) {
    const leavesKeyOut = pem.hasPrivateKey && pem.certificates > 0 && takesCertificate
    const kind = leavesKeyOut ? 'certificate' : pem.is
    const wantsCertificate = kind === 'certificate' && takesCertificate
    return {
      sight: { kind },
      text: wantsCertificate ? pem.cleaned : pasted.trim(),
      said: wantsCertificate ? pem.cleanings : [],
      defect: wantsCertificate ? pem.defect : null,
      holdsSecret: pem.hasPrivateKey,
      notes: certificateNotes(pem.certificates, leavesKeyOut),
    }
  }
  const document = readDocument(pasted)
  if (document) return { ...none, sight: document, text: takes.cleaning === 'document' ? pasted.trim() : pasted }
  if (pasted.length > longestLine)
    return { ...none, sight: { kind: 'text' }, text: pasted, defect: sizeOf(pasted.length) }
  const around = surroundings(row, values)
  const asItStands = sightOf(pasted.trim(), around)
  if (takes.cleaning === 'document' && fileName.test(pasted.trim()))
    return { ...none, sight: { kind: 'file-path' }, text: pasted.trim() }
  if (wholes.has(asItStands.kind)) return { ...none, sight: asItStands, text: pasted.trim() }
  if (takes.cleaning === 'document') return { ...none, ...ofText(pasted, around) }

  const cleaned = clean(pasted, takes.cleaning, labelsOf(row, slot))
  let sight = sightOf(cleaned.text, around)
  if (slot === 'sp_entity_id' && sight.kind === 'url' && /^https?:\/\/[^/]+\/[A-Za-z0-9]{16,64}\/?$/.test(cleaned.text))
    sight = { kind: 'sp-entity-id' }
  if (!takesKind(sight.kind)) {
    const picked = pickOut(pasted, takesKind, around)
    if (picked) return { ...none, sight: picked.sight, text: picked.text, said: ['taken out of the text around it'] }
  }
  return { ...none, sight, text: cleaned.text, said: cleaned.said }
}

function ofText(pasted: string, around: Surroundings): { sight: Sight; text: string; said: string[] } {
  const trimmed = pasted.trim()
  const whole = /^(ssh-|ecdsa-)/.test(trimmed)
    ? trimmed.replace(/\s*\n\s*/g, (_, at: number) => (at < 30 ? ' ' : ''))
    : trimmed
  const cleaned = clean(whole, 'address', [])
  const sight = sightOf(cleaned.text, around)
  const said =
    sight.kind === 'ssh-public-key' && whole !== trimmed ? ['the line breaks removed: the key is one line'] : []
  return { sight, text: sight.kind === 'ssh-public-key' ? whole : trimmed, said }
}

/** The one part of a longer text that the field takes, when there is exactly one. */
function pickOut(
  text: string,
  takesKind: (kind: PastedKind) => boolean,
  around: Surroundings,
): { text: string; sight: Sight } | null {
  const parts = text.split(/[\s"'<>“”]+/).filter((part) => part.length > 7)
  if (parts.length < 2 || parts.length > 400) return null
  const found = new Map<string, Sight>()
  for (const part of parts) {
    const bare = part.replace(/[.,;:)\]]+$/, '')
    const sight = sightOf(bare, around)
    const isTelling =
      sight.kind !== 'opaque' && sight.kind !== 'domain' && sight.kind !== 'number' && sight.kind !== 'url'
    if (isTelling && takesKind(sight.kind)) found.set(bare, sight)
  }
  const [only] = found
  return found.size === 1 && only ? { text: only[0], sight: only[1] } : null
}

function surroundings(row: Integration, values: Readonly<Record<string, string>>): Surroundings {
  const acs = readAddress(values.acs_url ?? '')
  return {
    acsKey: /\/sso\/saml\/acs\/([^/]+)/.exec(acs?.path ?? '')?.[1] ?? null,
    acsHost: acs?.host ?? null,
    connectionType: row.workos.connectionType,
  }
}

function labelsOf(row: Integration, slot: ValueName): string[] {
  const fields = handoversOf(row, slot).map(({ field }) => field)
  return [...fields, ...fields.map((field) => field.replace(/\s*\(.*$/, '')), valueWord(slot).label]
}

function certificateNotes(count: number, leavesKeyOut: boolean): Note[] {
  const notes: Note[] = []
  if (leavesKeyOut)
    notes.push({
      tone: 'warn',
      text: 'The paste held a private key as well. Signpost has not kept it. A private key must never leave its system; if it has been sent around, replace it.',
    })
  if (count > 1)
    notes.push({
      tone: 'info',
      text: `There are ${count} certificates in it. WorkOS needs the one the assertions are signed with, which is mostly the first.`,
    })
  return notes
}

function sizeOf(characters: number): string {
  return `It has ${sizes(characters)} characters, far more than any such value.`
}

/** A number with its thousands set apart. */
export const sizes = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ' ')
