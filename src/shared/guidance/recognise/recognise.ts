import type { Integration } from '../../catalog/schema'
import type { Side } from '../../catalog/terms'
import { type ValueName, valueMeaning, valueWord } from '../../catalog/values'
import { type Handover, handoversOf, sideOf } from '../handovers'
import { reachOf, readAddress } from './address'
import { adjusted } from './adjust'
import { type Note, notesOn } from './against'
import { providerForms } from './credentials'
import { type Home, kindWord, type PastedKind, type Sight } from './kinds'
import { look, type Seen, sizes } from './look'
import { type Refusal, refusalFor } from './refusals'
import { accepts, type Slot, slotFor } from './slots'

/** Where something was pasted, and what the set-up already knows. */
export interface Pasting {
  row: Integration
  slot: ValueName
  /** The set-up's other values in plain text, by name. */
  values: Readonly<Record<string, string>>
  /** The kind of the WorkOS environment the set-up is tied to. */
  environment?: 'staging' | 'production' | null
}

export type PasteVerdict =
  | { as: 'nothing' }
  | { as: 'fits' }
  /** Fits once cleaned; `said` names each thing that was taken off or made. */
  | { as: 'cleaned'; said: readonly string[] }
  /** A good value in the wrong box. `to` is empty when no field of this set-up takes it. */
  | { as: 'elsewhere'; to: readonly Handover[] }
  | { as: 'refused'; why: string; remedy: string }

export interface Recognition {
  kind: PastedKind
  /** One sentence that says what it is and what becomes of it. */
  summary: string
  verdict: PasteVerdict
  /** The value to keep: cleaned where that was needed, else as pasted. */
  value: string
  notes: readonly Note[]
  /** Holds something that must not be kept outside the vault. */
  sensitive: boolean
}

/** More characters than any value has; a larger paste is refused before it is looked at. */
export const longestValue = 1_000_000

/**
 * Tells what was pasted into the box of a value: whether it fits, fits once cleaned, belongs elsewhere or cannot be taken,
 * with the reason and the next action. Pure, never throws, and reads in time proportional to the text.
 */
export function recognise(pasted: string, { row, slot, values, environment = null }: Pasting): Recognition {
  if (pasted.length > longestValue) return tooLong(pasted.length, longestValue)
  if (pasted.trim() === '')
    return { kind: 'text', summary: '', verdict: { as: 'nothing' }, value: '', notes: [], sensitive: false }

  const side = sideOf(row, slot)
  const takes = slotFor(slot, side)
  const seen = look(pasted, row, slot, takes, values)
  const settled = settle(seen, { row, slot, side, takes })
  const kind = settled.kind ?? seen.sight.kind
  const notes =
    settled.verdict.as === 'fits' || settled.verdict.as === 'cleaned'
      ? [...seen.notes, ...notesOn({ slot, text: settled.value, sight: seen.sight, row, values, environment })]
      : seen.sight.remark !== undefined && settled.verdict.as === 'refused'
        ? [{ tone: 'info' as const, text: seen.sight.remark }]
        : []
  return { ...settled, kind, notes, sensitive: kindWord(kind).sensitive || seen.holdsSecret }
}

interface Place {
  row: Integration
  slot: ValueName
  side: Side
  takes: Slot
}

type Settled = Pick<Recognition, 'summary' | 'verdict' | 'value'> & {
  /** What it turned out to be, where the provider's own forms told more than the text. */
  kind?: PastedKind
}

function settle(seen: Seen, place: Place): Settled {
  const { row, slot, takes } = place
  const { sight, text } = seen
  const type = row.workos.connectionType
  const name = valueWord(slot).label
  if (seen.defect !== null)
    return refused(`This is no usable ${name}.`, text, { why: seen.defect, remedy: whereToGet(place) })

  const swapped = swappedCredential(text, place)
  if (swapped) return swapped

  const made = adjusted(slot, text, sight)
  if (made) return taken(sight, made.text, [...seen.said, made.said], name)

  const special = refusalFor(slot, sight.kind, type)
  if (accepts(takes, slot, sight.kind, type) && !(special && isSpecialHere(slot, sight.kind, type))) {
    const wrongForm = takes.form && !takes.form.test.test(text)
    if (wrongForm && takes.form)
      return refused(`This is no ${name}.`, text, { why: takes.form.wants, remedy: whereToGet(place) })
    const address = readAddress(text)
    // On this machine, as with a lab, there is nobody on the way and often no certificate.
    if (address?.scheme === 'http' && takes.http === 'refused' && reachOf(address.host) !== 'loopback')
      return refused(`This ${name} begins with http://.`, text, {
        why: 'The other side takes https only, and the two are different addresses to it.',
        remedy: 'Copy it again; with https:// it is complete.',
      })
    if (address?.hasUser)
      return refused(`This address has a user name or a password in it.`, text, {
        why: 'Credentials in an address end up in logs and histories.',
        remedy: 'Remove everything between // and @.',
      })
    return taken(sight, text, seen.said, name, takes.accepts === 'anything')
  }

  const to = homesIn(row, slot, kindWord(sight.kind).homes)
  if (to.length > 0) {
    const where = to[0]
    return {
      summary: `This is ${kindWord(sight.kind).is}, not the ${name}. It belongs to ${where?.label ?? ''}.`,
      verdict: { as: 'elsewhere', to },
      value: text,
    }
  }
  const refusal = special ?? { why: whyNot(sight.kind, takes), remedy: whereToGet(place) }
  return refused(`This is ${kindWord(sight.kind).is}, not the ${name}.`, text, refusal)
}

