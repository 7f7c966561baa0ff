import { catalogEntry } from '../../../shared/catalog/index'
import type { Integration } from '../../../shared/catalog/schema'
import type { Protocol } from '../../../shared/catalog/terms'
import type { Problem } from '../../../shared/problem'
import type { Setup } from '../../../shared/setup'
import { useCall } from '../../bridge/use-call'
import { useGuides } from '../setups/list/use-guides'
import { givenBySetup, type Missing, missingIn } from './from-setup'
import { type Given, type GivenName, nothingGiven } from './given'
import { ownCase, type Typed, useTyped } from './use-case'

/** A case that is open: what its set-up gives, what was typed over it, and what both come to. */
export interface OpenCase {
  id: string
  /** What it is called: the name of the set-up, or null for the one that belongs to none. */
  name: string | null
  setup: Setup | null
  row: Integration | null
  protocol: Protocol | null
  base: Given
  typed: Typed
  given: Given
  missing: readonly Missing[]
  change: (part: Typed) => void
  reset: (name?: GivenName) => void
}

/** The case, or why there is none; `null` for both while it is being read. */
export function useOpenCase(id: string): { open: OpenCase | null; problem: Problem | null } {
  const isOwn = id === ownCase
  const found = useCall('setups.get', isOwn ? 'off' : { id })
  const settings = useCall('settings.get').value
  const guides = useGuides()
  const { typed, change, reset } = useTyped(id)

  if (isOwn) {
    // Whoever names a record of WorkOS means the environment the window works in, unless they say otherwise.
    const base = { ...nothingGiven, environmentId: settings?.environmentId ?? '' }
    const given = { ...base, ...typed }
    const own = { id, name: null, setup: null, row: null, protocol: null, missing: [] }
    return { open: { ...own, base: nothingGiven, typed, given, change, reset }, problem: null }
  }
  const setup = found.value
  if (!setup) return { open: null, problem: found.problem }
  if (!guides) return { open: null, problem: null }
  const row = guides.get(setup.slug) ?? null
  const protocol = catalogEntry(setup.slug)?.protocol ?? null
  const base = row && protocol ? givenBySetup(setup, row, protocol) : nothingGiven
  const given = { ...base, ...typed }
  const missing = protocol ? missingIn(given, protocol) : []
  return {
    open: { id, name: setup.name, setup, row, protocol, base, typed, given, missing, change, reset },
    problem: null,
  }
}
