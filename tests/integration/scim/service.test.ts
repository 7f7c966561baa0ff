import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type FaultyScim, type ScimFault, startFaultyScim } from '../../lab/scim/faulty'
import { type ScimmyLab, startScimmy } from '../../lab/scim/scimmy'
import { checked, notInOrder, summaryOf } from './checked'

describe('a service nobody here wrote (scimmy)', () => {
  let lab: ScimmyLab
  beforeAll(async () => {
    lab = await startScimmy()
  })
  afterAll(() => lab.close())

  test('is in order, and nothing is written without being asked to', async () => {
    lab.requests.length = 0
    const { findings, result } = await checked({ url: lab.base, token: lab.token })
    expect(notInOrder(findings)).toEqual([])
    expect(result).toMatchObject({ standing: 'accepted', users: 0, service: { patch: true, filter: true } })
    expect(lab.requests.filter((one) => !one.startsWith('GET '))).toEqual([])
  })

  test('bears a whole rehearsal, refuses Microsoft’s “False”, and is left as it was', async () => {
    const { findings, result } = await checked({ url: lab.base, token: lab.token, rehearsal: 'full' })
    expect(notInOrder(findings)).toEqual(['scim.deactivate warn'])
    expect(summaryOf(findings, 'scim.deactivate', 'warn')).toContain('“False”')
    expect(result?.rehearsal).toEqual({ made: 2, leftBefore: 0, remnants: [] })
    expect(lab.users.size + lab.groups.size).toBe(0)
  })

  test('a wrong token', async () => {
    const { findings, result } = await checked({ url: lab.base, token: `${lab.token}x` })
    expect(findings.find(({ id }) => id === 'scim.endpoint')?.status).toBe('pass')
    expect(findings.find(({ id }) => id === 'scim.token')).toMatchObject({ status: 'fail' })
    expect(result?.standing).toBe('refused')
  })

  test.each([
    ['quotation marks', (token: string) => `"${token}"`],
    ['Bearer', (token: string) => `Bearer ${token}`],
    ['a blank in front', (token: string) => ` ${token}`],
  ])('a token pasted with %s', async (what, paste) => {
    const { findings } = await checked({ url: lab.base, token: paste(lab.token) })
    const token = findings.find(({ id }) => id === 'scim.token')
    expect(token?.status).toMatch(/fail|warn/)
    expect(token?.summary).toMatch(/The token is right/)
    expect(token?.summary.toLowerCase()).toContain(what === 'Bearer' ? 'bearer' : what.split(' ')[0])
    expect(notInOrder(findings)).toEqual([`scim.token ${token?.status}`])
  })

  test.each([
    ['/Users at its end', '/Users', 'fail'],
    ['/Users doubled', '/Users/Users', 'fail'],
    ['a version too much', '/v2', 'fail'],
    ['another version', '/../v2.0', 'fail'],
    ['Entra’s flag', '?aadOptscim062020', 'pass'],
  ])('an address with %s', async (_what, ending, status) => {
    const { findings } = await checked({ url: `${lab.base}${ending}`, token: lab.token })
    expect(findings.find(({ id }) => id === 'scim.endpoint')?.status).toBe(status)
    expect(findings.find(({ id }) => id === 'scim.token')?.status).toBe('pass')
    if (status === 'fail')
      expect(findings[0]?.compared).toMatchObject({ expected: { value: lab.base }, firstDifference: {} })
  })

  test('a path where there is nothing', async () => {
    const { findings, result } = await checked({ url: `${new URL(lab.base).origin}/directory/x`, token: lab.token })
    expect(findings[0]).toMatchObject({ id: 'scim.endpoint', status: 'fail' })
    expect(result?.standing).toBe('not-found')
  })
})

