import type { DirectoryToken } from '../../../shared/runs/workos'
import type { Directory, WorkosEvent } from '../../../shared/workos'
import type { WorkosClient } from '../client'
import { eventsAbout } from '../events'
import type { ObservationOf } from './observations'

const eventPages = 20
/** A suffix shorter than this fits too many tokens to say anything. */
const shortestSuffix = 3

/** Reads which tokens of a directory were made and revoked, and which of them the one in hand ends like. */
export async function gatherToken(
  client: WorkosClient,
  directory: Directory,
  token: string,
): Promise<ObservationOf<'token'>> {
  const { events, complete, problem } = await eventsAbout(
    client,
    {
      names: ['dsync.token.created', 'dsync.token.revoked'],
      ...(directory.organizationId === null ? {} : { organizationId: directory.organizationId }),
    },
    { directoryId: directory.id },
    { pages: eventPages },
  )
  const tokens = tokensIn(events)
  const match = tokens.find(({ suffix }) => suffix.length >= shortestSuffix && token.endsWith(suffix))
  return {
    of: 'token',
    at: new Date(client.host.now()).toISOString(),
    directory,
    tokens,
    match: match?.suffix ?? null,
    complete,
    problem,
  }
}

/** The tokens by their suffix, the newest first. */
function tokensIn(events: readonly WorkosEvent[]): DirectoryToken[] {
  const tokens = new Map<string, DirectoryToken>()
  for (const { name, at, tokenSuffix: suffix } of [...events].sort((a, b) => a.at.localeCompare(b.at))) {
    if (suffix === null) continue
    const known = tokens.get(suffix) ?? { suffix, createdAt: null, revokedAt: null }
    tokens.set(
      suffix,
      name === 'dsync.token.created' ? { ...known, createdAt: at, revokedAt: null } : { ...known, revokedAt: at },
    )
  }
  return [...tokens.values()].reverse()
}
