import { scimProviderOf } from '../../../shared/guidance/scim-providers'
import type {
  CaptureClaims,
  CapturedAttribute,
  CapturedShape,
  CaptureFacts,
  CaptureKind,
} from '../../../shared/runs/scim-capture'
import { attribute } from '../answer'
import type { CapturedExchange } from './exchange'
import type { ExchangeFacts } from './read-exchange'
import { activeShapes, changeShapes, memberShapes } from './shapes'
import { hasAddress, neededPaths, type Sight, useOf } from './user-attributes'

/** What a capture comes to when it ends, to be judged: the observation of the probe. */
export interface CaptureObservation {
  at: string
  facts: CaptureFacts
  claims: CaptureClaims
  /** The provider the person named, else the one its requests tell. */
  provider: string | null
  /** `live`: it listened. `log`: requests somebody recorded were read. */
  of: 'live' | 'log'
}

const mostNames = 200
/** A connection test makes one user or a few, before anybody is pushed, and is done with them soon. */
const mostTestUsers = 10
const testLastsMs = 60_000
const wholeBit = 1 << 30
const addressBit = 1 << 29
/** Bits of what was sent without a value stand behind those of what was filled. */
const emptyShift = neededPaths.length
const neededBits: ReadonlyMap<string, number> = new Map(neededPaths.map((path, bit) => [path, bit]))

/** Counts what requests say, one after the other. Keeps a number for each user and nothing of anybody. */
export class CaptureTally {
  private requests = 0
  private firstAt: number | null = null
  private lastAt: number | null = null
  private readonly userAgents = new Map<string, number>()
  private readonly tokens = { accepted: 0, absent: 0, wrong: 0 }
  private readonly marks = new Set<string>()
  private readonly unknownPaths = new Map<string, number>()
  private readonly refusals = new Map<string, { status: number; detail: string; count: number }>()
  private readonly kinds = new Map<CaptureKind, number>()
  private readonly users = new Map<string, number>()
  private readonly extras = new Map<string, { filled: number; empty: number }>()
  private readonly lookUps = new Map<string, number>()
  private readonly shapes = {
    update: new Map<string, number>(),
    deactivate: new Map<string, number>(),
    reactivate: new Map<string, number>(),
    member: new Map<string, number>(),
  }
  private createdInactive = 0
  private createdWithText = 0
  private removedAtOnce = 0
  /** When the first users were created, until something is done to them. */
  private readonly untouched = new Map<string, number>()
  private readonly habits = { entra: 0, okta: 0 }

  add(exchange: CapturedExchange, facts: ExchangeFacts): void {
    this.requests += 1
    this.firstAt ??= exchange.at
    this.lastAt = exchange.at
    if (exchange.userAgent !== null) count(this.userAgents, exchange.userAgent.slice(0, 120))
    if (exchange.token !== 'unknown') this.tokens[exchange.token] += 1
    for (const mark of exchange.tokenMarks) this.marks.add(mark)
    if (exchange.token === 'absent' || exchange.token === 'wrong') return
    if (!exchange.inside) {
      count(this.unknownPaths, (exchange.path.split('?')[0] ?? '').slice(0, 200))
      return
    }
    this.refuse(exchange)
    count(this.kinds, facts.kind)
    // What was refused taught the service nothing, but it shows what is sent all the same.
    this.addUser(exchange, facts)
    this.noteRemovedAtOnce(exchange, facts)
    if (facts.lookUp !== null) count(this.lookUps, facts.lookUp)
    for (const shape of facts.changes) count(this.shapes.update, shape)
    if (facts.active !== null)
      count(facts.active.value ? this.shapes.reactivate : this.shapes.deactivate, facts.active.shape)
    for (const shape of facts.members) count(this.shapes.member, shape)
    this.noteHabits(exchange, facts)
  }

  facts(): CaptureFacts {
    return {
      requests: this.requests,
      firstAt: moment(this.firstAt),
      lastAt: moment(this.lastAt),
      provider: this.provider(),
      userAgents: top(this.userAgents).map(([name, times]) => ({ name, count: times })),
      token: { ...this.tokens, marks: [...this.marks] },
      unknownPaths: top(this.unknownPaths).map(([path, times]) => ({ path, count: times })),
      refusals: [...this.refusals.values()].toSorted((a, b) => b.count - a.count).slice(0, 20),
      kinds: Object.fromEntries(this.kinds),
      users: this.countUsers(),
      attributes: this.attributes(),
      lookUps: top(this.lookUps).map(([attributeName, times]) => ({ attribute: attributeName, count: times })),
      updateShapes: shapesOf(this.shapes.update, changeShapes),
      deactivateShapes: shapesOf(this.shapes.deactivate, activeShapes),
      reactivateShapes: shapesOf(this.shapes.reactivate, activeShapes),
      memberShapes: shapesOf(this.shapes.member, memberShapes),
    }
  }

  private refuse({ status, detail }: CapturedExchange): void {
    if (status === null || status < 400) return
    const key = `${status} ${detail}`
    const known = this.refusals.get(key)
    if (known) known.count += 1
    else if (this.refusals.size < mostNames) this.refusals.set(key, { status, detail: detail ?? '', count: 1 })
  }

