import { describe, expect, test } from 'vitest'
import type { WorkosSubject } from '../../../src/main/workos/check/gather'
import { judgeWorkos } from '../../../src/main/workos/check/judge'
import type { WorkosObservation } from '../../../src/main/workos/check/observations'
import { checkWith } from '../../../src/main/workos/check/run'
import { problemOf } from '../../../src/main/workos/problems'
import { connectionRecord, directoryRecord, organizationRecord } from '../../../src/main/workos/records'
import type { CheckId } from '../../../src/shared/checks'
import type { Finding, Status } from '../../../src/shared/finding'
import { findingSchema } from '../../../src/shared/finding'
import {
  canary,
  clientOver,
  connection,
  failure,
  json,
  listOf,
  type Script,
  type ScriptedHost,
  scriptedHost,
} from './scripted-host'

const at = '2026-11-23T10:00:00.000Z'
const notFound = problemOf('not-found', { host: 'api.workos.com', what: 'it', status: 404 })
const serverError = problemOf('server-error', { host: 'api.workos.com', what: 'it', status: 500 })
const record = (more: object = {}) => connectionRecord.parse(connection('conn_1', more))
const directory = (more: object = {}) =>
  directoryRecord.parse({
    id: 'directory_1',
    organization_id: 'org_1',
    type: 'okta scim v2.0',
    name: 'D',
    state: 'linked',
    ...more,
  })
const organization = (domains: readonly object[], more: object = {}) =>
  organizationRecord.parse({
    id: 'org_1',
    name: 'Acme',
    domains: domains.map((one, index) => ({ id: `d${index}`, domain: 'acme.example', ...one })),
    ...more,
  })
const summary = (more: object = {}) => ({
  read: 10,
  complete: true,
  active: 10,
  inactive: 0,
  withoutEmail: 0,
  withoutName: 0,
  examples: [],
  ...more,
})
const certificate = (sha256: string, notAfter: string | null) => ({
  id: `c${sha256}`,
  sha256,
  notBefore: null,
  notAfter,
  pem: '',
})
const event = (name: string, more: object = {}) => ({
  id: name,
  name,
  at: '2026-11-20T10:00:00.000Z',
  organizationId: 'org_1',
  connectionId: 'conn_1',
  directoryId: null,
  email: null,
  error: null,
  externalKey: null,
  certificate: null,
  tokenSuffix: null,
  userState: null,
  sessionId: null,
  ...more,
})
const key = (more: object) => ({
  of: 'key' as const,
  at,
  host: 'api.workos.com',
  hint: null,
  environment: null,
  problem: null,
  ...more,
})
const held = (list: ReturnType<typeof certificate>[] | null, given: { sha256: string; from: string }[] = []) => ({
  of: 'certificates' as const,
  at,
  connectionId: 'conn_1',
  held: list,
  given,
  problem: null,
})
const events = (...list: ReturnType<typeof event>[]) => ({
  of: 'events' as const,
  at,
  subject: 'connection' as const,
  id: 'conn_1',
  events: list,
  read: 3,
  certificatesShown: false,
  complete: true,
  problem: null,
})
const seen = (more: object = {}) => ({
  of: 'connection' as const,
  at,
  id: 'conn_1',
  organizationId: null,
  record: record(more),
})
const users = (more: object, counts: object = {}) => ({
  of: 'users' as const,
  at,
  directory: directory(counts),
  summary: summary(more),
  problem: null,
})

