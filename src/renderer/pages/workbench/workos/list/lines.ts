import { entryOf } from '../../../../../shared/entry-of'
import type { Status } from '../../../../../shared/finding'
import { domainStates } from '../../../../../shared/guidance/workos/domains'
import { type StateSubject, stateMeaning, stateWord } from '../../../../../shared/guidance/workos/states'
import { typeLabel } from '../../../../../shared/guidance/workos/types'
import type { ConnectionRow, DirectoryRow, OrganizationRow } from '../../../../../shared/workos-rows'

/** How the domains of an organization stand, in one word. */
export const domainStandings = ['verified', 'unverified', 'none', 'unknown'] as const
export type DomainStanding = (typeof domainStandings)[number]

/** A record as a list shows, filters and sorts it; what a kind of record does not have is null or empty. */
export interface Line {
  id: string
  name: string
  /** The organization it belongs to; null: to none. */
  organizationId: string | null
  /** Null while the organizations are still being read, or where it has none. */
  organizationName: string | null
  type: string | null
  typeLabel: string
  state: { of: StateSubject; word: string; label: string; status: Status } | null
  domains: ReadonlyArray<{ domain: string; state: string | null }>
  domainStanding: DomainStanding
  users: { active: number; inactive: number } | null
  /** Milliseconds since 1970; 0 where the API does not tell. */
  createdAt: number
  updatedAt: number
  /** The lower, the more it needs somebody. */
  urgency: number
  /** What a filter looks in, in lower case. */
  text: string
  /** What it is sorted by as a name. */
  sortName: string
}

const severity: Readonly<Record<Status, number>> = { fail: 0, warn: 2, info: 4, skipped: 5, pass: 6 }

/**
 * What needs somebody comes first: what does not work, then what waits, then what works. A domain that is not verified makes
 * a record half a step worse. What is being deleted is nobody's concern any more and comes last.
 */
function urgencyOf(state: Line['state'], standing: DomainStanding): number {
  if (state?.word === 'deleting') return 9
  const own = state === null ? severity.pass : severity[state.status]
  return own - (standing === 'unverified' ? 1 : 0)
}

function isVerified(state: string): boolean {
  return entryOf(domainStates, state)?.status === 'pass'
}

function standingOf(organization: OrganizationRow | undefined): DomainStanding {
  if (organization === undefined) return 'unknown'
  if (organization.domains.length === 0) return 'none'
  return organization.domains.every(({ state }) => isVerified(state)) ? 'verified' : 'unverified'
}

function stateOf(of: StateSubject, state: string): NonNullable<Line['state']> {
  const { label, status } = stateMeaning(of, state)
  return { of, word: stateWord(of, state), label, status }
}

const moment = (text: string) => Date.parse(text) || 0
const lower = (...parts: readonly (string | null | undefined)[]) => parts.filter(Boolean).join('\n').toLowerCase()

/** A name without accents and capitals, so that names stand where people look for them. */
export const sortable = (name: string) => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

function connectionLine(row: ConnectionRow, organization: OrganizationRow | undefined): Line {
  const state = stateOf('connection', row.state)
  // A social login is the environment's own: no domain decides who may use it.
  const domainStanding = row.organizationId === null ? 'none' : standingOf(organization)
  const label = typeLabel(row.type)
  const organizationName = organization?.name ?? null
  return {
    id: row.id,
    name: row.name,
    organizationId: row.organizationId,
    organizationName,
    type: row.type,
    typeLabel: label,
    state,
    domains: organization?.domains ?? row.domains.map((domain) => ({ domain, state: null })),
    domainStanding,
    users: null,
    createdAt: moment(row.createdAt),
    updatedAt: moment(row.updatedAt),
    urgency: urgencyOf(state, domainStanding),
    text: lower(row.name, organizationName, row.id, row.organizationId, label, row.type, state.label, ...row.domains),
    sortName: sortable(organizationName ?? row.name),
  }
}

function directoryLine(row: DirectoryRow, organization: OrganizationRow | undefined): Line {
  const state = stateOf('directory', row.state)
  const domainStanding = standingOf(organization)
  const label = typeLabel(row.type)
  const organizationName = organization?.name ?? null
  return {
    id: row.id,
    name: row.name,
    organizationId: row.organizationId,
    organizationName,
    type: row.type,
    typeLabel: label,
    state,
    domains: organization?.domains ?? (row.domain === null ? [] : [{ domain: row.domain, state: null }]),
    domainStanding,
    users: row.users,
    createdAt: moment(row.createdAt),
    updatedAt: moment(row.updatedAt),
    urgency: urgencyOf(state, domainStanding),
    text: lower(row.name, organizationName, row.id, row.organizationId, label, row.type, state.label, row.domain),
    sortName: sortable(organizationName ?? row.name),
  }
}

function organizationLine(row: OrganizationRow): Line {
  const domainStanding = standingOf(row)
  return {
    id: row.id,
    name: row.name,
    organizationId: row.id,
    organizationName: row.name,
    type: null,
    typeLabel: '',
    state: null,
    domains: row.domains,
    domainStanding,
    users: null,
    createdAt: moment(row.createdAt),
    updatedAt: moment(row.updatedAt),
    urgency: urgencyOf(null, domainStanding),
    text: lower(row.name, row.id, row.externalId, ...row.domains.map(({ domain }) => domain)),
    sortName: sortable(row.name),
  }
}

/** Lines that are made once for each row, and again when its organization becomes known or changes. */
export class LineMaker {
  readonly #made = new WeakMap<object, { organization: OrganizationRow | undefined; line: Line }>()

  connections(rows: readonly ConnectionRow[], organizations: ReadonlyMap<string, OrganizationRow>): Line[] {
    return rows.map((row) => this.#line(row, organizations.get(row.organizationId ?? ''), connectionLine))
  }

  directories(rows: readonly DirectoryRow[], organizations: ReadonlyMap<string, OrganizationRow>): Line[] {
    return rows.map((row) => this.#line(row, organizations.get(row.organizationId ?? ''), directoryLine))
  }

  organizations(rows: readonly OrganizationRow[]): Line[] {
    return rows.map((row) => this.#line(row, undefined, organizationLine))
  }

  #line<Row extends object>(
    row: Row,
    organization: OrganizationRow | undefined,
    make: (row: Row, organization: OrganizationRow | undefined) => Line,
  ): Line {
    const known = this.#made.get(row)
    if (known && known.organization === organization) return known.line
    const line = make(row, organization)
    this.#made.set(row, { organization, line })
    return line
  }
}
