import type { Bundle } from './bundle'
import { isPersonLabel, isPersonName, Pseudonyms } from './redact-people'
import { formsOfSecrets, isSecretName, removedMark, removeSecrets } from './redact-secrets'

/** The start of a page is kept to tell what kind of page it is; more is nobody's business. */
const longestPage = 4000

export interface RedactionWish {
  /** When it is done, ISO 8601. */
  at: string
  /** Secrets known by name; whatever looks like one goes anyway. */
  secrets?: readonly string[]
  /** False leaves people by their names. */
  people?: boolean
}

/**
 * The one way out: a bundle fit to be handed on. Secrets and cookies go, whatever they look like and wherever they stand; people
 * get pseudonyms, the same person always the same one. What is left judges to the same verdicts.
 */
export function redact(bundle: Bundle, { at, secrets = [], people = true }: RedactionWish): Bundle {
  const pseudonyms = people ? new Pseudonyms() : null
  const forms = formsOfSecrets(secrets)
  let removed = 0
  const clean = (text: string, names: boolean): string => {
    const without = removeSecrets(text, forms)
    removed += without.split(removedMark).length - text.split(removedMark).length
    return pseudonyms?.replaceIn(without, names) ?? without
  }

  const { redaction: _, ...content } = bundle
  if (pseudonyms) meetPeople(content, pseudonyms)
  const walked: unknown = walk(content, { clean, pseudonyms, onRemoved: () => removed++ }, true)
  // The walk changes texts alone, so the shape is the same.
  return {
    ...(walked as Omit<Bundle, 'redaction'>),
    redaction: { at, people, pseudonyms: pseudonyms?.size ?? 0, removed },
  }
}

/** Learns every name first, so that it is known wherever it stands. */
function meetPeople(value: unknown, people: Pseudonyms): void {
  visit(value, null, (text, owner) => {
    if (owner !== null) for (const part of partsOf(text)) people.tokenFor(part, owner.kind)
  })
}

/** Why a text belongs to somebody: the name of its member, or the label of its evidence. */
interface Owner {
  kind: 'person' | 'value'
  name: string
}

function ownerOf(name: string, parent: object, inherited: Owner | null): Owner | null {
  if (isOfNobody(name, parent)) return null
  if (isObservedAttribute(parent) && name === 'values') return { kind: 'value', name: 'attributes' }
  if (isPersonName(name)) return { kind: 'person', name }
  if (name === 'attributes' && !Array.isArray(parent)) return { kind: 'value', name }
  const label: unknown = Reflect.get(parent, 'label')
  if (name === 'value' && typeof label === 'string' && isPersonLabel(label)) {
    return { kind: /^(NameID|E-mail|User)/.test(label) ? 'person' : 'value', name: label }
  }
  const what: unknown = Reflect.get(parent, 'what')
  if (typeof what === 'string' && /^NameID$/.test(what) && (name === 'expected' || name === 'received'))
    return { kind: 'person', name: what }
  return inherited
}

/** An attribute as it was read from a response: its values are somebody's, its names are the same for everybody. */
const isObservedAttribute = (parent: object) => 'values' in parent && 'friendlyName' in parent

/** What stands beside a person's values in an observation, and tells of nobody. */
function isOfNobody(name: string, parent: object): boolean {
  if ('sealed' in parent) return name === 'format' || name === 'spNameQualifier'
  if (isObservedAttribute(parent)) return name !== 'values'
  return name === 'attributes' && ('confirmations' in parent || 'nameIdFormats' in parent)
}

function visit(value: unknown, owner: Owner | null, onText: (text: string, owner: Owner | null) => void): void {
  if (typeof value === 'string') onText(value, owner)
  else if (Array.isArray(value)) for (const one of value) visit(one, owner, onText)
  else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      if (owner?.name === 'NameID' && name === 'from') continue
      visit(member, ownerOf(name, value, owner), onText)
    }
  }
}

interface Walk {
  /** `names`: also names that are no addresses. Elsewhere than around a response they are too likely to be plain words. */
  clean: (text: string, names: boolean) => string
  pseudonyms: Pseudonyms | null
  onRemoved: () => void
}

function walk(value: unknown, means: Walk, names: boolean, owner: Owner | null = null): unknown {
  if (typeof value === 'string') return owner === null ? means.clean(value, names) : personal(value, owner, means)
  if (Array.isArray(value))
    return isHeader(value) ? header(value, means) : value.map((one) => walk(one, means, names, owner))
  if (typeof value !== 'object' || value === null) return value
  const around = namesAround(value) ?? names
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      means.clean(name, around),
      walkMember(name, member, value, means, around, owner),
    ]),
  )
}

/** Names turn up around a response; a finding or an observation of another subject, or a verdict, has none. Null: as outside. */
function namesAround(value: object): boolean | null {
  if ('probe' in value && 'observation' in value) return value.probe === 'response'
  const id: unknown = Reflect.get(value, 'id')
  if ('status' in value && 'summary' in value && typeof id === 'string') return id.startsWith('response.')
  return 'because' in value && 'grounds' in value ? false : null
}

function walkMember(
  name: string,
  member: unknown,
  parent: object,
  means: Walk,
  names: boolean,
  owner: Owner | null,
): unknown {
  if (typeof member === 'string' && member !== '' && (isSecretName(name) || name === 'xml')) {
    means.onRemoved()
    return removedMark
  }
  if (name === 'head' && typeof member === 'string') return means.clean(member.slice(0, longestPage), names)
  if (owner?.name === 'NameID' && name === 'from' && typeof member === 'string') return means.clean(member, names)
  return walk(member, means, names, ownerOf(name, parent, owner))
}

/** Several values of an attribute stand in one text, separated by commas; each has its own token. */
function personal(text: string, { kind }: Owner, { pseudonyms, clean }: Walk): string {
  if (pseudonyms === null) return clean(text, false)
  return partsOf(text)
    .map((part) => pseudonyms.tokenFor(part, kind))
    .join(', ')
}

const partsOf = (text: string) => text.split(', ')

const isHeader = (value: readonly unknown[]): value is [string, string] =>
  value.length === 2 && typeof value[0] === 'string' && typeof value[1] === 'string' && isSecretName(value[0])

function header([name]: readonly [string, string], { onRemoved }: Walk): [string, string] {
  onRemoved()
  return [name, removedMark]
}