describe('judging what was seen', () => {
  type Row = readonly [string, WorkosObservation, ReadonlyArray<readonly [CheckId, Status, RegExp]>]
  const rows: readonly Row[] = [
    ['an accepted key', key({}), [['workos.api-key', 'pass', /accepts/]]],
    [
      'a refused key',
      key({ problem: problemOf('unauthorized', { host: 'h', what: 'w', status: 401 }) }),
      [['workos.api-key', 'fail', /refuses/]],
    ],
    [
      'a key nobody could try',
      key({ problem: problemOf('dns', { host: 'h', what: 'w' }) }),
      [['workos.api-key', 'skipped', /could not be tried/]],
    ],
    [
      'a staging key in production',
      key({ hint: 'staging', environment: 'production' }),
      [['workos.api-key', 'warn', /staging key/]],
    ],
    ['a key that tells nothing', key({ environment: 'production' }), [['workos.api-key', 'pass', /accepts/]]],
    [
      'an organization with a verified domain',
      { of: 'organization', at, id: 'org_1', record: organization([{ state: 'verified' }]) },
      [
        ['workos.organization', 'pass', /Acme/],
        ['workos.domain', 'pass', /verified/],
      ],
    ],
    [
      'domains in every state',
      {
        of: 'organization',
        at,
        id: 'org_1',
        record: organization(
          ['legacy_verified', 'pending', 'failed', 'unverified', 'odd'].map((state) => ({
            state,
            verification_token: 'tok',
          })),
        ),
      },
      [
        ['workos.organization', 'pass', /exists/],
        ['workos.domain', 'pass', /is verified/],
        ['workos.domain', 'fail', /TXT record/],
        ['workos.domain', 'fail', /30 days/],
        ['workos.domain', 'fail', /not started/],
        ['workos.domain', 'info', /“odd”/],
      ],
    ],
    [
      'a pending domain where any domain may sign in',
      {
        of: 'organization',
        at,
        id: 'org_1',
        record: organization([{ state: 'pending' }], { allow_profiles_outside_organization: true }),
      },
      [
        ['workos.organization', 'pass', /exists/],
        ['workos.domain', 'warn', /not verified/],
      ],
    ],
    [
      'an organization without domains',
      { of: 'organization', at, id: 'org_1', record: organization([]) },
      [
        ['workos.organization', 'pass', /exists/],
        ['workos.domain', 'info', /no domains/],
      ],
    ],
    [
      'no such organization',
      { of: 'organization', at, id: 'org_9', record: null, problem: notFound },
      [['workos.organization', 'fail', /org_9/]],
    ],
    [
      'an organization nobody could read',
      { of: 'organization', at, id: 'org_9', record: null, problem: serverError },
      [['workos.organization', 'skipped', /could not be read/]],
    ],
    ...(
      [
        ['active', 'pass', /can sign in/],
        ['validating', 'warn', /nobody has signed in/],
        ['draft', 'fail', /missing/],
        ['requires_type', 'fail', /nobody has chosen/],
        ['inactive', 'fail', /switched off/],
        ['deleting', 'fail', /removed/],
        ['hibernating', 'info', /hibernating/],
      ] as const
    ).map(
      ([state, status, said]): Row => [
        `a connection in the state ${state}`,
        seen({ state }),
        [
          ['workos.connection', 'pass', /Okta SAML/],
          ['workos.connection-state', status, said],
        ],
      ],
    ),
    [
      'a connection of another organization',
      { ...seen(), organizationId: 'org_2' },
      [
        ['workos.connection', 'fail', /another organization/],
        ['workos.connection-state', 'pass', /Active/i],
      ],
    ],
    [
      'a connection of no organization',
      seen({ organization_id: undefined }),
      [
        ['workos.connection', 'fail', /no organization/],
        ['workos.connection-state', 'pass', /Active/],
      ],
    ],
    [
      'no such connection',
      { of: 'connection', at, id: 'conn_9', organizationId: null, record: null, problem: notFound },
      [['workos.connection', 'fail', /conn_9/]],
    ],
    [
      'an organization without connections',
      { of: 'connections', at, organizationId: 'org_1', records: [], problem: null },
      [['workos.connection', 'fail', /no connection/]],
    ],
    [
      'an organization with two',
      {
        of: 'connections',
        at,
        organizationId: 'org_1',
        records: [record(), record({ id: 'conn_2', state: 'draft' })],
        problem: null,
      },
      [
        ['workos.connection', 'warn', /2 connections/],
        ['workos.connection', 'pass', /exists/],
        ['workos.connection-state', 'pass', /Active/],
        ['workos.connection', 'pass', /exists/],
        ['workos.connection-state', 'fail', /Draft/],
      ],
    ],
    ...(
      [
        ['linked', 'pass'],
        ['validating', 'warn'],
        ['invalid_credentials', 'fail'],
        ['unlinked', 'fail'],
        ['deleting', 'fail'],
        ['paused', 'info'],
      ] as const
    ).map(
      ([state, status]): Row => [
        `a directory in the state ${state}`,
        { of: 'directory', at, id: 'directory_1', organizationId: 'org_1', record: directory({ state }) },
        [
          ['workos.directory', 'pass', /Okta SCIM/],
          ['workos.directory-state', status, /directory/],
        ],
      ],
    ),
    [
      'an organization without directories',
      { of: 'directories', at, organizationId: 'org_1', records: [], problem: null },
      [['workos.directory', 'info', /no directory/]],
    ],
    ['complete users', users({}), [['workos.users', 'pass', /every active one has/]]],
    ['no users', users({ read: 0, active: 0 }), [['workos.users', 'fail', /no users/]]],
    ['some without e-mail', users({ withoutEmail: 2 }), [['workos.users', 'warn', /2 without an e-mail/]]],
    ['nobody with a name', users({ withoutName: 10 }), [['workos.users', 'fail', /not mapped/]]],
    [
      'only inactive users',
      users({ active: 0, inactive: 10 }),
      [['workos.users', 'warn', /none of those read is active/]],
    ],
    [
      'users nobody could read',
      { ...users({ read: 0, active: 0 }), problem: serverError },
      [['workos.users', 'skipped', /could not be read/]],
    ],
    [
      'certificates that are not shown',
      held(null, [{ sha256: 'aa', from: 'm' }]),
      [['workos.certificate', 'skipped', /does not show/]],
    ],
    ['no certificate at all', held([]), [['workos.certificate', 'fail', /holds no signing certificate/]]],
    [
      'a current certificate',
      held([certificate('aa', '2030-01-01T00:00:00Z')]),
      [['workos.certificate', 'pass', /current/]],
    ],
    [
      'only an expired one',
      held([certificate('aa', '2026-11-23T09:59:59Z')]),
      [['workos.certificate', 'fail', /expired/]],
    ],
    [
      'an expired one beside a current one',
      held([certificate('aa', '2020-01-01T00:00:00Z'), certificate('bb', '2030-01-01T00:00:00Z')]),
      [['workos.certificate', 'pass', /1 expired beside/]],
    ],
    [
      'one that ends soon',
      held([certificate('aa', '2026-12-01T00:00:00Z')]),
      [['workos.certificate', 'warn', /2026-12-01/]],
    ],
    ['one without an end', held([certificate('aa', null)]), [['workos.certificate', 'pass', /current/]]],
    [
      'the metadata’s certificate, however it is written',
      held([certificate('aabb', '2030-01-01T00:00:00Z')], [{ sha256: 'AA:BB', from: 'the metadata' }]),
      [
        ['workos.certificate', 'pass', /current/],
        ['workos.certificate', 'pass', /knows the certificate from the metadata/],
      ],
    ],
    [
      'another certificate in the metadata',
      held([certificate('aabb', '2030-01-01T00:00:00Z')], [{ sha256: 'ccdd', from: 'the metadata' }]),
      [
        ['workos.certificate', 'pass', /current/],
        ['workos.certificate', 'fail', /does not know/],
      ],
    ],
    [
      'a rollover',
      held(
        [certificate('aabb', '2030-01-01T00:00:00Z')],
        [
          { sha256: 'aabb', from: 'the metadata' },
          { sha256: 'ccdd', from: 'the metadata' },
        ],
      ),
      [
        ['workos.certificate', 'pass', /current/],
        ['workos.certificate', 'pass', /knows/],
        ['workos.certificate', 'warn', /one of the certificates/],
      ],
    ],
    ['no events', events(), []],
    [
      'a renewal that the certificates themselves already tell',
      {
        ...events(
          event('connection.saml_certificate_renewal_required', {
            certificate: { type: 'ResponseSigning', expiresAt: '2026-12-01T00:00:00Z', expired: false },
          }),
        ),
        certificatesShown: true,
      },
      [],
    ],
    [
      'a social login, which belongs to no organization',
      seen({ organization_id: undefined, connection_type: 'GoogleOAuth' }),
      [
        ['workos.connection', 'pass', /whole environment/],
        ['workos.connection-state', 'pass', /Active/],
      ],
    ],
    [
      'a failed sign-in',
      events(
        event('authentication.sso_failed', { error: { code: 'invalid', message: 'Audience mismatch' } }),
        event('authentication.sso_succeeded', { at: '2026-11-01T00:00:00Z' }),
      ),
      [['workos.connection', 'warn', /invalid: Audience mismatch/]],
    ],
    [
      'a sign-in that succeeded later',
      events(event('authentication.sso_failed'), event('authentication.sso_succeeded', { at: '2026-11-21T00:00:00Z' })),
      [['workos.connection', 'info', /succeeded/]],
    ],
    [
      'a certificate to renew',
      events(
        event('connection.saml_certificate_renewal_required', {
          certificate: { type: 'ResponseSigning', expiresAt: '2026-12-01T00:00:00Z', expired: false },
        }),
      ),
      [['workos.certificate', 'warn', /before 2026-12-01/]],
    ],
    [
      'a certificate that expired since the event',
      events(
        event('connection.saml_certificate_renewal_required', {
          certificate: { type: 'ResponseSigning', expiresAt: '2026-11-22T00:00:00Z', expired: false },
        }),
      ),
      [['workos.certificate', 'fail', /has expired/]],
    ],
    [
      'a certificate that was renewed since',
      events(
        event('connection.saml_certificate_renewal_required', {
          certificate: { type: 'ResponseSigning', expiresAt: null, expired: true },
        }),
        event('connection.saml_certificate_renewed', {
          at: '2026-11-21T00:00:00Z',
          certificate: { type: 'ResponseSigning', expiresAt: null, expired: null },
        }),
      ),
      [],
    ],
    ...(
      [
        ['organization_invalid', 'workos.organization', 'fail'],
        ['connection_invalid', 'workos.connection', 'fail'],
        ['connection_unlinked', 'workos.connection-state', 'fail'],
        ['ambiguous_connection_selector', 'workos.connection', 'warn'],
        ['never_heard_of', 'workos.connection', 'warn'],
      ] as const
    ).map(
      ([error, id, status]): Row => [
        `a sign-in refused with ${error}`,
        {
          of: 'authorize',
          at,
          selector: { connectionId: 'conn_1' },
          answer: { kind: 'error', error, description: 'D' },
        },
        [[id, status, new RegExp(error)]],
      ],
    ),
    [
      'a check that could not be made',
      { of: 'nothing', at, check: 'workos.users', because: 'No directory.' },
      [['workos.users', 'skipped', /No directory/]],
    ],
  ]
  test.each(rows)('%s', (_, observation, expected) => {
    const findings = judgeWorkos(observation)
    expect(findings.map(({ id, status }) => [id, status])).toEqual(expected.map(([id, status]) => [id, status]))
    findings.forEach((finding, index) => {
      expect(finding.summary).toMatch(expected[index]?.[2] ?? /never/)
      expect(findingSchema.safeParse(finding).success).toBe(true)
      if (finding.status === 'fail') expect(finding.fix, finding.summary).toBeDefined()
    })
    expect(judgeWorkos(JSON.parse(JSON.stringify(observation)))).toEqual(findings)
  })

  test('differing values stand side by side', () => {
    const [belonging] = judgeWorkos({ ...seen(), organizationId: 'org_2' })
    expect(belonging?.compared).toMatchObject({
      expected: { value: 'org_2' },
      received: { value: 'org_1' },
      firstDifference: { index: 4 },
    })
  })

  test('the TXT record to publish is named', () => {
    const [, domain] = judgeWorkos({
      of: 'organization',
      at,
      id: 'org_1',
      record: organization([
        { state: 'pending', verification_prefix: 'app-verification-z3', verification_token: 'tok' },
      ]),
    })
    expect(domain?.fix?.where).toContain('app-verification-z3=tok')
    expect(domain?.fix?.owner).toBe('dns-admin')
  })
})

