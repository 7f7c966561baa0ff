import { describe, expect, test } from 'vitest'
import type { CapturedExchange } from '../../../../src/main/scim/capture/exchange'
import { judgeCapture } from '../../../../src/main/scim/capture/judge'
import { CaptureRecord } from '../../../../src/main/scim/capture/record'
import { ScimService } from '../../../../src/main/scim/capture/service/service'
import { findingSchema } from '../../../../src/shared/finding'
import { scimProvider } from '../../../../src/shared/guidance/scim-providers'
import { type CaptureClaims, captureFactsSchema } from '../../../../src/shared/runs/scim-capture'
import { type PushFault, type PushingProvider, push, type Send } from '../../../lab/scim/idp'

const noClaims: CaptureClaims = { changed: false, deactivated: false }

const exchange = (changes: Partial<CapturedExchange>): CapturedExchange => ({
  n: 1,
  at: Date.parse('2027-01-01T00:00:00Z'),
  method: 'GET',
  path: '/Users',
  inside: true,
  userAgent: null,
  contentType: 'application/scim+json',
  token: 'accepted',
  tokenMarks: [],
  bytes: 0,
  bodyKind: changes.body === undefined ? 'none' : 'json',
  body: undefined,
  text: null,
  status: 200,
  scimType: null,
  detail: null,
  id: null,
  ms: 1,
  ...changes,
})

/** A service in this process in place of the endpoint: what is judged is the same. */
function recorder(): { record: CaptureRecord; send: Send } {
  const record = new CaptureRecord('live')
  const service = new ScimService(() => 0)
  const send: Send = ({ method, path, userAgent, body }) => {
    const [pathname = '', query = ''] = path.split('?')
    const request = { method, path: pathname, query: new URLSearchParams(query), headers: {}, body, base: 'http://x' }
    const answer = service.answer(request)
    const said = answer.status >= 400 ? (answer.body as { detail?: string; scimType?: string }) : null
    record.add(
      exchange({
        method,
        path,
        userAgent: userAgent === '' ? null : userAgent,
        body,
        status: answer.status,
        id: answer.id,
        detail: said?.detail ?? null,
        scimType: said?.scimType ?? null,
      }),
    )
    return { status: answer.status, body: typeof answer.body === 'string' ? JSON.parse(answer.body) : answer.body }
  }
  return { record, send }
}

async function judged(
  provider: PushingProvider,
  faults: readonly PushFault[] = [],
  { claims = noClaims, users = 2, named = null as string | null, withGroup = true } = {},
) {
  const { record, send } = recorder()
  await push(provider, send, { faults, users, withGroup })
  const findings = judgeCapture(record.observation(0, claims, named)).map((one) => findingSchema.parse(one))
  captureFactsSchema.parse(record.facts())
  return {
    findings,
    facts: record.facts(),
    notInOrder: findings.filter(({ status }) => status !== 'pass').map(({ id, status }) => `${id} ${status}`),
  }
}

describe('an identity provider in order', () => {
  test.each([
    ['okta', [], 'okta'],
    ['entra-flag', [], null],
    ['onelogin', [], 'onelogin'],
    ['unknown', [], null],
    ['entra', ['scim.deactivate warn'], 'entra'],
  ] as const)('%s', async (provider, expected, recognised) => {
    const { notInOrder, facts } = await judged(provider)
    expect(notInOrder).toEqual(expected)
    expect(facts.provider).toBe(recognised)
    expect(facts.users).toMatchObject({ whole: 2, partial: 0, withoutAddress: 0 })
  })

  test('every attribute is counted by users', async () => {
    const { facts } = await judged('okta')
    const row = (path: string) => facts.attributes.find((one) => one.path === path)
    expect(row('userName')).toEqual({ path: 'userName', kind: 'core', use: 'needed', filled: 2, empty: 0 })
    expect(row('urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department')).toMatchObject({
      kind: 'enterprise',
      use: 'used',
      filled: 2,
    })
    expect(row('urn:acme:custom:1.0:User:shoe')).toMatchObject({ kind: 'custom', use: 'extra', filled: 2 })
  })
})

