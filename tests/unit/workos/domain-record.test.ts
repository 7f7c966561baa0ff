import { describe, expect, test } from 'vitest'
import { type AskDns, lookUpTxt } from '../../../src/main/workos/check/gather-txt'
import { judgeTxt } from '../../../src/main/workos/check/judge-txt'
import type { OrganizationDomain } from '../../../src/shared/workos'

const at = '2026-11-23T10:00:00.000Z'
const domain: OrganizationDomain = {
  id: 'org_domain_1',
  domain: 'acme.example',
  state: 'pending',
  verificationStrategy: 'dns',
  verificationToken: 'tOkEn123',
  verificationPrefix: 'product-domain-verification-abc',
}
const record = 'product-domain-verification-abc=tOkEn123'

/** What each name server says: by server, then by `TYPE name`. A server that is not listed does not answer. */
type World = Readonly<Record<string, Readonly<Record<string, readonly string[] | string>>>>

const asking =
  (world: World): AskDns =>
  async (server, name, type) => {
    const says = world[server]
    if (!says) return { values: [], code: 'ETIMEOUT' }
    const answer = says[`${type} ${name}`] ?? 'ENOTFOUND'
    return typeof answer === 'string' ? { values: [], code: answer } : { values: [...answer], code: null }
  }

async function judged(world: World, change: Partial<OrganizationDomain> = {}) {
  const subject = { ...domain, ...change }
  const views = await lookUpTxt(subject, asking(world), ['10.0.0.1', '10.0.0.2'])
  const [finding, ...others] = judgeTxt({ of: 'txt', at, domain: subject, views })
  expect(others).toEqual([])
  expect(finding?.id).toBe('workos.domain')
  return finding
}

/** The zone's own name server is found through the machine's. */
const zone = { 'NS acme.example': ['ns1.host.example'], 'A ns1.host.example': ['192.0.2.53'] }

describe('the TXT record of a domain', () => {
  test.each<readonly [string, World, Partial<OrganizationDomain>, string, RegExp]>([
    [
      'is there, as the machine and the zone see it',
      {
        '10.0.0.1': { ...zone, 'TXT acme.example': ['v=spf1 -all', record] },
        '192.0.2.53': { 'TXT acme.example': [record] },
      },
      {},
      'pass',
      /published on acme\.example\. WorkOS has not looked/,
    ],
    [
      'is there in another spelling: the token counts',
      { '10.0.0.1': { 'TXT acme.example': ['"verification_token=tOkEn123"'] } },
      {},
      'pass',
      /published/,
    ],
    [
      'is there, and the domain is verified',
      { '10.0.0.1': { 'TXT acme.example': [record] } },
      { state: 'verified' },
      'pass',
      /is verified/,
    ],
    [
      'is there, but WorkOS has stopped looking',
      { '10.0.0.1': { 'TXT acme.example': [record] } },
      { state: 'failed' },
      'warn',
      /stopped looking/,
    ],
    [
      'is new: the zone has it, the machine’s servers do not yet',
      {
        '10.0.0.1': { ...zone, 'TXT acme.example': 'ENODATA' },
        '192.0.2.53': { 'TXT acme.example': [record] },
      },
      {},
      'pass',
      /still have an older answer/,
    ],
    [
      'is only inside this network',
      {
        '10.0.0.1': { ...zone, 'TXT acme.example': [record] },
        '192.0.2.53': { 'TXT acme.example': 'ENODATA' },
      },
      {},
      'fail',
      /only inside this network/,
    ],
    [
      'stands where a panel appended the zone twice',
      { '10.0.0.1': { 'TXT acme.example': ['v=spf1 -all'], 'TXT acme.example.acme.example': [record] } },
      {},
      'fail',
      /appended the zone twice.*acme\.example\.acme\.example/,
    ],
    [
      'has its text taken for its name',
      {
        '10.0.0.1': {
          'TXT acme.example': 'ENODATA',
          'TXT product-domain-verification-abc.acme.example': ['tOkEn123'],
        },
      },
      {},
      'fail',
      /entered as its name/,
    ],
    [
      'stands where older instructions wanted it',
      { '10.0.0.1': { 'TXT acme.example': 'ENODATA', 'TXT _acme-challenge.acme.example': [record] } },
      {},
      'fail',
      /older instructions/,
    ],
    [
      'is one of an earlier try',
      { '10.0.0.1': { 'TXT acme.example': ['product-domain-verification-abc=oldToken'] } },
      {},
      'fail',
      /another token/,
    ],
    ['is not there', { '10.0.0.1': { 'TXT acme.example': ['v=spf1 -all'] } }, {}, 'fail', /the one there is for other/],
    ['is not there, nor any other', { '10.0.0.1': { 'TXT acme.example': 'ENODATA' } }, {}, 'fail', /^No TXT record/],
    [
      'is gone after the verification',
      { '10.0.0.1': { 'TXT acme.example': 'ENODATA' } },
      { state: 'verified' },
      'warn',
      /verified all the same/,
    ],
    ['has no domain to stand on', { '10.0.0.1': {} }, {}, 'fail', /NXDOMAIN/],
    ['cannot be looked up', {}, {}, 'skipped', /no name server was heard \(ETIMEOUT\)/],
    [
      'is looked up at the second server when the first is silent',
      { '10.0.0.2': { 'TXT acme.example': [record] } },
      {},
      'pass',
      /published/,
    ],
    ['has no token', {}, { verificationToken: null }, 'skipped', /no token/],
    ['needs none any more', {}, { verificationToken: null, state: 'verified' }, 'pass', /waits for no TXT record/],
  ])('%s', async (_, world, change, status, summary) => {
    const finding = await judged(world, change)
    expect([finding?.status, finding?.summary]).toEqual([status, expect.stringMatching(summary)])
  })

  test('what is to be published is there to copy, with the place it belongs to', async () => {
    const finding = await judged({ '10.0.0.1': { 'TXT acme.example': 'ENODATA' } })
    expect(finding?.fix).toMatchObject({
      command: record,
      owner: 'dns-admin',
      where: expect.stringContaining('acme.example'),
    })
  })

  test('a domain below the zone is asked of the zone’s servers', async () => {
    const asked: string[] = []
    const ask = asking({
      '10.0.0.1': { 'NS example': ['ns.example'], 'A ns.example': ['192.0.2.53'] },
    })
    await lookUpTxt(
      { ...domain, domain: 'login.acme.example.org' },
      (server, name, type) => {
        asked.push(`${type} ${name}`)
        return ask(server, name, type)
      },
      ['10.0.0.1'],
    )
    expect(asked.filter((one) => one.startsWith('NS'))).toEqual([
      'NS login.acme.example.org',
      'NS acme.example.org',
      'NS example.org',
    ])
  })

  test('letters beyond ASCII are asked for as DNS knows them', async () => {
    const views = await lookUpTxt({ ...domain, domain: 'bücher.example' }, asking({}), ['10.0.0.1'])
    expect(views[0]?.name).toBe('xn--bcher-kva.example')
  })

  test('a thousand records of endless length stay a short answer', async () => {
    const values = Array.from({ length: 1000 }, () => 'x'.repeat(10_000))
    const finding = await judged({ '10.0.0.1': { 'TXT acme.example': values } })
    expect(JSON.stringify(finding).length).toBeLessThan(10_000)
  })
})
