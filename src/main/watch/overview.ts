import type { Problem } from '../../shared/problem'
import type { Setup } from '../../shared/setup'
import type { WatchBook } from '../../shared/watch/book'
import { clockDoubt } from '../../shared/watch/clock-doubt'
import type { MetadataStanding, WatchOverview } from '../../shared/watch/overview'
import { metadataAddress } from './addresses'
import { metadataStanding } from './drift'
import { judgeRows } from './rows'

const order: readonly MetadataStanding['state'][] = ['changed', 'failing', 'unread', 'same']

/** How the metadata of every set-up with an address stands, what needs a look first. Pure. */
export function metadataStandings(setups: readonly Setup[], book: WatchBook): MetadataStanding[] {
  return setups
    .flatMap((setup) => {
      const url = metadataAddress(setup)
      return url === null ? [] : [metadataStanding(setup, url, book.metadata[setup.id])]
    })
    .sort(
      (one, other) =>
        order.indexOf(one.state) - order.indexOf(other.state) ||
        one.setup.organization.localeCompare(other.setup.organization) ||
        one.setup.name.localeCompare(other.setup.name),
    )
}

/** All that Watch shows, judged at a moment (milliseconds since 1970) in a zone. Pure. */
export function watchOverview(
  setups: readonly Setup[],
  book: WatchBook,
  now: number,
  zone: string,
  rest: { schedule: WatchOverview['schedule']; notifications: boolean; problem: Problem | null },
): WatchOverview {
  const clocks = Object.values(book.clocks).sort((one, other) => one.source.localeCompare(other.source))
  return {
    at: new Date(now).toISOString(),
    zone,
    ...judgeRows(setups, book, now, zone),
    metadata: metadataStandings(setups, book),
    clocks,
    clockDoubt: clockDoubt(clocks, now),
    swept: book.swept,
    ...rest,
  }
}