describe('each identity provider, told by its requests', () => {
  const providers = ['okta', 'onelogin', 'jumpcloud', 'pingfederate', 'cyberark', 'rippling', 'sailpoint'] as const
  const bothClaimed = { changed: true, deactivated: true }

  test.each(providers)('%s in order', async (provider) => {
    const { notInOrder, facts } = await judged(provider, [], { claims: bothClaimed })
    expect(notInOrder).toEqual([])
    expect(facts.provider).toBe(provider)
  })

  test.each(
    providers.flatMap((provider) =>
      (
        [
          ['no-updates', 'updates', ['scim.update fail']],
          ['no-deactivation', 'deactivation', ['scim.deactivate fail']],
          ['no-emails-no-address', 'attributes', ['scim.attributes fail']],
        ] as const
      ).map(([fault, which, expected]) => [provider, fault, which, expected] as const),
    ),
  )('%s with %s is shown its own switch for %s', async (provider, fault, which, expected) => {
    const { findings, notInOrder } = await judged(provider, [fault], { claims: bothClaimed })
    expect(notInOrder).toEqual(expected)
    const where = scimProvider(provider)?.switches[which].where
    expect(findings.find(({ status }) => status === 'fail')?.fix?.where).toBe(where)
  })
})

describe('a connection test that makes a user of its own', () => {
  const userAgent = 'JumpCloud SCIM'
  const person = (name: string) => ({ userName: `${name}@acme.example`, active: true })

  async function pushed(
    work: (ask: (method: string, path: string, body?: unknown) => Promise<string>) => Promise<void>,
  ) {
    const { record, send } = recorder()
    await work(async (method, path, body) => {
      const answer = await send({ method, path, userAgent, ...(body === undefined ? {} : { body }) })
      return answer.body?.id ?? ''
    })
    const findings = judgeCapture(record.observation(0, { changed: true, deactivated: true }, null))
    return findings.find(({ id }) => id === 'scim.deactivate')
  }

  test('shows no deactivation of anybody', async () => {
    const finding = await pushed(async (ask) => {
      const id = await ask('POST', '/Users', person('test'))
      await ask('GET', `/Users/${id}`)
      await ask('DELETE', `/Users/${id}`)
      await ask('POST', '/Users', person('anna'))
    })
    expect(finding).toMatchObject({ status: 'warn', fix: { where: expect.stringContaining('User Groups') } })
    expect(finding?.summary).toMatch(/connection test of JumpCloud/)
  })

  test.each([
    ['is changed before it is removed', 'PUT'],
    ['is removed, and another is made inactive', 'PATCH'],
  ])('a user that %s counts', async (_what, method) => {
    const finding = await pushed(async (ask) => {
      const id = await ask('POST', '/Users', person('anna'))
      const other = await ask('POST', '/Users', person('bob'))
      if (method === 'PUT') await ask('PUT', `/Users/${id}`, person('anna'))
      else await ask('PATCH', `/Users/${other}`, { Operations: [{ op: 'replace', path: 'active', value: false }] })
      await ask('DELETE', `/Users/${id}`)
    })
    expect(finding?.status).toBe('pass')
  })
})

