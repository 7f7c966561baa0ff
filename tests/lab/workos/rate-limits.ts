import { type Answer, message } from './answers'
import type { Environment } from './environment'

export interface Limit {
  max: number
  windowMs: number
}

/** What a request is counted by. */
export interface Countable {
  method: string
  path: string
  query: URLSearchParams
  environment: Environment | null
  apiKey: string | null
}

interface Rule extends Limit {
  /** Requests that give the same text share a count; null: the rule does not concern them. */
  countedBy: (request: Countable) => string | null
  refuse: (retryAfterSeconds: number) => Answer
}

const tooMany = (seconds: number): Answer => ({
  ...message(429, 'Too Many Requests'),
  headers: { 'Retry-After': String(seconds) },
})

/** Source: https://workos.com/docs/reference/rate-limits */
const documented = {
  everything: { max: 6000, windowMs: 60_000, countedBy: ({ apiKey }) => apiKey, refuse: tooMany },
  authorize: {
    max: 1000,
    windowMs: 60_000,
    countedBy: ({ path, query }) =>
      path === '/sso/authorize'
        ? (query.get('connection') ?? query.get('organization') ?? query.get('provider'))
        : null,
    refuse: tooMany,
  },
  'directory-users': {
    max: 4,
    windowMs: 1000,
    countedBy: ({ path, query, environment }) =>
      path === '/directory_users'
        ? (query.get('directory') ?? environment?.directoryGroups.get(query.get('group') ?? '')?.directoryId ?? null)
        : null,
    refuse: () => ({ status: 429, json: 'Ratelimited' }),
  },
  'delete-organization': {
    max: 50,
    windowMs: 60_000,
    countedBy: ({ method, path, apiKey }) =>
      method === 'DELETE' && path.startsWith('/organizations/') ? apiKey : null,
    refuse: tooMany,
  },
  'user-management-reads': {
    max: 1000,
    windowMs: 10_000,
    countedBy: ({ method, path, environment }) =>
      method === 'GET' && path.startsWith('/user_management/') ? (environment?.name ?? null) : null,
    refuse: tooMany,
  },
  'user-management-writes': {
    max: 500,
    windowMs: 10_000,
    countedBy: ({ method, path, environment }) =>
      method !== 'GET' && path.startsWith('/user_management/') ? (environment?.name ?? null) : null,
    refuse: tooMany,
  },
} as const satisfies Record<string, Rule>

export type LimitName = keyof typeof documented
export const limitNames = Object.keys(documented).filter((name): name is LimitName => Object.hasOwn(documented, name))

/** Counts requests in sliding windows, the strictest way to read a limit. */
export class RateLimits {
  readonly #changed = new Map<LimitName, Limit>()
  readonly #times = new Map<string, number[]>()
  /** How many requests each rule refused. */
  readonly refused = new Map<LimitName, number>()

  constructor(private readonly now: () => number) {}

  set(name: LimitName, limit: Limit): void {
    this.#changed.set(name, limit)
  }

  reset(): void {
    this.#changed.clear()
    this.#times.clear()
    this.refused.clear()
  }

  /** Counts this request, or answers 429. A refused request is not counted. */
  admit(request: Countable): Answer | null {
    const now = this.now()
    const windows: number[][] = []
    for (const name of limitNames) {
      const rule: Rule = documented[name]
      const { max, windowMs } = this.#changed.get(name) ?? rule
      const counter = rule.countedBy(request)
      if (counter === null) continue
      const times = (this.#times.get(`${name} ${counter}`) ?? []).filter((time) => now - time < windowMs)
      this.#times.set(`${name} ${counter}`, times)
      if (times.length >= max) {
        this.refused.set(name, (this.refused.get(name) ?? 0) + 1)
        return rule.refuse(Math.max(1, Math.ceil(((times[0] ?? now) + windowMs - now) / 1000)))
      }
      windows.push(times)
    }
    for (const times of windows) times.push(now)
    return null
  }
}
