import type { CaptureClaims, CaptureFacts } from '../../../shared/runs/scim-capture'
import type { CapturedExchange } from './exchange'
import { CaptureLog } from './log'
import { readExchange } from './read-exchange'
import { remarksOn } from './remarks'
import { type CaptureObservation, CaptureTally } from './tally'

/** What is known of a capture by now: the list of its requests, and what they come to. */
export class CaptureRecord {
  readonly log = new CaptureLog()
  private readonly tally = new CaptureTally()

  constructor(private readonly of: CaptureObservation['of']) {}

  add(exchange: CapturedExchange): void {
    const facts = readExchange(exchange)
    this.log.add(exchange, facts, remarksOn(exchange, facts))
    this.tally.add(exchange, facts)
  }

  facts(): CaptureFacts {
    return this.tally.facts()
  }

  /** @param provider the one the person named; null: the one the requests tell */
  observation(at: number, claims: CaptureClaims, provider: string | null): CaptureObservation {
    const facts = this.facts()
    return { at: new Date(at).toISOString(), facts, claims, provider: provider ?? facts.provider, of: this.of }
  }
}
