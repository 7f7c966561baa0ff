import type { Marker } from './marker'
import { firstFamilyName } from './person'
import type { OurResource } from './resources'
import type { ShapeContext } from './shapes'

/** What a rehearsal holds at the service, and how the user looks there by now. */
export interface Holdings {
  marker: Marker
  externalId: string | null
  /** Whether the user has a title, a display name and the enterprise extension. */
  extras: boolean
  familyName: string
  email: string
  user: OurResource | null
  group: OurResource | null
  /** The id a service gave for the new user, under which it shows somebody without the mark of a rehearsal. */
  stray: string | null
  /** Of which kinds one may have been made that no id is known of: the service answered with success, or failed by itself. */
  unaccounted: Set<OurResource['kind']>
  /** Whether the user can be read under its id: of one that never could, a 404 says nothing. */
  readable: boolean
  /** How many users and groups were made. */
  made: number
}

export function nothingHeld(marker: Marker): Holdings {
  return {
    marker,
    externalId: null,
    extras: true,
    familyName: firstFamilyName,
    email: marker.userName,
    user: null,
    group: null,
    stray: null,
    unaccounted: new Set(),
    readable: true,
    made: 0,
  }
}

export function contextOf(holdings: Holdings, user: OurResource): ShapeContext {
  const { marker, externalId, extras, familyName, email } = holdings
  return { marker, externalId, extras, familyName, email, id: user.id }
}
