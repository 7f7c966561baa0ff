import type { CheckId } from '../../../shared/checks'
import type { Finding, Fix } from '../../../shared/finding'
import type { ApiProblem } from '../problems'

const networkCodes: ReadonlySet<ApiProblem['code']> = new Set([
  'workos.timeout',
  'workos.dns',
  'workos.refused',
  'workos.reset',
  'workos.unreachable',
  'workos.tls',
  'workos.proxy',
  'workos.proxy-sign-in',
  'workos.network',
  'workos.not-json',
  'workos.malformed-json',
  'workos.gateway',
  'workos.redirected',
])
const theirCodes: ReadonlySet<ApiProblem['code']> = new Set([
  'workos.server-error',
  'workos.rate-limited',
  'workos.cancelled',
])

/** Whether a problem lies on the way to WorkOS or at WorkOS itself, so that it says nothing of what was asked. */
export function ofTheNetwork(problem: ApiProblem): boolean {
  return networkCodes.has(problem.code) || theirCodes.has(problem.code)
}

export function fixOf(problem: ApiProblem): Fix {
  return { action: problem.remedy, owner: networkCodes.has(problem.code) ? 'network-team' : 'workos-admin' }
}

/** The finding for something that could not be read: it judges nothing. */
export function unreadable(id: CheckId, what: string, problem: ApiProblem): Finding {
  return {
    id,
    status: 'skipped',
    summary: `${what} could not be read. ${problem.title} ${problem.detail}`,
    evidence: [],
    fix: fixOf(problem),
  }
}
