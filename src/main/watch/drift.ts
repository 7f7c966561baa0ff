import type { Finding } from '../../shared/finding'
import type { MetadataCompareResult } from '../../shared/runs/metadata'
import type { MetadataSighting, Setup } from '../../shared/setup'
import type { MetadataLook } from '../../shared/watch/book'
import type { MetadataStanding } from '../../shared/watch/overview'
import { compareEntities, judgeComparison } from '../metadata/compare'

interface Drift {
  /** What changed; nothing where all stayed the same. */
  findings: Finding[]
  workos: MetadataCompareResult['workos']
}

/** What changed since the last good state of an identity provider's metadata. Addresses that were not kept then are not compared. */
function driftOf(good: MetadataSighting, seen: MetadataSighting): Drift {
  const sso = seen.sso ?? []
  const pair = {
    old: { entity: { ...good, sso: good.sso ?? sso }, from: `the last good state, read ${good.at.slice(0, 10)}` },
    new: { entity: { ...seen, sso }, from: seen.from },
  }
  const result = compareEntities(pair)
  return {
    findings: judgeComparison(pair, result).filter(({ status }) => status !== 'pass'),
    workos: result.workos,
  }
}

/** How the metadata of a set-up stands to its last good state, by the last looks at its address. Pure. */
export function metadataStanding(setup: Setup, url: string, look: MetadataLook | undefined): MetadataStanding {
  const { id, slug, name, organization, metadata: good } = setup
  // A look at another address, or from before the person read the metadata anew, tells nothing of now.
  const current = look?.url === url && (good === null || look.at >= good.at) ? look : undefined
  const seen = current?.seen && good && current.seen.at >= good.at ? current.seen : null
  const drift = good && seen ? driftOf(good, seen) : null
  const changed = drift !== null && drift.findings.length > 0
  const readByHand = good?.from === url ? good.at : null
  const standing = {
    setup: { id, slug, name, organization },
    url,
    goodAt: good?.at ?? null,
    checkedAt: current?.at ?? readByHand,
    findings: drift?.findings ?? [],
    workos: changed ? drift.workos : null,
    trouble: current?.trouble ?? null,
  }
  if (standing.trouble !== null) return { ...standing, state: 'failing' }
  if (changed) return { ...standing, state: 'changed' }
  return { ...standing, state: seen !== null || readByHand !== null ? 'same' : 'unread' }
}