/** Kinds the field takes in general, but not for this very provider. */
function isSpecialHere(slot: ValueName, kind: PastedKind, connectionType: string | null): boolean {
  return slot === 'client_secret' && kind === 'guid' && refusalFor(slot, kind, connectionType) !== null
}

function taken(sight: Sight, value: string, said: readonly string[], name: string, isAnything = false): Settled {
  const is = kindWord(sight.kind).is
  const vague =
    isAnything || sight.kind === 'opaque' || sight.kind === 'text' || sight.kind === 'url' || sight.kind === 'number'
  const what = vague ? `Taken as ${name}.` : `This is ${is}.`
  return said.length === 0
    ? { summary: what, verdict: { as: 'fits' }, value }
    : { summary: `${what} It fits once cleaned: ${said.join('; ')}.`, verdict: { as: 'cleaned', said }, value }
}

function refused(summary: string, value: string, refusal: Refusal): Settled {
  return { summary, verdict: { as: 'refused', ...refusal }, value }
}

/** A client secret in the box of the client ID or the other way round, where the provider's forms tell them apart. */
function swappedCredential(text: string, { row, slot, side }: Place): Settled | null {
  const forms = providerForms[row.workos.connectionType ?? '']
  if (!forms || side !== 'provider' || (slot !== 'client_id' && slot !== 'client_secret')) return null
  const isId = forms.id?.test(text) ?? false
  const isSecret = forms.secret?.test(text) ?? false
  if (forms.secretId !== undefined && slot === 'client_secret') return null
  const other = slot === 'client_id' ? isSecret && !isId : isId && !isSecret
  if (!other) return null
  const kind: PastedKind = slot === 'client_id' ? 'client-secret' : 'client-id'
  const to = homesIn(row, slot, kindWord(kind).homes)
  const where = to[0]
  if (!where) return null
  return {
    summary: `This has the form of ${row.name}’s ${where.label}, not of its ${valueWord(slot).label}. It belongs to ${where.label}.`,
    verdict: { as: 'elsewhere', to },
    value: text,
    kind,
  }
}

function homesIn(row: Integration, slot: ValueName, homes: readonly Home[]): Handover[] {
  for (const { name, side } of homes) {
    if (name === slot) continue
    const found = handoversOf(row, name).filter((one) => side === undefined || one.side === side)
    if (found.length > 0) return found
  }
  return []
}

function whyNot(kind: PastedKind, takes: Slot): string {
  if (takes.cleaning === 'address' && (kind === 'opaque' || kind === 'text' || kind === 'domain' || kind === 'number'))
    return 'It is no address: it does not begin with https://.'
  if (kind === 'email') return 'It names a person, not a place or a key.'
  return 'No field of this set-up takes it.'
}

function whereToGet({ row, slot, side }: Place): string {
  const meaning = valueMeaning(slot, side)
  const from = handoversOf(row, slot).find((one) => one.side === 'provider')
  if (from) return `Copy it from ${from.field} (${from.where}).`
  return meaning ? `What belongs here looks like ${meaning.example}` : 'Copy it again from the console.'
}

function tooLong(characters: number, limit: number): Recognition {
  return {
    kind: 'text',
    summary: `This is too large for a value: ${sizes(characters)} characters; at most ${sizes(limit)} are taken.`,
    verdict: {
      as: 'refused',
      why: 'Nothing of it was kept, and what stood here before is still here.',
      remedy: 'Take a large metadata document with “Choose a file” instead.',
    },
    value: '',
    notes: [],
    sensitive: false,
  }
}