describe('a whole check', () => {
  /** An environment by path; whatever is not named is a 404. */
  const environment =
    (answers: Readonly<Record<string, unknown>>): Script =>
    ({ url }) => {
      const { pathname } = new URL(url)
      return pathname in answers ? json(answers[pathname]) : json({ message: 'Not found' }, 404)
    }
  const healthy = {
    '/organizations': listOf([]),
    '/organizations/org_1': {
      id: 'org_1',
      name: 'Acme',
      domains: [{ id: 'd', domain: 'acme.example', state: 'verified' }],
    },
    '/connections': listOf([connection('conn_1')]),
    '/connections/conn_1': connection('conn_1'),
    '/directories': listOf([]),
    '/directories/directory_1': {
      id: 'directory_1',
      organization_id: 'org_1',
      type: 'okta scim v2.0',
      state: 'linked',
    },
    '/directory_users': listOf([{ id: 'u1', state: 'active', email: 'a@x.example', first_name: 'A', last_name: '' }]),
    '/events': listOf([]),
  }
  const check = async (script: Script, subject: Omit<WorkosSubject, 'client'>) => {
    const host: ScriptedHost = scriptedHost(script)
    const run = checkWith({ ...subject, client: clientOver(host) })
    const findings: Finding[] = []
    for (;;) {
      const step = await run.next()
      if (step.done) return { findings, outcome: step.value, host }
      findings.push(step.value)
    }
  }
  const ids = (findings: readonly Finding[]) => findings.map(({ id, status }) => `${id} ${status}`)

  test('finds the organization through the connection', async () => {
    const { findings, outcome } = await check(environment(healthy), { connectionId: 'conn_1' })
    expect(ids(findings)).toEqual([
      'workos.api-key pass',
      'workos.organization pass',
      'workos.domain pass',
      'workos.connection pass',
      'workos.connection-state pass',
      'workos.certificate skipped',
    ])
    expect(outcome).toMatchObject({ ok: true, value: { organization: { id: 'org_1' }, certificates: null } })
  })

  test('looks into the only connection of an organization', async () => {
    const { findings } = await check(environment(healthy), { organizationId: 'org_1' })
    expect(ids(findings)).toContain('workos.connection-state pass')
    expect(ids(findings)).toContain('workos.directory info')
  })

  test('counts what users lack and keeps no names of them', async () => {
    const { findings, outcome } = await check(environment(healthy), { directoryId: 'directory_1' })
    expect(ids(findings)).toContain('workos.users fail')
    expect(outcome).toMatchObject({
      ok: true,
      value: { users: { read: 1, withoutName: 1, examples: [{ id: 'u1', lacks: ['last name'] }] } },
    })
    expect(JSON.stringify({ findings, outcome })).not.toContain('a@x.example')
  })

  test('a refused key ends it, and everything asked for says that it was not judged', async () => {
    const { findings, outcome, host } = await check(() => json({ message: `no ${canary}` }, 401), {
      organizationId: 'org_1',
      connectionId: 'conn_1',
      directoryId: 'directory_1',
    })
    expect(ids(findings)).toEqual([
      'workos.api-key fail',
      'workos.organization skipped',
      'workos.domain skipped',
      'workos.connection skipped',
      'workos.connection-state skipped',
      'workos.directory skipped',
      'workos.directory-state skipped',
      'workos.users skipped',
    ])
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'workos.unauthorized' } })
    expect(host.requests).toHaveLength(1)
    expect(JSON.stringify({ findings, outcome })).not.toContain('CANARY')
  })

  test('a key revoked in the middle is said once, and nothing is asked with it again', async () => {
    const good = environment(healthy)
    const { findings, outcome, host } = await check(
      (request, count, host) => (count <= 3 ? good(request, count, host) : json({ message: 'Unauthorized' }, 401)),
      { connectionId: 'conn_1' },
    )
    expect(ids(findings).filter((one) => one.startsWith('workos.api-key'))).toEqual([
      'workos.api-key pass',
      'workos.api-key fail',
    ])
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'workos.unauthorized' } })
    expect(host.requests).toHaveLength(4)
  })

  test('a key without permission is a finding, and the rest is asked all the same', async () => {
    const { findings, outcome } = await check(() => json({ message: 'Forbidden' }, 403), { connectionId: 'conn_1' })
    expect(ids(findings)).toEqual(['workos.api-key fail', 'workos.organization skipped', 'workos.connection skipped'])
    expect(outcome.ok).toBe(true)
  })

  test('no network judges nothing', async () => {
    const { findings, outcome } = await check(() => failure('dns', 'ENOTFOUND'), { connectionId: 'conn_1' })
    expect(findings.every(({ status }) => status === 'skipped')).toBe(true)
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'workos.dns' } })
  })

  test('a connection that does not exist still lets the organization be judged', async () => {
    const { findings } = await check(environment(healthy), { organizationId: 'org_1', connectionId: 'conn_9' })
    expect(ids(findings)).toEqual([
      'workos.api-key pass',
      'workos.organization pass',
      'workos.domain pass',
      'workos.connection fail',
    ])
  })

  test('cancelling ends it with that word', async () => {
    const good = environment(healthy)
    const { outcome } = await check(
      (request, count, host) => {
        if (count === 2) queueMicrotask(() => host.abort())
        return good(request, count, host)
      },
      { connectionId: 'conn_1' },
    )
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'workos.cancelled' } })
  })
})