describe('what is switched off or mapped wrongly', () => {
  const updates = (names: string[]) => [...names, 'no-updates'] as PushFault[]
  test.each([
    [
      'no names at all',
      updates(['no-names']),
      ['scim.attributes fail', 'scim.update warn'],
      /name\.givenName or name\.familyName/,
    ],
    [
      'no family name',
      updates(['no-family-name']),
      ['scim.attributes fail', 'scim.update warn'],
      /no.* name\.familyName|None of the 2 users that came has name\.familyName/,
    ],
    [
      'a family name that is empty',
      updates(['empty-family-name']),
      ['scim.attributes fail', 'scim.update warn'],
      /without a value/,
    ],
    ['no e-mails, user names that are addresses', ['no-emails'], [], null],
    [
      'no e-mails, and user names that are none',
      ['no-emails-no-address', 'no-updates'],
      ['scim.attributes fail', 'scim.update warn'],
      /emails.*nor a user name/,
    ],
    ['no externalId', ['no-external-id'], ['scim.attributes warn'], /externalId/],
    [
      'users created inactive',
      ['created-inactive', 'no-updates', 'no-deactivation'],
      ['scim.create warn', 'scim.update warn', 'scim.deactivate warn'],
      /inactive from the start/,
    ],
    [
      'active as text',
      ['active-as-text', 'no-updates', 'no-deactivation'],
      ['scim.create fail', 'scim.update warn', 'scim.deactivate warn'],
      /text in place of a boolean/,
    ],
    [
      'the test of the connection alone',
      ['tests-only'],
      ['scim.create warn', 'scim.attributes skipped', 'scim.update skipped', 'scim.deactivate skipped'],
      /pushed nobody/,
    ],
  ] as [string, PushFault[], string[], RegExp | null][])('%s', async (_what, faults, expected, says) => {
    const { notInOrder, findings } = await judged('okta', faults)
    expect(notInOrder).toEqual(expected)
    if (says !== null) expect(findings.map(({ summary }) => summary).join('\n')).toMatch(says)
  })

  test('no update and no deactivation came: likely, and proven once somebody says they were made', async () => {
    const faults: PushFault[] = ['no-updates', 'no-deactivation']
    expect((await judged('okta', faults)).notInOrder).toEqual(['scim.update warn', 'scim.deactivate warn'])
    const { notInOrder, findings } = await judged('okta', faults, { claims: { changed: true, deactivated: true } })
    expect(notInOrder).toEqual(['scim.update fail', 'scim.deactivate fail'])
    expect(findings.find(({ id }) => id === 'scim.update')?.fix).toMatchObject({
      action: 'Tick Update User Attributes.',
      owner: 'idp-admin',
    })
    expect(findings.find(({ id }) => id === 'scim.deactivate')?.fix?.where).toContain('Deactivate Users > Enable')
  })

  test.each(['okta', 'entra', 'onelogin', 'jumpcloud', 'pingfederate', 'cyberark', 'rippling', 'sailpoint'])(
    'the switch of %s is named',
    async (named) => {
      const { findings } = await judged('unknown', ['no-updates', 'no-deactivation', 'no-names'], {
        claims: { changed: true, deactivated: true },
        named,
      })
      for (const id of ['scim.attributes', 'scim.update', 'scim.deactivate'])
        expect(findings.find((one) => one.id === id)?.fix).toMatchObject({
          source: `https://workos.com/docs/integrations/${{ entra: 'entra-id' }[named] ?? named}-scim`,
        })
    },
  )

  test('where nobody knows the provider, the switch of each is named', async () => {
    const { findings } = await judged('unknown', ['no-updates'])
    const where = findings.find(({ id }) => id === 'scim.update')?.fix?.where ?? ''
    for (const name of ['Okta', 'Microsoft Entra ID', 'SailPoint']) expect(where).toContain(`${name}: `)
  })

  test('one user who lacks a name may simply have none, and the sentence says so', async () => {
    const { findings } = await judged('okta', ['no-family-name', 'no-updates'], { users: 1 })
    expect(findings.find(({ id }) => id === 'scim.attributes')).toMatchObject({
      status: 'fail',
      summary: expect.stringContaining('or this user has none'),
    })
  })

  test('a group is no need', async () => {
    expect((await judged('okta', [], { withGroup: false })).notInOrder).toEqual(['scim.create info'])
  })
})

describe('requests that do not get through', () => {
  const of = (...changes: Partial<CapturedExchange>[]) => {
    const record = new CaptureRecord('live')
    for (const change of changes) record.add(exchange(change))
    return judgeCapture(record.observation(0, noClaims, null))
  }
  const statusOf = (findings: ReturnType<typeof of>, id: string) => findings.find((one) => one.id === id)?.status

  test('nothing came', () => {
    expect(of().map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'skipped'))
  })

  test('the wrong token, and what copying did to it', () => {
    const findings = of({ token: 'wrong', tokenMarks: ['bearer-prefix'], status: 401 })
    expect(findings[0]).toMatchObject({ id: 'scim.token', status: 'fail', summary: expect.stringContaining('twice') })
    expect(statusOf(findings, 'scim.create')).not.toBe('pass')
  })

  test('a wrong base URL', () => {
    const findings = of({ inside: false, path: '/Users', status: 404 })
    expect(findings.find(({ id }) => id === 'scim.endpoint')).toMatchObject({
      status: 'fail',
      summary: expect.stringContaining('/Users'),
    })
  })

  test('bodies that cannot be read', () => {
    const findings = of({
      method: 'POST',
      bodyKind: 'broken',
      status: 400,
      detail: 'The body is no JSON.',
      scimType: 'invalidSyntax',
    })
    expect(findings.find(({ id }) => id === 'scim.create')).toMatchObject({
      status: 'fail',
      summary: expect.stringContaining('no JSON'),
    })
  })

  test('whatever stands in the requests, every finding is one', () => {
    const odd = [
      null,
      [],
      'x',
      7,
      { Operations: 'x' },
      { Operations: [null, 7, { op: 3, path: {}, value: [] }] },
      { name: [] },
      { emails: { a: 1 } },
    ]
    const bodies = odd.flatMap((body) => ['POST', 'PUT', 'PATCH', 'DELETE', 'WHAT'].map((method) => ({ method, body })))
    const paths = ['/Users', '/Users/1', '/Groups/1', '/', '/%00', '/Users/.search', '/Users?filter=%', '']
    for (const finding of of(...paths.flatMap((path) => bodies.map((one) => ({ ...one, path })))))
      findingSchema.parse(finding)
  })
})
