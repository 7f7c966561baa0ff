import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { nodeHost } from '../../../src/main/host/node-host'
import type { Credentials } from '../../../src/main/runs/run'
import { checkWorkos, probeAuthorize } from '../../../src/main/workos/check/run'
import type { Environment } from '../../../src/shared/environment'
import { type Finding, findingSchema } from '../../../src/shared/finding'
import { failed, type Outcome, succeeded } from '../../../src/shared/problem'
import { workosAuthorizeResult, workosCheckResult } from '../../../src/shared/runs/workos'
import { startWorkos, type WorkosLab } from '../../lab/workos/server'

let lab: WorkosLab
beforeAll(async () => {
  lab = await startWorkos()
})
beforeEach(() => lab.scenario.reset())
afterAll(() => lab.close())

const context = (change: Partial<Credentials> = {}) => ({
  host: nodeHost(),
  environment: (id: string): Outcome<Environment> =>
    succeeded({
      id,
      name: 'Staging',
      kind: 'staging',
      clientId: change.clientId ?? lab.staging.clientId,
      baseUrl: lab.origin,
    }),
  credentials: async (environmentId: string): Promise<Outcome<Credentials>> =>
    environmentId === 'e1'
      ? succeeded({
          environmentId,
          environmentName: 'Staging',
          environmentKind: 'staging',
          apiKey: lab.staging.apiKey,
          clientId: lab.staging.clientId,
          baseUrl: lab.origin,
          ...change,
        })
      : failed({ code: 'environment.unknown', title: 'No such environment.', detail: '', remedy: '' }),
})

async function ended<R>(
  run: AsyncGenerator<Finding, Outcome<R>>,
): Promise<{ findings: Finding[]; outcome: Outcome<R> }> {
  const findings: Finding[] = []
  for (;;) {
    const step = await run.next()
    if (step.done) return { findings, outcome: step.value }
    findings.push(findingSchema.parse(step.value))
  }
}

test('a check crosses to the page as its schema says, and without the key', async () => {
  const { id } = lab.scenario.organization('staging', 'Acme Ltd')
  const { findings, outcome } = await ended(checkWorkos({ environmentId: 'e1', organizationId: id }, context()))
  if (!outcome.ok) throw new Error(outcome.problem.detail)
  const result = workosCheckResult.parse(JSON.parse(JSON.stringify(outcome.value)))
  expect(result).toEqual(outcome.value)
  expect(result.organization?.name).toBe('Acme Ltd')
  expect(result.connections.map(({ state }) => state)).toEqual(['validating'])
  expect(result.directories.map(({ state }) => state)).toEqual(['linked'])
  expect(result.users).toMatchObject({ read: 14, complete: true })
  expect(findings.find(({ id }) => id === 'workos.connection-state')?.status).toBe('warn')
  expect(JSON.stringify({ findings, outcome })).not.toContain(lab.staging.apiKey)
})

test('a staging key in an environment that is called production is noticed', async () => {
  const { findings } = await ended(checkWorkos({ environmentId: 'e1' }, context({ environmentKind: 'production' })))
  expect(findings[0]).toMatchObject({ id: 'workos.api-key', status: 'warn' })
})

test.each([
  ['a malformed key', { apiKey: '"sk_test_quoted_key_here"' }, 'workos.key-malformed', 'fail'],
  ['an unknown key', { apiKey: 'sk_test_nobody_knows_this' }, 'workos.unauthorized', 'fail'],
  ['a base URL that is none', { baseUrl: 'https://dashboard.workos.com' }, 'workos.base-url', 'skipped'],
  ['a host that is not there', { baseUrl: 'http://127.0.0.1:1' }, 'workos.refused', 'skipped'],
] as const)(
  '%s ends the run with its problem, after a finding that tells the same',
  async (_, change, code, status) => {
    const { findings, outcome } = await ended(checkWorkos({ environmentId: 'e1' }, context(change)))
    expect(outcome).toMatchObject({ ok: false, problem: { code } })
    expect(findings[0]).toMatchObject({ id: 'workos.api-key', status })
  },
)

test('an environment nobody knows', async () => {
  const { findings, outcome } = await ended(checkWorkos({ environmentId: 'e9' }, context()))
  expect([findings, outcome]).toMatchObject([[], { ok: false, problem: { code: 'environment.unknown' } }])
})

test('the authorize probe tells the addresses WorkOS uses, and sends no key', async () => {
  const connection = lab.scenario.connectionOf('staging', 'Acme Ltd')
  lab.scenario.addRedirectUri('staging', 'http://127.0.0.1:*/callback')
  const { findings, outcome } = await ended(
    probeAuthorize(
      {
        environmentId: 'e1',
        selector: { connectionId: connection.id },
        redirectUri: 'http://127.0.0.1:50123/callback',
      },
      context(),
    ),
  )
  if (!outcome.ok) throw new Error(outcome.problem.detail)
  const { acsUrl, spEntityId } = lab.scenario.addressesOf(connection.id)
  expect(workosAuthorizeResult.parse(outcome.value).answer).toMatchObject({
    kind: 'saml',
    request: { acsUrl, spEntityId },
  })
  expect(findings).toMatchObject([{ id: 'workos.connection', status: 'pass' }])
  expect(findings[0]?.evidence.map(({ value }) => value)).toEqual(expect.arrayContaining([acsUrl, spEntityId]))
  expect(lab.scenario.requests('/sso/authorize')).toMatchObject([{ environment: null }])
})

test.each([
  ['redirect_uri_invalid', 'https://not-registered.example/cb', {}],
  ['client_id_invalid', 'http://127.0.0.1:50123/callback', { clientId: 'client_01NOBODY' }],
] as const)('a sign-in link that WorkOS shows a page for: %s', async (error, redirectUri, change) => {
  lab.scenario.addRedirectUri('staging', 'http://127.0.0.1:*/callback')
  const { id } = lab.scenario.connectionOf('staging', 'Acme Ltd')
  const { findings, outcome } = await ended(
    probeAuthorize({ environmentId: 'e1', selector: { connectionId: id }, redirectUri }, context(change)),
  )
  expect(outcome).toMatchObject({ ok: true, value: { answer: { kind: 'error', error } } })
  expect(findings).toMatchObject([{ id: 'workos.connection', status: 'warn', fix: { owner: 'workos-admin' } }])
})
