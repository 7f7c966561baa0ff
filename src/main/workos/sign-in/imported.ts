import type { Hop } from '../../../shared/sign-in/trace'
import type { CarriedMessage } from './capture'
import { Places } from './places'
import { samlIn } from './record'
import { Recorder } from './recorder'
import type { Return } from './return'
import type { SeenRequest } from './seen'

/** A page of a recording made elsewhere: what was asked for, and what came of it. */
export interface RecordedPage {
  seen: SeenRequest
  status: number | null
  location: string | null
}

export interface ImportedTimeline {
  hops: Hop[]
  messages: Array<{ hop: number; carried: CarriedMessage }>
  brought: Return | null
}

/** A recording may be of a whole morning; of pages before an unsolicited response no more than these belong to its sign-in. */
const mostBefore = 20

/**
 * The sign-ins of a recording, in its order: whoever records a failure often tries twice. Each reaches from its authorization URL
 * to its return, so that it is told as a live one is; where a recording begins later, from its beginning.
 */
export function importTimelines(pages: readonly RecordedPage[], now: () => number): ImportedTimeline[] {
  const begins = pages.flatMap((page, index) => (isBeginning(page, pages[index - 1]) ? [index] : []))
  const parts = [0, ...begins].map((from, index) => pages.slice(from, begins[index]))
  const timelines = parts.flatMap((part, index) => timelinesOf(part, index > 0, now))
  // Beside those that WorkOS was asked for, SAML messages are of other applications unless something came back of them.
  const ours = timelines.filter(({ hops, brought }) => hops[0]?.kind === 'authorize' || brought !== null)
  const found = ours.length > 0 ? ours : timelines
  return found.length > 0 ? found : [timelineOf(pages, now).timeline]
}

/** A page that begins a sign-in; not one that the page before it was only sent on to. */
function isBeginning({ seen }: RecordedPage, before: RecordedPage | undefined): boolean {
  return beginningIn(seen.url) !== null && !seen.inFrame && before?.location !== seen.url
}

/** The sign-ins of a part without a second beginning: what follows a return counts where the identity provider began anew. */
function timelinesOf(part: readonly RecordedPage[], begun: boolean, now: () => number): ImportedTimeline[] {
  const timelines: ImportedTimeline[] = []
  let rest = begun ? part : withSaml(part)
  while (rest.length > 0) {
    const { timeline, read } = timelineOf(rest, now)
    timelines.push(timeline)
    rest = withSaml(rest.slice(read))
  }
  return timelines
}

/** The pages from shortly before the first SAML message on; none where there is no SAML message. */
function withSaml(pages: readonly RecordedPage[]): readonly RecordedPage[] {
  const first = pages.findIndex(({ seen }) => samlIn(seen) !== null)
  if (first < 0) return []
  const asks = pages[first] && samlIn(pages[first].seen)?.parameter === 'SAMLRequest'
  return pages.slice(asks ? first : Math.max(0, first - mostBefore))
}

/** Tells the pages up to the first return as a live sign-in is told: by the same recorder, with the same things left out. */
function timelineOf(pages: readonly RecordedPage[], now: () => number): { timeline: ImportedTimeline; read: number } {
  const places = new Places([])
  const begun = pages.map(({ seen }) => beginningIn(seen.url)).find((one) => one !== null)
  if (begun) {
    places.learn(begun.origin)
    places.returnsTo(begun.redirectUri)
  }
  const messages: ImportedTimeline['messages'] = []
  let brought: Return | null = null
  const recorder = new Recorder(
    places,
    {
      changed: () => {},
      message: (carried, hop) => messages.push({ hop: hop.index, carried }),
      returned: (back) => {
        brought = back
      },
      over: () => {},
    },
    now,
  )
  let read = 0
  for (const { seen, status, location } of pages) {
    if (brought !== null) break
    read += 1
    recorder.request(seen)
    if (status !== null) recorder.answer({ id: seen.id, status, location })
  }
  const hops = recorder.hops.map((hop) => ({ ...hop, stopped: false }))
  return { timeline: { hops, messages, brought }, read }
}

/** A sign-in at WorkOS begins at its authorization URL, on whatever host: custom domains have one of their own. */
function beginningIn(address: string): { origin: string; redirectUri: string } | null {
  if (!URL.canParse(address)) return null
  const { origin, pathname, searchParams } = new URL(address)
  const redirectUri = searchParams.get('redirect_uri')
  const selects = ['connection', 'organization', 'provider'].some((name) => searchParams.has(name))
  if (!pathname.endsWith('/sso/authorize') || redirectUri === null || !selects) return null
  return { origin, redirectUri }
}
