import { randomUUID } from 'node:crypto'
import { attribute } from '../../answer'
import { type Attributes, listOf, type ResourceType } from './attributes'
import { ScimRefusal } from './error'

/** A resource that is kept. */
export interface Kept {
  id: string
  /** Counts the changes; the ETag is made from it. */
  version: number
  createdAt: number
  changedAt: number
}

interface Entry extends Kept {
  /**
   * The resource as JSON, which takes a third of the memory of the object. Of a group without its members, which are kept
   * beside it: a group of many members is changed member by member.
   */
  json: string
  members: Map<string, unknown> | null
}

const mostBytes = 128 * 1024 * 1024
const mostResources = 500_000

/** No two users may have the same user name; groups may share theirs. Source: RFC 7643 section 8.7.1 */
const unique: Readonly<Record<ResourceType, string | null>> = { User: 'userName', Group: null }

/** The users or the groups of a capture, in memory only. */
export class Store {
  private readonly entries = new Map<string, Entry>()
  private readonly ids = new Map<string, string>()
  private bytes = 0

  constructor(
    private readonly type: ResourceType,
    private readonly now: () => number,
  ) {}

  get size(): number {
    return this.entries.size
  }

  has(id: string): boolean {
    return this.entries.has(id)
  }

  create(resource: Attributes): Kept {
    const name = this.nameOf(resource)
    this.refuseTaken(name, null)
    if (this.entries.size >= mostResources) throw new ScimRefusal(507, 'The capture holds as much as it can.')
    const at = this.now()
    const members = this.type === 'Group' ? membersOf(resource) : null
    const entry: Entry = { id: randomUUID(), version: 1, createdAt: at, changedAt: at, json: '', members }
    this.write(entry, resource)
    this.entries.set(entry.id, entry)
    if (name !== null) this.ids.set(name, entry.id)
    return entry
  }

  /** Puts another resource in the place of one. */
  replace(id: string, resource: Attributes): void {
    const members = this.type === 'Group' ? membersOf(resource) : null
    this.rewrite(id, resource)
    this.entry(id).members = members
  }

  /** Changes a resource, and leaves the members of a group as they are. */
  change(id: string, resource: Attributes): void {
    this.rewrite(id, resource)
  }

  remove(id: string): void {
    const entry = this.entry(id)
    const name = this.nameIn(entry)
    if (name !== null) this.ids.delete(name)
    this.bytes -= entry.json.length
    this.entries.delete(id)
  }

  /** The version of a resource; refuses an id nobody has. */
  kept(id: string): Kept {
    return this.entry(id)
  }

  /** A resource without the members of a group; a fresh object each time. */
  read(id: string): Attributes {
    return JSON.parse(this.json(id))
  }

  /** The same as the text it is kept as: an object that carries its schemas, and neither `id` nor `meta`. */
  json(id: string): string {
    return this.entry(id).json
  }

  members(id: string): ReadonlyMap<string, unknown> | null {
    return this.entry(id).members
  }

  /** Puts members into a group or takes them out, without touching the rest of it; gives back what `change` does. */
  changeMembers<T>(id: string, change: (members: Map<string, unknown>) => T): T {
    const entry = this.entry(id)
    entry.members ??= new Map()
    return change(entry.members)
  }

  /** Counts a change that was made on the members alone. */
  touch(id: string): void {
    const entry = this.entry(id)
    entry.version += 1
    entry.changedAt = this.now()
  }

  /** The id of the user of a user name, without regard to case. */
  idOfName(name: string): string | null {
    return this.ids.get(name.toLowerCase()) ?? null
  }

  all(): IterableIterator<string> {
    return this.entries.keys()
  }

  private entry(id: string): Entry {
    const entry = this.entries.get(id)
    if (entry === undefined) throw new ScimRefusal(404, `There is no ${this.type} with the id ${id.slice(0, 100)}.`)
    return entry
  }

  private rewrite(id: string, resource: Attributes): void {
    const entry = this.entry(id)
    const before = this.nameIn(entry)
    const name = this.nameOf(resource)
    this.refuseTaken(name, id)
    this.write(entry, resource)
    if (before !== name) {
      if (before !== null) this.ids.delete(before)
      if (name !== null) this.ids.set(name, id)
    }
    this.touch(id)
  }

  private write(entry: Entry, resource: Attributes): void {
    const json = JSON.stringify(this.type === 'Group' ? { ...resource, members: undefined } : resource)
    if (this.bytes + json.length - entry.json.length > mostBytes)
      throw new ScimRefusal(507, 'The capture holds as much as it can.')
    this.bytes += json.length - entry.json.length
    entry.json = json
  }

  private refuseTaken(name: string | null, by: string | null): void {
    const holder = name === null ? undefined : this.ids.get(name)
    if (holder !== undefined && holder !== by)
      throw new ScimRefusal(409, `Another ${this.type} has this ${unique[this.type]} already.`, 'uniqueness')
  }

  private nameOf(resource: Attributes): string | null {
    const name = unique[this.type]
    return name === null ? null : String(attribute(resource, name)).toLowerCase()
  }

  private nameIn(entry: Entry): string | null {
    return unique[this.type] === null ? null : this.nameOf(JSON.parse(entry.json))
  }
}

/** What tells one member from another; null when it has nothing of the kind. */
export function memberKey(member: unknown): string | null {
  const value = typeof member === 'object' ? attribute(member, 'value') : member
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null
}

function membersOf(resource: Attributes): Map<string, unknown> {
  const members = new Map<string, unknown>()
  for (const one of listOf(resource.members)) {
    const key = memberKey(one)
    if (key === null) throw new ScimRefusal(400, 'A member wants a value.', 'invalidValue')
    members.set(key, one)
  }
  return members
}
