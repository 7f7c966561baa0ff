import type { Finding } from '../../shared/finding'
import type { NetworkReachResult } from '../../shared/runs/network'
import type { Host } from '../host/host'
import { type ReachWay, reach } from './reach'
import { readUrl } from './read-url'

export interface ManyOptions extends ReachWay {
  /** How many addresses are looked at side by side. Above 64 our own load shows in the times measured. */
  concurrency: number
  /** How many of them may be of one host. */
  perHost: number
}

const paceMs = 3

export const politeLimits = { concurrency: 64, perHost: 2, limitMs: 10_000 } as const

/** One address that was looked at. `index` is its place in the list. */
export interface ManyStep {
  index: number
  url: string
  findings: Finding[]
  result: NetworkReachResult
  done: number
  total: number
}

/**
 * Looks at a list of addresses, each briefly, and yields each as it is done. A slow host holds nobody but the others of its own
 * name. Ends at once when the host's signal is aborted; what was not looked at by then is left out. Returns how many were.
 */
export async function* reachMany(
  urls: readonly string[],
  { concurrency, perHost, ...way }: ManyOptions,
  host: Host,
): AsyncGenerator<ManyStep, number> {
  const queue = new HostQueue(urls, perHost)
  const finished: ManyStep[] = []
  let wake = () => {}
  let running = 0
  let done = 0

  let pacing = false
  /** One after the other, a moment apart: all at once they would measure our own crowd. */
  const start = () => {
    if (pacing || running >= concurrency || host.signal.aborted) return
    const next = queue.take()
    if (next === null) return
    running++
    pacing = true
    setTimeout(() => {
      pacing = false
      start()
    }, paceMs)
    void lookAt(next.url).then(({ findings, result }) => {
      running--
      queue.give(next)
      if (!host.signal.aborted) {
        done++
        finished.push({ index: next.index, url: next.url, findings, result, done, total: urls.length })
      }
      start()
      wake()
    })
  }
  const lookAt = async (url: string): Promise<Pick<ManyStep, 'findings' | 'result'>> => {
    const findings: Finding[] = []
    const run = reach(url, { ...way, brief: true }, host)
    for (;;) {
      const step = await run.next()
      if (step.done) return { findings, result: step.value.result }
      findings.push(step.value)
    }
  }

  const onAbort = () => wake()
  host.signal.addEventListener('abort', onAbort, { once: true })
  start()
  try {
    for (let handed = 0; handed < urls.length && !host.signal.aborted; ) {
      const step = finished.shift()
      if (step) {
        handed++
        yield step
      } else
        await new Promise<void>((resolve) => {
          wake = resolve
          if (finished.length > 0 || host.signal.aborted) resolve()
        })
    }
    return done
  } finally {
    host.signal.removeEventListener('abort', onAbort)
  }
}

interface Waiting {
  index: number
  url: string
  host: string
}

/** A list that hands out what belongs to a host only while few of that host are out. */
class HostQueue {
  private readonly waiting = new Map<string, Waiting[]>()
  private readonly out = new Map<string, number>()
  /** Hosts that may hand something out, in turn. */
  private readonly ready: string[] = []

  constructor(
    urls: readonly string[],
    private readonly perHost: number,
  ) {
    for (const [index, url] of urls.entries()) {
      const host = readUrl(url).parts?.host ?? ''
      const list = this.waiting.get(host)
      if (list) list.push({ index, url, host })
      else {
        this.waiting.set(host, [{ index, url, host }])
        this.ready.push(host)
      }
    }
  }

  take(): Waiting | null {
    const host = this.ready.shift()
    if (host === undefined) return null
    const list = this.waiting.get(host) ?? []
    const next = list.shift() ?? null
    const out = (this.out.get(host) ?? 0) + (next === null ? 0 : 1)
    this.out.set(host, out)
    if (list.length > 0 && out < this.perHost) this.ready.push(host)
    return next
  }

  give({ host }: Waiting): void {
    const out = this.out.get(host) ?? 1
    this.out.set(host, out - 1)
    const list = this.waiting.get(host) ?? []
    if (list.length > 0 && out === this.perHost) this.ready.push(host)
  }
}
