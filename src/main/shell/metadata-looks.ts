import type { Host } from '../host/host'
import type { RunContext } from '../runs/run'
import { metadataAddress } from '../watch/addresses'
import { followSchedule, type MetadataSchedule } from '../watch/schedule'
import type { WatchDesk } from './watch-desk'

interface Parts extends Pick<RunContext, 'inspector' | 'document'> {
  hostFor: (signal: AbortSignal) => Host
}

/** Looks at the metadata of the set-ups from time to time, where the person has turned that on and as long as the window is seen. */
export class MetadataLooks {
  private running: { schedule: MetadataSchedule; end: AbortController } | null = null
  private paused = false

  constructor(
    private readonly desk: WatchDesk,
    private readonly parts: Parts,
    private readonly report: (error: unknown, where: string) => void,
  ) {}

  turn(on: boolean): void {
    if (on === (this.running !== null)) return
    if (on) this.begin()
    else this.end()
  }

  private begin(): void {
    const { desk, parts } = this
    const end = new AbortController()
    const host = parts.hostFor(end.signal)
    const schedule = followSchedule({
      setups: () => desk.setups(),
      book: () => desk.book(),
      now: host.now,
      signal: end.signal,
      report: (phase) => {
        if (!end.signal.aborted) desk.schedule(phase)
      },
      look: async (setup) => {
        const url = metadataAddress(setup)
        if (url === null) return
        // What reads metadata is not needed before the first look.
        const { lookAtMetadata } = await import('../watch/look-at-metadata')
        const look = await lookAtMetadata(url, setup.metadata?.entityId ?? null, { ...parts, host })
        if (look !== null) await desk.sawMetadata(setup.id, url, look)
      },
    })
    schedule.ended.catch((error: unknown) => this.report(error, 'metadata schedule'))
    if (this.paused) schedule.pause()
    this.running = { schedule, end }
  }

  private end(): void {
    this.running?.end.abort()
    this.running = null
    this.desk.schedule({ phase: 'off', nextAt: null })
  }

  pause(): void {
    this.paused = true
    this.running?.schedule.pause()
  }

  resume(): void {
    this.paused = false
    this.running?.schedule.resume()
  }

  nudge(): void {
    this.running?.schedule.nudge()
  }
}
