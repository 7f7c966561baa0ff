import type { DomainStanding, Line } from './lines'

export const ages = ['day', 'week', 'month', 'quarter', 'year'] as const
export type Age = (typeof ages)[number]

export type SortKey = 'urgency' | 'name' | 'type' | 'state' | 'domains' | 'users' | 'created' | 'updated'

/** What a list is narrowed down to, and its order. */
export interface Arrangement {
  text: string
  states: readonly string[]
  type: string | null
  domains: DomainStanding | null
  /** `day`, `week`, `month`: created since. `quarter`, `year`: created before that. */
  age: Age | null
  sort: SortKey
  descending: boolean
  grouped: boolean
}

export const asItComes: Arrangement = {
  text: '',
  states: [],
  type: null,
  domains: null,
  age: null,
  sort: 'urgency',
  descending: false,
  grouped: false,
}

const dayMs = 86_400_000
const agesMs: Readonly<Record<Age, { within?: number; beyond?: number }>> = {
  day: { within: dayMs },
  week: { within: 7 * dayMs },
  month: { within: 30 * dayMs },
  quarter: { beyond: 90 * dayMs },
  year: { beyond: 365 * dayMs },
}

/** Whether a record is of that age. One whose age is not known is of none. */
export function isOfAge(createdAt: number, age: Age, now: number): boolean {
  if (createdAt === 0) return false
  const { within, beyond } = agesMs[age]
  const old = now - createdAt
  return (within === undefined || old <= within) && (beyond === undefined || old >= beyond)
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const usersOf = ({ users }: Line) => (users === null ? -1 : users.active + users.inactive)

/** Each order with its first direction. What is equal keeps to the name, then to the ID, so that no order is a matter of luck. */
const orders: Readonly<Record<SortKey, (a: Line, b: Line) => number>> = {
  urgency: (a, b) => a.urgency - b.urgency || b.createdAt - a.createdAt,
  name: () => 0,
  type: (a, b) => byText(a.typeLabel, b.typeLabel),
  state: (a, b) => byText(a.state?.label ?? '', b.state?.label ?? ''),
  domains: (a, b) => byText(a.domainStanding, b.domainStanding),
  users: (a, b) => usersOf(b) - usersOf(a),
  created: (a, b) => b.createdAt - a.createdAt,
  updated: (a, b) => b.updatedAt - a.updatedAt,
}

/** The lines in an order. */
export function sortLines(lines: readonly Line[], sort: SortKey, descending: boolean): Line[] {
  const order = orders[sort]
  const turn = descending ? -1 : 1
  return [...lines].sort((a, b) => turn * (order(a, b) || byText(a.sortName, b.sortName)) || byText(a.id, b.id))
}

export interface Filtered {
  lines: Line[]
  /** How many lines each state, type and standing would show, given all other filters. */
  states: Map<string, number>
  types: Map<string, number>
  domains: Map<DomainStanding, number>
}

export const nothingFound: Filtered = { lines: [], states: new Map(), types: new Map(), domains: new Map() }

/** The lines that fit, in the order given, and what every filter would lead to. */
export function filterLines(lines: readonly Line[], wanted: Arrangement, now: number): Filtered {
  const words = wanted.text.toLowerCase().split(/\s+/).filter(Boolean)
  const found: Filtered = { lines: [], states: new Map(), types: new Map(), domains: new Map() }
  const count = <K>(counts: Map<K, number>, key: K) => counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const line of lines) {
    if (!words.every((word) => line.text.includes(word))) continue
    if (wanted.age !== null && !isOfAge(line.createdAt, wanted.age, now)) continue
    const word = line.state?.word ?? ''
    const state = wanted.states.length === 0 || wanted.states.includes(word)
    const type = wanted.type === null || wanted.type === line.type
    const domains = wanted.domains === null || wanted.domains === line.domainStanding
    if (type && domains && line.state !== null) count(found.states, word)
    if (state && domains && line.type !== null) count(found.types, line.type)
    if (state && type) count(found.domains, line.domainStanding)
    if (state && type && domains) found.lines.push(line)
  }
  return found
}

/** One row of the list: a record, or the heading of the records of one organization. */
export type Item =
  | { kind: 'line'; key: string; line: Line }
  | { kind: 'group'; key: string; organizationId: string | null; name: string; count: number; first: Line }

/** The lines as items, each organization's together below its name. The groups stand in the order of their first lines. */
export function groupLines(lines: readonly Line[], grouped: boolean): Item[] {
  const item = (line: Line): Item => ({ kind: 'line', key: line.id, line })
  if (!grouped) return lines.map(item)
  const groups = new Map<string, Line[]>()
  for (const line of lines) {
    const key = line.organizationId ?? ''
    const group = groups.get(key)
    if (group) group.push(line)
    else groups.set(key, [line])
  }
  return [...groups].flatMap(([organizationId, group]): Item[] => {
    const [first] = group
    if (first === undefined) return []
    const name = organizationId === '' ? 'No organization' : (first.organizationName ?? organizationId)
    const heading: Item = {
      kind: 'group',
      key: `group ${organizationId}`,
      organizationId: organizationId === '' ? null : organizationId,
      name,
      count: group.length,
      first,
    }
    return [heading, ...group.map(item)]
  })
}