  private addUser({ status }: CapturedExchange, { kind, key, user, sights }: ExchangeFacts): void {
    if (key === null || (sights.length === 0 && user === null)) return
    // A name that was taken is a user that is there already, and not another one.
    if (status === 409 || status === 404) return
    let mask = this.users.get(key) ?? 0
    const isFirst = user !== null && (mask & wholeBit) === 0
    if (user !== null) {
      mask |= wholeBit
      if (hasAddress(user)) mask |= addressBit
      const given = kind === 'create-user' ? attribute(user, 'active') : undefined
      if (given === false) this.createdInactive += 1
      if (typeof given === 'string') this.createdWithText += 1
    }
    for (const sight of sights) mask = this.note(sight, mask, isFirst)
    if (user === null && sights.some(({ path, filled }) => path === 'emails' && filled)) mask |= addressBit
    this.users.set(key, mask)
  }

  private noteRemovedAtOnce({ at, status }: CapturedExchange, { kind, key }: ExchangeFacts): void {
    if (key === null || kind === 'read') return
    const createdAt = this.untouched.get(key)
    this.untouched.delete(key)
    if (kind === 'create-user' && status === 201 && this.users.size <= mostTestUsers) this.untouched.set(key, at)
    if (kind === 'remove-user' && createdAt !== undefined && at - createdAt < testLastsMs) this.removedAtOnce += 1
  }

  /** Of the attributes WorkOS does not need, each user counts once: when it first comes whole. */
  private note({ path, filled }: Sight, mask: number, isFirst: boolean): number {
    const bit = neededBits.get(path)
    if (bit !== undefined) return mask | (1 << (filled ? bit : bit + emptyShift))
    const known = this.extras.get(path)
    if (known && isFirst) known[filled ? 'filled' : 'empty'] += 1
    else if (known) return mask
    else if (this.extras.size < mostNames) this.extras.set(path, { filled: filled ? 1 : 0, empty: filled ? 0 : 1 })
    return mask
  }

  private noteHabits({ method, body }: CapturedExchange, { user }: ExchangeFacts): void {
    if (method === 'PATCH' && this.habits.entra < 3) {
      const operations = attribute(body, 'Operations')
      const [first] = Array.isArray(operations) ? operations : []
      if (/^(Add|Replace|Remove)$/.test(String(attribute(first, 'op') ?? ''))) this.habits.entra += 1
    }
    const externalId = user === null ? undefined : attribute(user, 'externalId')
    if (typeof externalId === 'string' && /^00u[A-Za-z0-9]{17}$/.test(externalId)) this.habits.okta += 1
  }

  private provider(): string | null {
    for (const [name] of top(this.userAgents)) {
      const named = scimProviderOf(name)
      if (named !== null) return named.id
    }
    if (this.habits.okta > 0) return 'okta'
    return this.habits.entra > 0 ? 'entra' : null
  }

  private countUsers(): CaptureFacts['users'] {
    let whole = 0
    let withoutAddress = 0
    for (const mask of this.users.values()) {
      if ((mask & wholeBit) === 0) continue
      whole += 1
      if ((mask & addressBit) === 0) withoutAddress += 1
    }
    const { createdInactive, createdWithText, removedAtOnce } = this
    const partial = this.users.size - whole
    return { whole, partial, withoutAddress, createdInactive, createdWithText, removedAtOnce }
  }

  private attributes(): CapturedAttribute[] {
    const filled = neededPaths.map(() => 0)
    const empty = neededPaths.map(() => 0)
    for (const mask of this.users.values()) {
      if ((mask & wholeBit) === 0) continue
      for (let bit = 0; bit < neededPaths.length; bit++) {
        if (mask & (1 << bit)) filled[bit] = (filled[bit] ?? 0) + 1
        else if (mask & (1 << (bit + emptyShift))) empty[bit] = (empty[bit] ?? 0) + 1
      }
    }
    const needed = neededPaths.map((path, bit) => ({
      path,
      ...useOf(path),
      filled: filled[bit] ?? 0,
      empty: empty[bit] ?? 0,
    }))
    const extras = [...this.extras].map(([path, counts]) => ({ path: path.slice(0, 200), ...useOf(path), ...counts }))
    return [...needed, ...extras.toSorted((a, b) => b.filled - a.filled || a.path.localeCompare(b.path))]
  }
}

function count<K>(counts: Map<K, number>, key: K): void {
  const known = counts.get(key)
  if (known !== undefined) counts.set(key, known + 1)
  else if (counts.size < mostNames) counts.set(key, 1)
}

const top = (counts: ReadonlyMap<string, number>) => [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, 10)

const shapesOf = (counts: ReadonlyMap<string, number>, table: Readonly<Record<string, string>>): CapturedShape[] =>
  [...counts].map(([shape, times]) => ({ shape, says: table[shape] ?? shape, count: times }))

const moment = (at: number | null) => (at === null ? null : new Date(at).toISOString())
