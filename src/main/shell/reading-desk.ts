import { randomUUID } from 'node:crypto'
import { type Outcome, type Problem, succeeded } from '../../shared/problem'
import type { Listed } from '../../shared/workos-rows'
import type { Host } from '../host/host'
import type { Credentials } from '../runs/run'
import { Standby } from '../workos/standby'
import { tell } from './ipc'

interface Running {
  environmentId: string
  stop: AbortController
  /** Why it was stopped, where it was not the person's wish. */
  because: Problem | null
}

/**
 * Reads whole lists of WorkOS for the page and streams their rows. A reading keeps the key it began with: it ends when the
 * environment gets another one, so that rows of two environments never stand in one list.
 */
export class ReadingDesk {
  readonly standby = new Standby()
  private readonly running = new Map<string, Running>()

  constructor(
    private readonly credentials: (environmentId: string) => Promise<Outcome<Credentials>>,
    private readonly hostFor: (signal: AbortSignal) => Host,
    private readonly report: (error: unknown, call: string) => void,
  ) {}

  start(environmentId: string, listed: Listed, after: string | null): Outcome<{ readingId: string }> {
    const readingId = randomUUID()
    const running: Running = { environmentId, stop: new AbortController(), because: null }
    this.running.set(readingId, running)
    void this.follow(readingId, running, listed, after)
    return succeeded({ readingId })
  }

  stop(readingId: string): void {
    this.running.get(readingId)?.stop.abort()
  }

  stopAll(): void {
    for (const { stop } of this.running.values()) stop.abort()
  }

  /** The key or the address of the environment is another one now, or there is none any more. */
  environmentChanged(environmentId: string): void {
    for (const running of this.running.values()) {
      if (running.environmentId !== environmentId) continue
      running.because = environmentChanged
      running.stop.abort()
    }
  }

  private async follow(readingId: string, running: Running, listed: Listed, after: string | null): Promise<void> {
    const end = (problem: Problem | null, cursor: string | null) => {
      this.running.delete(readingId)
      tell('workos.readingEnded', { readingId, problem, after: cursor })
    }
    try {
      // The SDK is read when WorkOS is first asked, so that the window does not wait for it.
      const [found, { createWorkosClient }, { readRows }] = await Promise.all([
        this.credentials(running.environmentId),
        import('../workos/client'),
        import('../workos/reading'),
      ])
      if (!found.ok) return end(found.problem, after)
      const client = createWorkosClient(found.value, this.hostFor(running.stop.signal))
      if (!client.ok) return end(client.problem, after)
      const reading = readRows(client.value, listed, { after, standby: this.standby })
      let step = await reading.next()
      while (!step.done) {
        if (running.because === null) tell('workos.rows', { readingId, ...step.value })
        step = await reading.next()
      }
      const { problem, after: cursor } = step.value
      if (running.because !== null) return end(running.because, null)
      end(problem?.code === 'workos.cancelled' ? stopped : problem, cursor)
    } catch (error) {
      this.report(error, `reading ${listed.kind}`)
      end(broken, null)
    }
  }
}

const stopped: Problem = {
  code: 'reading.stopped',
  title: 'Reading was stopped.',
  detail: 'What had been read until then is shown.',
  remedy: 'Read the rest when you need it.',
}

const environmentChanged: Problem = {
  code: 'reading.environment-changed',
  title: 'The environment was changed while its lists were read.',
  detail: 'Its API key or its address is another one now, so the rest could belong to somebody else.',
  remedy: 'Read the list again.',
}

const broken: Problem = {
  code: 'reading.bug',
  title: 'Signpost itself failed while it read the list.',
  detail: 'Reading ended in an error that was not expected. What had been read until then is still shown.',
  remedy: 'Read it again; if it happens twice, report it with the log file.',
}
