import type { SignInSubject } from '../../../shared/sign-in/trace'
import type { WorkosEvent } from '../../../shared/workos'
import type { ApiOutcome, WorkosClient } from '../client'
import { eventList } from '../events'
import { readPage } from '../paging'
import type { Timers } from '../timers'

const names = ['authentication.sso_failed', 'authentication.sso_succeeded', 'authentication.sso_timed_out']

/** Events may come a little after the redirect; so often and so far apart they are looked for, milliseconds. */
const pausesMs = [0, 700, 1500, 3000, 5000, 8000]

/**
 * Finds the event of one sign-in: the newest about its connection that was not there before it began, so that no clock matters.
 */
export class EventsAfter {
  private readonly before: ReturnType<EventsAfter['read']>

  constructor(
    private readonly client: WorkosClient,
    private readonly selector: SignInSubject['selector'],
  ) {
    this.before = this.read()
  }

  /** Resolves when it is known what was there before, so that the sign-in may begin. */
  async ready(): Promise<void> {
    await this.before
  }

  /**
   * The event; null when none came. `likely`: the sign-in got as far as the identity provider, so that one may be on its way and
   * is waited for.
   */
  async find(timers: Timers, { likely }: { likely: boolean }): Promise<ApiOutcome<WorkosEvent | null>> {
    const earlier = await this.before
    if (!earlier.ok) return earlier
    const before = new Set(earlier.value.map(({ id }) => id))
    const { signal } = this.client.host
    for (const pause of likely ? pausesMs : pausesMs.slice(0, 1)) {
      await timers.wait(pause, signal)
      const page = await this.read()
      if (!page.ok) return page
      const event = page.value.find((one) => !before.has(one.id) && this.concerns(one))
      if (event) return { ok: true, value: event }
      if (signal.aborted) break
    }
    return { ok: true, value: null }
  }

  private async read(): Promise<ApiOutcome<WorkosEvent[]>> {
    const organization = 'organizationId' in this.selector ? { organizationId: this.selector.organizationId } : {}
    const page = await readPage(this.client, eventList({ names, ...organization }), { limit: 50 })
    return page.ok ? { ok: true, value: page.value.items } : page
  }

  private concerns(event: WorkosEvent): boolean {
    return !('connectionId' in this.selector) || event.connectionId === this.selector.connectionId
  }
}
