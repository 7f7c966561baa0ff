import type { Watch } from '../../../shared/contract'
import { failed, type Outcome, type Problem, succeeded } from '../../../shared/problem'
import type { Setup, WorkosLink } from '../../../shared/setup'
import type { Host } from '../../host/host'
import type { Credentials } from '../../runs/run'
import { readState, type StateWatch, watchState } from '../../workos/watch'
import { type Handlers, tell } from '../ipc'
import type { SetupStore } from '../store/setups'

interface Running {
  /** Null only while it is being started. */
  watch: StateWatch | null
  end: AbortController
  last: Watch
}

/** The watches over the states of set-ups: one for each set-up the page looks at, all resting while the window is hidden. */
export interface Watches {
  handlers: Pick<Handlers, 'setups.watch' | 'setups.unwatch'>
  pause(): void
  resume(): void
}

export function watchHandlers(
  setups: SetupStore,
  credentials: (environmentId: string) => Promise<Outcome<Credentials>>,
  hostFor: (signal: AbortSignal) => Host,
): Watches {
  const running = new Map<string, Running>()
  let paused = false

  const stop = (id: string) => {
    running.get(id)?.end.abort()
    running.delete(id)
  }

  const start = (setup: Setup, link: WorkosLink, target: Target): Watch => {
    const end = new AbortController()
    const host = hostFor(end.signal)
    const entry: Running = {
      end,
      last: { setupId: setup.id, phase: 'reading', state: null, readAt: null, nextAt: null, problem: null },
      watch: null,
    }
    running.set(setup.id, entry)
    entry.watch = watchState({
      now: host.now,
      signal: end.signal,
      read: async () => {
        const found = await credentials(link.environmentId)
        if (!found.ok) return found
        // The SDK is read when WorkOS is first asked, so that the window does not wait for it.
        const { createWorkosClient } = await import('../../workos/client')
        const client = createWorkosClient(found.value, host, { repeats: false })
        return client.ok ? readState(client.value, target) : client
      },
      report: (report) => {
        if (running.get(setup.id) !== entry) return
        entry.last = { setupId: setup.id, ...report }
        tell('watch.changed', entry.last)
        if (report.state === null) return
        const of = 'connectionId' in target ? 'connection' : 'directory'
        void setups.edit(setup.id, { do: 'sight', sighting: { of, state: report.state } })
      },
    })
    if (paused) entry.watch.pause()
    return entry.last
  }

  return {
    handlers: {
      'setups.watch': ({ id }) => {
        const found = setups.get(id)
        if (!found.ok) return found
        const { link } = found.value
        const target = link === null ? null : targetOf(link)
        if (link === null || target === null) return failed(nothingTied)
        stop(id)
        return succeeded(start(found.value, link, target))
      },
      'setups.unwatch': ({ id }) => {
        stop(id)
        return succeeded(undefined)
      },
    },
    pause: () => {
      paused = true
      for (const { watch } of running.values()) watch?.pause()
    },
    resume: () => {
      paused = false
      for (const { watch } of running.values()) watch?.resume()
    },
  }
}

type Target = { connectionId: string } | { directoryId: string }

function targetOf({ connectionId, directoryId }: WorkosLink): Target | null {
  if (connectionId !== null) return { connectionId }
  return directoryId === null ? null : { directoryId }
}

const nothingTied: Problem = {
  code: 'watch.nothing-tied',
  title: 'There is no state to watch yet.',
  detail: 'The set-up is not tied to a connection or a directory at WorkOS.',
  remedy: 'Choose the connection or directory under “WorkOS side”.',
}
