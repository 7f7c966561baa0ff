import type { Hop, Note } from '../../../shared/sign-in/trace'
import type { CarriedMessage } from './capture'
import type { Places } from './places'
import { hostOf, recordLine, recordRequest, samlIn } from './record'
import type { Return } from './return'
import type { Over, SeenAnswer, SeenRequest, Watcher } from './seen'

/** Past these a trace tells nobody anything more. */
const most = { hops: 500, notes: 200 } as const

/** Who hears what a sign-in comes to. */
export interface Listener {
  changed(): void
  /** A SAML message passed by; `hop` is where it is recorded. */
  message(carried: CarriedMessage, hop: Hop): void
  returned(brought: Return): void
  over(why: Over): void
}

/** Writes down what a browser does during a sign-in, and keeps what is brought back to the application from leaving. */
export class Recorder implements Watcher {
  readonly hops: Hop[] = []
  readonly notes: Note[] = []
  private readonly latest = new Map<string, Hop>()
  private closed = false

  constructor(
    private readonly places: Places,
    private readonly listener: Listener,
    private readonly now: () => number,
  ) {}

  /** From now on nothing is recorded and nothing leaves. */
  close(): void {
    this.closed = true
  }

  request(seen: SeenRequest): 'go' | 'stop' {
    if (this.closed) return 'stop'
    const kind = this.places.kindOf(seen)
    const brought = kind === 'return' ? this.places.returnIn(seen) : null
    if (brought && this.places.isForeign(brought)) {
      this.note('foreign-return', hostOf(seen.url))
      return 'go'
    }
    const hop = this.hops.length < most.hops ? recordRequest(seen, kind, this.hops.length) : null
    if (hop) {
      this.hops.push(hop)
      this.latest.set(seen.id, hop)
    }
    if (brought) {
      if (hop) hop.stopped = true
      this.close()
      this.listener.changed()
      this.listener.returned(brought)
      return 'stop'
    }
    const saml = samlIn(seen)
    if (saml && hop) this.listener.message({ ...saml, url: seen.url, method: hop.method, at: seen.at }, hop)
    this.listener.changed()
    return 'go'
  }

  answer({ id, status, location }: SeenAnswer): void {
    const hop = this.latest.get(id)
    if (!hop || this.closed) return
    hop.status = status
    hop.redirectsTo = location === null ? null : hostOf(location)
    this.listener.changed()
  }

  failure(id: string, code: string): void {
    const hop = this.latest.get(id)
    if (!hop || this.closed) return
    hop.failure = code.slice(0, 100)
    this.listener.changed()
  }

  pageSays(url: string, line: string): void {
    const host = hostOf(url)
    const hop = this.hops.findLast((one) => one.host === host && !one.inFrame)
    if (!hop || this.closed) return
    hop.pageSays = recordLine(line)
    this.listener.changed()
  }

  note(kind: Note['kind'], about: string): void {
    if (this.closed || this.notes.length >= most.notes) return
    const after = this.hops.length - 1
    const said = recordLine(about)
    // A page that asks again and again is told of once.
    if (this.notes.some((one) => one.kind === kind && one.about === said && one.after === after)) return
    this.notes.push({ kind, at: new Date(this.now()).toISOString(), after, about: said })
    this.listener.changed()
  }

  over(why: Over): void {
    if (this.closed) return
    const last = this.hops.findLast(({ inFrame }) => !inFrame)
    if (last?.status === null && last.failure === null) last.failure = failureIn(why)
    this.close()
    this.listener.over(why)
  }
}

/** The browser's own code for why the last page did not come; null where it is not the page that failed. */
function failureIn(why: Over): string | null {
  if (why.kind === 'certificate') return why.certificate.code
  return why.kind === 'unreachable' ? why.code : null
}
