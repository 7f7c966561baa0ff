import type { Finding } from '../../../shared/finding'
import type { ObservationOf } from './observations'
import { fixOf, ofTheNetwork } from './unreadable'

/** Whether WorkOS accepts the key, and whether it looks like a key of the environment it was entered for. */
export function judgeKey({ host, hint, environment, problem, at }: ObservationOf<'key'>): Finding[] {
  const evidence = [{ label: 'Asked', value: host, from: 'GET /organizations', at }]
  if (problem) {
    return [
      {
        id: 'workos.api-key',
        status: ofTheNetwork(problem) ? 'skipped' : 'fail',
        summary: ofTheNetwork(problem)
          ? `The API key could not be tried. ${problem.title} ${problem.detail}`
          : `${problem.title} ${problem.detail}`,
        evidence,
        fix: fixOf(problem),
      },
    ]
  }
  if (hint !== null && environment !== null && hint !== environment) {
    return [
      {
        id: 'workos.api-key',
        status: 'warn',
        summary: `WorkOS accepts the API key, but it looks like a ${hint} key, and the environment is marked as ${environment}.`,
        evidence: [
          ...evidence,
          { label: 'Prefix of the key', value: hint === 'staging' ? 'sk_test_' : 'sk_live_', from: 'the API key', at },
        ],
        fix: {
          action: 'Compare the key with the WorkOS Dashboard, and correct the key or the kind of the environment.',
          where: 'Settings, Environments',
          owner: 'workos-admin',
        },
      },
    ]
  }
  return [{ id: 'workos.api-key', status: 'pass', summary: 'WorkOS accepts the API key.', evidence }]
}
