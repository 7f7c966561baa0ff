import type { Hop } from '../../../shared/sign-in/trace'
import type { CarriedMessage } from './capture'
import { Places } from './places'
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

/** Tells the pages of a recording as a live sign-in is told: by the same recorder, with the same things left out. */
export function importTimeline(pages: readonly RecordedPage[], now: () => number): ImportedTimeline {
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
  for (const { seen, status, location } of pages) {
    recorder.request(seen)
    if (status !== null) recorder.answer({ id: seen.id, status, location })
  }
  return { hops: recorder.hops.map((hop) => ({ ...hop, stopped: false })), messages, brought }
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
