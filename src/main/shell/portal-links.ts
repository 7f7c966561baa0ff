import { randomUUID } from 'node:crypto'
import { failed, type Outcome, type Problem, succeeded } from '../../shared/problem'

interface Kept {
  link: string
  madeAt: number
  madeAtWall: number
}

const mostKept = 20

/**
 * Links to the Admin Portal while they live. Each is a credential: it stays here, and the page knows it by a ticket. It counts
 * as over by whichever clock says so first: the wall clock also runs while the machine sleeps, the other one cannot be set back.
 */
export class PortalLinks {
  private readonly kept = new Map<string, Kept>()

  constructor(
    private readonly lifetimeMs: number,
    private readonly monotonic: () => number = () => performance.now(),
    private readonly wall: () => number = Date.now,
  ) {}

  keep(link: string): string {
    const ticket = randomUUID()
    this.kept.set(ticket, { link, madeAt: this.monotonic(), madeAtWall: this.wall() })
    const [oldest] = this.kept.keys()
    if (this.kept.size > mostKept && oldest !== undefined) this.kept.delete(oldest)
    return ticket
  }

  read(ticket: string): Outcome<string> {
    const kept = this.kept.get(ticket)
    if (!kept) return failed(over)
    const age = Math.max(this.monotonic() - kept.madeAt, this.wall() - kept.madeAtWall)
    if (age < this.lifetimeMs) return succeeded(kept.link)
    this.kept.delete(ticket)
    return failed(over)
  }
}

const over: Problem = {
  code: 'workos.portal-link-over',
  title: 'This link has expired.',
  detail: 'A link to the Admin Portal can be opened for five minutes after it was made.',
  remedy: 'Make a new one.',
}
