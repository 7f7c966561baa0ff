import type { Connection, Directory, DirectoryGroup, DirectoryUser, Organization } from '../../shared/workos'
import type { ConnectionRow, DirectoryRow, GroupRow, OrganizationRow, UserRow } from '../../shared/workos-rows'

const longestText = 300
const longestAttribute = 500
const most = { domains: 20, attributes: 40, attributeBytes: 35_000 } as const

/** What people and providers typed may be of any length; a list shows its beginning. */
const cut = (text: string) => (text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text)
const cutOrNull = (text: string | null) => (text === null ? null : cut(text))

export function connectionRow(record: Connection): ConnectionRow {
  const { id, name, type, state, organizationId, domains, createdAt, updatedAt } = record
  return {
    id,
    name: cut(name),
    type: cut(type),
    state: cut(state),
    organizationId,
    domains: domains.slice(0, most.domains).map(cut),
    createdAt: cut(createdAt),
    updatedAt: cut(updatedAt),
  }
}

export function directoryRow(record: Directory): DirectoryRow {
  const { id, name, type, state, organizationId, domain, users, groups, createdAt, updatedAt } = record
  return {
    id,
    name: cut(name),
    type: cut(type),
    state: cut(state),
    organizationId,
    domain: cutOrNull(domain),
    users,
    groups,
    createdAt: cut(createdAt),
    updatedAt: cut(updatedAt),
  }
}

export function organizationRow(record: Organization): OrganizationRow {
  const { id, name, externalId, domains, createdAt, updatedAt } = record
  return {
    id,
    name: cut(name),
    externalId: cutOrNull(externalId),
    domains: domains.slice(0, most.domains).map(({ domain, state }) => ({ domain: cut(domain), state: cut(state) })),
    moreDomains: Math.max(0, domains.length - most.domains),
    createdAt: cut(createdAt),
    updatedAt: cut(updatedAt),
  }
}

export function userRow(record: DirectoryUser): UserRow {
  const { id, idpId, email, firstName, lastName, username, state, role, createdAt, updatedAt } = record
  return {
    id,
    idpId: cut(idpId),
    email: cutOrNull(email),
    firstName: cutOrNull(firstName),
    lastName: cutOrNull(lastName),
    username: cutOrNull(username),
    state: cut(state),
    role: cutOrNull(role),
    customAttributes: asText(record.customAttributes),
    rawAttributes: asText(record.rawAttributes),
    createdAt: cut(createdAt),
    updatedAt: cut(updatedAt),
  }
}

export function groupRow({ id, idpId, name, rawAttributes, createdAt, updatedAt }: DirectoryGroup): GroupRow {
  return {
    id,
    idpId: cut(idpId),
    name: cut(name),
    rawAttributes: asText(rawAttributes),
    createdAt: cut(createdAt),
    updatedAt: cut(updatedAt),
  }
}

/** The first attributes as JSON text, as many as a row has room for. A provider may send a password along; no page gets it. */
function asText(attributes: Readonly<Record<string, unknown>>): Record<string, string> {
  const shown: Record<string, string> = {}
  let room: number = most.attributeBytes
  for (const [name, value] of Object.entries(attributes).slice(0, most.attributes)) {
    const text = JSON.stringify(withoutPasswords(name, value), withoutPasswords) ?? ''
    const entry: [string, string] = [cut(name), text.slice(0, longestAttribute)]
    room -= Buffer.byteLength(JSON.stringify(entry))
    if (room < 0) break
    shown[entry[0]] = entry[1]
  }
  return shown
}

const withoutPasswords = (name: string, value: unknown) =>
  /passw(or)?d|secret/i.test(name) && typeof value === 'string' ? '[hidden]' : value

/** What one message to the page may carry, bytes of JSON. */
export const mostBytes = 90_000

/** Cuts rows into messages that each stay below the limit. A row by itself is always smaller than that. */
export function inMessages<T>(rows: readonly T[], limit: number = mostBytes): T[][] {
  const messages: T[][] = []
  let current: T[] = []
  let size = 0
  for (const row of rows) {
    const bytes = Buffer.byteLength(JSON.stringify(row)) + 1
    if (size + bytes > limit && current.length > 0) {
      messages.push(current)
      current = []
      size = 0
    }
    current.push(row)
    size += bytes
  }
  if (current.length > 0) messages.push(current)
  return messages
}
