import type { Evidence, Finding } from '../../../shared/finding'
import type { ObservationOf } from './observations'
import { unreadable } from './unreadable'

const from = 'GET /events, dsync.token.created and dsync.token.revoked'
/** The API keeps events for so long. */
const keptMs = 30 * 24 * 60 * 60_000
const where = 'WorkOS Dashboard, Organizations, the organization, Directory Sync, the directory, Bearer token'

/**
 * Whether a SCIM bearer token is one the directory has. WorkOS never shows a token again; its events tell the last characters of
 * those made and revoked in the last 30 days. Source: https://workos.com/docs/events/directory-sync
 */
export function judgeToken(observation: ObservationOf<'token'>): Finding[] {
  const { directory, tokens, match, complete, problem, at } = observation
  if (problem) return [unreadable('workos.token', 'The events about the directory’s tokens', problem)]
  const evidence = tokens.slice(0, 10).map(
    ({ suffix, createdAt, revokedAt }): Evidence => ({
      label: `Token ending in ${suffix}`,
      value: [createdAt && `made ${createdAt}`, revokedAt && `revoked ${revokedAt}`].filter(Boolean).join(', '),
      from,
      at,
    }),
  )
  const matched = tokens.find(({ suffix }) => suffix === match)
  const current = tokens.filter(({ revokedAt }) => revokedAt === null)
  const say = (status: Finding['status'], summary: string, fix?: Finding['fix']): Finding[] => [
    { id: 'workos.token', status, summary, evidence, ...(fix ? { fix } : {}) },
  ]
  const enter = {
    action:
      current[0] === undefined
        ? 'Make a new bearer token in the WorkOS Dashboard and enter it in the provider’s console.'
        : `Enter the token that ends in ${current[0].suffix} in the provider’s console, or make a new one.`,
    where,
    owner: 'idp-admin',
  } as const

  if (matched && matched.revokedAt !== null) {
    return say('fail', `This token was revoked on ${matched.revokedAt.slice(0, 10)}: WorkOS refuses it.`, enter)
  }
  if (matched) {
    const newest = current[0] === matched
    return say(
      'pass',
      newest
        ? 'This token ends like the directory’s current one.'
        : `This token ends like one the directory has; a newer one ends in ${current[0]?.suffix}.`,
    )
  }
  const made = Date.parse(directory.createdAt)
  const allTold = complete && !Number.isNaN(made) && Date.parse(at) - made < keptMs
  if (tokens.length === 0) {
    return say(
      allTold ? 'warn' : 'skipped',
      allTold
        ? 'WorkOS tells of no token for this directory.'
        : 'WorkOS tells only of tokens made or revoked in the last 30 days, and there was none for this directory.',
    )
  }
  if (allTold) return say('fail', 'This is none of the tokens the directory ever had.', enter)
  return current.length > 0
    ? say(
        'warn',
        `This is not the token made last, which ends in ${current[0]?.suffix}. It may be one made more than 30 days ago; WorkOS does not tell of those.`,
        enter,
      )
    : say('warn', 'This is none of the tokens of the last 30 days, all of which were revoked.', enter)
}