describe('a service that misbehaves', () => {
  let lab: FaultyScim | undefined
  afterEach(async () => {
    await lab?.close()
    lab = undefined
  })

  const config = 'scim.service-provider-config'
  const untouched = [
    'scim.token',
    config,
    'scim.attributes',
    'scim.create',
    'scim.update',
    'scim.deactivate',
    'scim.cleanup',
  ]
  const skipped = (...except: string[]) => untouched.filter((id) => !except.includes(id)).map((id) => `${id} skipped`)

  // Each with everything that is not in order, and a word the first of these has to say.
  const faults: [fault: ScimFault, notInOrder: string[], says?: RegExp][] = [
    ['takes-text', []],
    ['portal-page', ['scim.endpoint fail', ...skipped()], /in place of the SCIM service/],
    ['basic-challenge', ['scim.endpoint fail', ...skipped()], /in place of the SCIM service/],
    ['blocked-by-firewall', ['scim.endpoint fail', ...skipped()], /in place of the SCIM service/],
    ['sign-in-redirect', ['scim.endpoint fail', ...skipped()], /in place of the SCIM service/],
    ['gateway-error', ['scim.endpoint fail', ...skipped()], /gateway/],
    ['moved', ['scim.endpoint fail', ...skipped()], /elsewhere\.invalid.*not sent there/],
    ['server-error', ['scim.endpoint fail', ...skipped()], /status 500/],
    ['not-scim', ['scim.endpoint fail', ...skipped()], /not a SCIM service/],
    ['rate-limited', ['scim.endpoint warn', ...skipped()], /asked too often/],
    ['slash-redirect', ['scim.endpoint warn'], /redirect/],
    ['forbidden', ['scim.token fail', ...skipped('scim.token')], /does not let this token read/],
    ['ignores-token', ['scim.token warn'], /does not look at tokens/],
    ['refuses-as-page-with-bearer', []],
    ['refuses-without-body', []],
    ['no-config', [`${config} warn`], /does not publish/],
    ['config-is-page', [`${config} warn`], /web page/],
    ['config-without-patch', [`${config} warn`], /PATCH/],
    ['ignores-filter', [`${config} fail`, 'scim.create fail'], /ignores the filter/],
    ['refuses-filter', [`${config} fail`, 'scim.create fail'], /invalidFilter/],
    ['unknown-is-404', [`${config} warn`], /404/],
    ['numbers-as-text', [`${config} warn`], /totalResults/],
    ['no-groups', [`${config} info`], /no groups/],
    ['no-schemas', []],
    ['users-without-email', ['scim.attributes fail'], /3 of the first 3 users have no e-mail/],
    ['drops-names', ['scim.attributes fail'], /name\.givenName and name\.familyName/],
    ['drops-email', ['scim.attributes fail', 'scim.update warn'], /emails/],
    ['drops-external-id', ['scim.attributes warn'], /externalId/],
    ['drops-extension', []],
    ['refuses-extension', ['scim.create warn'], /enterprise extension/],
    ['wants-okta-id', []],
    ['creates-with-200', ['scim.create warn'], /200 instead of 201/],
    ['creates-without-body', ['scim.create fail', 'scim.update skipped', 'scim.deactivate skipped'], /without the id/],
    ['creates-without-id', ['scim.create fail', 'scim.update skipped', 'scim.deactivate skipped'], /without the id/],
    [
      'answers-with-somebody-else',
      ['scim.create fail', 'scim.update skipped', 'scim.deactivate skipped'],
      /somebody else/,
    ],
    ['refuses-creation', ['scim.create fail', 'scim.update skipped', 'scim.deactivate skipped'], /not create any/],
    ['not-found-by-name', ['scim.create fail'], /finds nobody/],
    ['ignores-patch', ['scim.update fail', 'scim.deactivate fail', 'scim.deactivate fail'], /changes nothing/],
    ['refuses-patch', ['scim.update warn', 'scim.deactivate warn', 'scim.deactivate warn'], /Microsoft Entra ID/],
    ['refuses-patch-without-path', ['scim.update warn', 'scim.deactivate warn'], /Okta/],
    ['ignores-value-filter', ['scim.update fail'], /value filter/],
    ['ignores-put', ['scim.update fail', 'scim.deactivate fail'], /PUT of the whole user/],
    ['stays-active', ['scim.deactivate fail', 'scim.deactivate fail'], /keeps the access/],
    ['takes-text-for-true', ['scim.deactivate fail'], /“False”/],
    ['shows-text', ['scim.deactivate warn'], /as text instead of a boolean/],
    ['hides-active', ['scim.deactivate warn', 'scim.deactivate warn'], /does not show “active”/],
    ['removes-inactive', []],
    ['cannot-reactivate', ['scim.deactivate warn'], /not made active again/],
    ['keeps-removed', ['scim.cleanup fail'], /removes nothing/],
    ['refuses-removal', ['scim.cleanup fail'], /status 405/],
    ['keeps-names', []],
    ['wants-version', []],
    ['shows-late', []],
    ['drops-members', ['scim.create fail'], /member/],
    ['ignores-member-removal', ['scim.update fail'], /members of the group stay/],
  ]

  test.concurrent.each(faults)('%s', async (fault, expected, says) => {
    const text: ScimFault[] = fault === 'takes-text-for-true' || fault === 'shows-text' ? [] : ['takes-text']
    const faulty = await startFaultyScim(fault, ...text)
    try {
      const { findings } = await checked({ url: faulty.base, token: faulty.token, rehearsal: 'full' })
      expect(notInOrder(findings)).toEqual(expected)
      const first = findings.find(({ status }) => status !== 'pass')
      if (says !== undefined) expect(first?.summary).toMatch(says)

      const ours = [...faulty.users.values()].filter(({ userName }) => String(userName).startsWith('signpost'))
      const theirs = [...faulty.users.values()].filter((user) => !ours.includes(user))
      expect(ours).toHaveLength(fault === 'keeps-removed' || fault === 'refuses-removal' ? 1 : 0)
      expect(theirs).toHaveLength(3)
      const changed = faulty.requests.filter(({ method }) => method !== 'GET').map(({ path }) => path)
      for (const { id } of theirs) expect(changed).not.toContain(`/scim/v2/Users/${id}`)
    } finally {
      await faulty.close()
    }
  })

  test.each<[ScimFault, RegExp]>([
    ['says-expired', /“The token has expired”/],
    ['refuses-without-body', /proxy or gateway/],
    ['refuses-as-page-with-bearer', /refused/],
  ])('a refused token where the service %s', async (fault, says) => {
    lab = await startFaultyScim(fault)
    const { findings } = await checked({ url: lab.base, token: 'another-token-altogether' })
    expect(findings.map(({ id, status }) => `${id} ${status}`).slice(0, 2)).toEqual([
      'scim.endpoint pass',
      'scim.token fail',
    ])
    expect(findings[1]?.summary).toMatch(says)
  })

  test('names that are never given back do not stop a rehearsal', async () => {
    lab = await startFaultyScim('keeps-names', 'takes-text')
    for (let turn = 0; turn < 6; turn++) {
      const { findings } = await checked({ url: lab.base, token: lab.token, rehearsal: 'full' })
      expect(notInOrder(findings)).toEqual([])
      expect(lab.users.size).toBe(3)
    }
  })

  test('a token a server throws back is shown nowhere', async () => {
    lab = await startFaultyScim('echoes-token')
    const secret = 'CANARY-Zx93TkVb2Lr8Ws4Np-and-more'
    for (const paste of [secret, `"${secret}"`, `Bearer ${secret}`]) {
      const { findings, outcome } = await checked({ url: lab.base, token: paste, rehearsal: 'full' })
      const text = JSON.stringify([findings, outcome])
      expect(text).toContain('[secret]')
      for (let index = 0; index + 8 <= secret.length; index++)
        expect(text).not.toContain(secret.slice(index, index + 10))
    }
  })

  test('a rehearsal cut off after any request leaves nothing behind after the next one', async () => {
    lab = await startFaultyScim('takes-text')
    await checked({ url: lab.base, token: lab.token, rehearsal: 'full' })
    const whole = lab.requests.length
    for (let count = 8; count < whole; count += 1) {
      lab.dieAfter(count)
      await checked({ url: lab.base, token: lab.token, rehearsal: 'full' })
      lab.revive()
      const { findings } = await checked({ url: lab.base, token: lab.token, rehearsal: 'clean-up' })
      expect(findings.at(-1)).toMatchObject({ id: 'scim.cleanup', status: 'pass' })
      expect([lab.users.size, lab.groups.size]).toEqual([3, 0])
    }
  })

  test('a rehearsal stopped on the way cleans up after itself', async () => {
    lab = await startFaultyScim('takes-text')
    const stop = new AbortController()
    const push = lab.requests.push.bind(lab.requests)
    lab.requests.push = (...items) => {
      if (items.some(({ method }) => method === 'PATCH')) stop.abort()
      return push(...items)
    }
    const { findings } = await checked({ url: lab.base, token: lab.token, rehearsal: 'full', stop: stop.signal })
    expect(notInOrder(findings)).toEqual(['scim.deactivate skipped'])
    expect(summaryOf(findings, 'scim.cleanup', 'pass')).toMatch(/stopped early/)
    expect([lab.users.size, lab.groups.size]).toEqual([3, 0])
  })

  test('nobody there', async () => {
    const gone = await startFaultyScim()
    await gone.close()
    const { findings, result } = await checked({ url: gone.base, token: gone.token })
    expect(findings[0]).toMatchObject({ id: 'scim.endpoint', status: 'fail', fix: { owner: 'network-team' } })
    expect(result?.standing).toBe('unreachable')
  })

  test('the address the directory has at WorkOS', async () => {
    lab = await startFaultyScim()
    const from = 'the directory at WorkOS'
    const right = await checked({ url: lab.base, token: lab.token, expected: { value: lab.base, from } })
    expect(notInOrder(right.findings)).toEqual([])
    const expected = { value: `${lab.origin}/scim/v2.0`, from }
    const wrong = await checked({ url: lab.base, token: lab.token, expected })
    expect(wrong.findings[0]).toMatchObject({ status: 'fail', compared: { expected, firstDifference: {} } })
  })
})
