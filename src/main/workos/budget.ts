/** How many requests may be made: `burst` at once, `perSecond` in the long run. */
export interface RateLimit {
  burst: number
  perSecond: number
}

/** The limits that hold for one key, and for the users of one directory. */
export interface RateLimits {
  key: RateLimit
  directoryUsers: RateLimit
}

/**
 * What WorkOS allows, less a margin for the customer's own programs and for clocks that disagree: at most 5,600 of 6,000
 * in any minute, and at most 4 of 4 directory-user requests in any second.
 * Source: https://workos.com/docs/reference/rate-limits
 */
export const documentedLimits = {
  key: { burst: 200, perSecond: 90 },
  directoryUsers: { burst: 1, perSecond: 3 },
} as const satisfies RateLimits

/**
 * Spaces requests so that a limit is never exceeded (generic cell rate algorithm). Times are milliseconds of a monotonic
 * clock; a clock that stands still or sleeps only makes it more careful.
 */
export class RateBudget {
  readonly #interval: number
  readonly #tolerance: number
  #next = Number.NEGATIVE_INFINITY
  #heldUntil = Number.NEGATIVE_INFINITY

  constructor({ burst, perSecond }: RateLimit) {
    this.#interval = 1000 / perSecond
    this.#tolerance = (burst - 1) * this.#interval
  }

  /** Books the next request and returns how long to wait before making it, milliseconds. */
  book(now: number): number {
    const start = Math.max(this.#next, now)
    this.#next = start + this.#interval
    return Math.max(0, start - this.#tolerance - now, this.#heldUntil - now)
  }

  /** How long nothing goes out yet because the server said so, milliseconds. */
  heldFor(now: number): number {
    return Math.max(0, this.#heldUntil - now)
  }

  /** The server said to stop: nothing goes out before `until`, and then one at a time instead of in a burst. */
  hold(until: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, until)
    this.#next = Math.max(this.#next, until + this.#tolerance)
  }
}
