import { describe, expect, test } from 'vitest'
import type { Finding, Status } from '../../../src/shared/finding'
import { causeOf } from '../../../src/shared/guidance/causes/causes'
import { judgeCauses } from '../../../src/shared/guidance/evidence/judge'
import { type CauseId, causeIds, type Verdict, verdictSchema } from '../../../src/shared/verdict'
import { labWish } from '../../lab/idp/issue'
import { finding, findingsIn, seeds, soundWorld, worldWith } from './world'

const judge = (findings: readonly Finding[]) => judgeCauses(findings, new Set())
const confirmed = (verdicts: readonly Verdict[]) =>
  verdicts.filter(({ state }) => state === 'confirmed').map(({ cause }) => cause)
const stateOf = (verdicts: readonly Verdict[], cause: CauseId) => verdicts.find((one) => one.cause === cause)?.state

/** One fault is both: the address in the assertion and in the field of the console; the audience and the entity ID. */
const twins: ReadonlyArray<readonly [CauseId, CauseId]> = [
  ['validating.acs-url-typo', 'saml.recipient-mismatch'],
  ['validating.entity-id-mismatch', 'saml.audience-mismatch'],
]
const withTwins = (cause: CauseId): CauseId[] => twins.find((pair) => pair.includes(cause))?.slice() ?? [cause]

/** What cannot be seen any more once the first is there. */
const hides: Readonly<Partial<Record<CauseId, readonly CauseId[]>>> = {
  'draft.metadata-invalid': ['draft.metadata-not-uploaded'],
  'draft.metadata-unreachable': ['draft.metadata-not-uploaded'],
  'scim.not-found': ['scim.unauthorized', 'scim.updates-disabled', 'scim.deactivation-disabled'],
  'scim.unauthorized': ['scim.updates-disabled', 'scim.deactivation-disabled'],
  'organization.missing': [
    'draft.metadata-not-uploaded',
    'organization.connection-not-linked',
    'organization.domain-unverified',
  ],
  'organization.connection-not-linked': ['draft.metadata-not-uploaded'],
}

/** What every list of verdicts promises, whatever the findings. */
function expectSound(verdicts: readonly Verdict[], findings: readonly Finding[]): void {
  expect(verdicts.map(({ cause }) => cause).toSorted()).toEqual([...causeIds].sort())
  for (const verdict of verdicts) {
    verdictSchema.parse(verdict)
    const { state, because, grounds, needs, input, fix, likely, rivals } = verdict
    for (const ground of grounds) expect(findings[ground.finding]?.id).toBe(ground.check)
    if (state === 'confirmed' || state === 'ruled-out') expect(because).not.toEqual([])
    if (state === 'cannot-tell' || state === 'not-run') expect([needs, input]).not.toContain(undefined)
    if (state === 'confirmed') expect(fix).toBeDefined()
    if (likely) expect([state, (rivals ?? []).length > 0]).toEqual(['cannot-tell', true])
    for (const check of because) expect(findings.some(({ id }) => id === check)).toBe(true)
  }
}

test('a sound world confirms nothing, and rules out what was looked at', async () => {
  const findings = await findingsIn(await soundWorld())
  const verdicts = judge(findings)
  expectSound(verdicts, findings)
  expect(confirmed(verdicts)).toEqual([])
  expect(verdicts.filter(({ likely }) => likely)).toEqual([])
  const open = verdicts.filter(({ state }) => state !== 'ruled-out')
  // A rehearsal shows what the endpoint takes, not what the provider sends.
  expect(open.map(({ cause }) => cause)).toEqual(['scim.updates-disabled', 'scim.deactivation-disabled'])
  for (const { state, summary } of open)
    expect([state, summary]).toEqual(['cannot-tell', expect.stringMatching(/keeps them/)])
})

test('nothing looked at is not run, and says what to give', () => {
  const verdicts = judge([])
  expectSound(verdicts, [])
  expect(verdicts.every(({ state }) => state === 'not-run')).toBe(true)
})

describe('each cause alone is confirmed, and no other', () => {
  test.each(causeIds)('%s', async (cause) => {
    const findings = await findingsIn(await worldWith(cause))
    const verdicts = judge(findings)
    expectSound(verdicts, findings)
    expect(confirmed(verdicts).toSorted()).toEqual(withTwins(cause).toSorted())
    expect(withTwins(cause)).toContain(verdicts[0]?.cause)
  })
})

describe('two causes together', () => {
  const pairs = causeIds.flatMap((first, index) => causeIds.slice(index + 1).map((second) => [first, second] as const))
  test.each(causeIds)('%s with each of the others', async (one) => {
    for (const pair of pairs.filter(([first]) => first === one)) {
      const findings = await findingsIn(await worldWith(...pair))
      const verdicts = judge(findings)
      expectSound(verdicts, findings)
      const hidden = pair.flatMap((cause) => hides[cause] ?? [])
      const expected = new Set(pair.flatMap(withTwins).filter((cause) => !hidden.includes(cause)))
      expect([pair, confirmed(verdicts).toSorted()]).toEqual([pair, [...expected].sort()])
      const root = pair.find((cause) => {
        const other = pair.find((another) => another !== cause)
        return other !== undefined && causeOf(cause).consequences.includes(other)
      })
      if (root !== undefined) expect([pair, verdicts[0]?.cause]).toEqual([pair, root])
    }
  })
})

describe('what looks like a cause and is not', () => {
  const seen = async (change: (world: Awaited<ReturnType<typeof soundWorld>>) => void) => {
    const world = await soundWorld()
    change(world)
    const findings = await findingsIn(world)
    const verdicts = judge(findings)
    expectSound(verdicts, findings)
    return verdicts
  }
  const at = labWish.at.toISOString()
  const clock = (status: Status, machine: string, offset: string, reference: string): Finding =>
    finding('clock.skew', status, [], {
      evidence: [
        { label: 'Clock judged', value: machine, from: reference },
        { label: 'Offset', value: offset, from: reference },
      ],
    })

  test('a re-indented copy says nothing of the certificate', async () => {
    const verdicts = await seen((world) => world.response.faults.push('pretty-printed'))
    expect(confirmed(verdicts)).toEqual([])
    expect(stateOf(verdicts, 'saml.signature-invalid')).toBe('cannot-tell')
    expect(verdicts.find(({ cause }) => cause === 'saml.signature-invalid')?.needs).toMatch(/untouched|response/)
  })

  test('a changed content does', async () => {
    const verdicts = await seen((world) => world.response.faults.push('tampered-nameid'))
    expect(confirmed(verdicts)).toContain('saml.signature-invalid')
  })

  const late = (label: string, from: string): Finding =>
    finding('response.not-on-or-after', 'fail', [], {
      compared: {
        what: label,
        expected: { value: at, from: 'limit' },
        received: { value: at, from: 'assertion' },
        firstDifference: { index: 0, kind: 'other', sentence: 'late' },
      },
      evidence: [
        { label: 'Time judged for', value: '2026-11-24T18:00:00.000Z', from },
        { label: 'IssueInstant', value: '2026-11-24T09:00:00Z', from: 'Assertion' },
      ],
    })

  test('an old copy is no clock skew', () => {
    const verdicts = judge([late('Conditions', 'the clock of this machine')])
    expect(confirmed(verdicts)).toEqual([])
    expect(stateOf(verdicts, 'saml.response-expired')).toBe('cannot-tell')
    const asked = judgeCauses([late('Conditions', 'the clock of this machine')], new Set(['response']))
    expect(asked.find(({ cause }) => cause === 'saml.response-expired')?.input).toBe('arrival-time')
  })

  test('the same at its known time of arrival is expired', () => {
    for (const from of ['the time given', 'the time the capture gives for the message']) {
      expect(confirmed(judge([late('Conditions', from)]))).toEqual(['saml.response-expired'])
    }
  })

  test('not yet valid by a clock that nobody compared is likely, not proven', () => {
    const early = { ...late('Conditions', 'the clock of this machine'), id: 'response.not-before' as const }
    const [verdict] = judge([early])
    expect(verdict).toMatchObject({ cause: 'saml.response-expired', state: 'cannot-tell', likely: true })
    const servers = 'the time servers'
    const right = clock('pass', 'This machine', 'in step (within ±5 ms)', servers)
    expect(confirmed(judge([early, right]))).toEqual(['saml.response-expired'])
    const ahead = clock('fail', 'adfs.acme.example', 'ahead by 7 min 0 s (±1.0 s)', servers)
    expect(confirmed(judge([early, ahead]))).toEqual(['saml.response-expired'])
    const behind = clock('fail', 'adfs.acme.example', 'behind by 7 min 0 s (±1.0 s)', servers)
    expect(confirmed(judge([early, behind]))).toEqual([])
    const unsettled = clock('fail', 'adfs.acme.example', 'ahead by 7 min 0 s (±1.0 s)', 'this machine')
    expect(confirmed(judge([early, unsettled]))).toEqual([])
  })

  test('an expired certificate beside a valid one, and an expired one for encryption', () => {
    const old = { label: 'Valid until', value: '2026-01-01T00:00:00.000Z', from: 'metadata' }
    const judgedAt = { label: 'Judged at', value: at, from: 'the clock used' }
    const findings = [
      finding('metadata.certificate-expiry', 'warn', [], { evidence: [old, judgedAt] }),
      finding('metadata.certificate-expiry', 'info', [], { evidence: [old, judgedAt] }),
      finding('metadata.certificate-expiry', 'pass'),
    ]
    expect(confirmed(judge(findings))).toEqual([])
  })

  test('a certificate that is not valid yet has not expired', () => {
    const verdicts = judge([
      finding('metadata.certificate-expiry', 'fail', [
        ['Valid until', '2036-01-01T00:00:00.000Z'],
        ['Judged at', at],
      ]),
    ])
    expect(confirmed(verdicts)).toEqual([])
  })

  test('Google’s validUntil on the day of the certificate is one fault', () => {
    const ended = finding('metadata.certificate-expiry', 'fail', [
      ['Valid until', '2026-01-01T00:00:00.000Z'],
      ['Judged at', at],
    ])
    const verdicts = judge([ended, finding('metadata.validity', 'fail')])
    expect(confirmed(verdicts)).toEqual(['validating.certificate-expired'])
    expect(verdicts.some(({ likely }) => likely)).toBe(false)
  })

  test('a captive portal is not the metadata of anybody', () => {
    const verdicts = judge([
      finding(
        'metadata.source',
        'fail',
        [
          ['HTTP status', '200'],
          ['Size', '900 bytes'],
        ],
        { fix: { action: 'Sign in to this network first.', owner: 'network-team' } },
      ),
    ])
    expect(confirmed(verdicts)).toEqual([])
    expect(verdicts[0]).toMatchObject({ cause: 'draft.metadata-unreachable', likely: true })
  })

  test('an address that did not answer is not called invalid metadata', () => {
    const verdicts = judge([finding('metadata.source', 'fail', [['HTTP status', '404']])])
    expect(stateOf(verdicts, 'draft.metadata-invalid')).toBe('cannot-tell')
  })

  test('WorkOS not showing its certificates is no empty list', async () => {
    const verdicts = await seen((world) => {
      world.held = null
    })
    expect(confirmed(verdicts)).toEqual([])
  })

  test('a draft OAuth connection lacks no metadata', async () => {
    const verdicts = await seen((world) => {
      world.connection = { ...world.connection, state: 'draft', type: 'OktaOIDC' }
      world.held = null
      world.metadata.given = false
      world.response.given = false
    })
    expect(confirmed(verdicts)).toEqual([])
  })

  test('a device that inspects TLS says nothing of the host', () => {
    const verdicts = judge([
      finding('network.address-scope', 'pass', [['Address', '93.184.216.34']]),
      finding('network.tls-certificate', 'warn'),
    ])
    expect(confirmed(verdicts)).toEqual([])
    expect(stateOf(verdicts, 'draft.metadata-unreachable')).toBe('cannot-tell')
  })

  test('a private address behind a name that has another one outside (VPN, split DNS)', () => {
    const url = finding('network.url', 'pass', [['Host', 'adfs.acme.com']])
    const inside = finding('network.address-scope', 'fail', [['Address', '10.0.0.7']])
    const unasked = judge([url, inside])
    expect(confirmed(unasked)).toEqual([])
    expect(unasked[0]).toMatchObject({ cause: 'draft.metadata-unreachable', likely: true })
    const outside = finding('network.address-scope', 'pass', [['Address', '93.184.216.34']])
    expect(confirmed(judge([url, inside, outside]))).toEqual([])
    const literal = finding('network.url', 'pass', [['Host', '10.0.0.7']])
    expect(confirmed(judge([literal, inside]))).toEqual(['draft.metadata-unreachable'])
  })

  const draft = finding('workos.connection-state', 'fail', [['State of conn_1', 'draft']])
  const validating = finding('workos.connection-state', 'warn', [['State of conn_1', 'validating']])

  test('metadata from this machine itself is no proof, in Draft or not', () => {
    const here = finding('network.address-scope', 'fail', [['Address', '127.0.0.1']])
    for (const findings of [[here], [here, draft]]) {
      expect(confirmed(judge(findings))).toEqual([])
      expect(judge(findings).find(({ cause }) => cause === 'draft.metadata-unreachable')?.likely).toBe(true)
    }
    expect(stateOf(judge([here, validating]), 'draft.metadata-unreachable')).toBe('ruled-out')
  })

  test('a private address in Draft is', () => {
    const inside = finding('network.address-scope', 'fail', [['Address', '10.0.0.7']])
    expect(confirmed(judge([inside, draft]))).toEqual(['draft.metadata-unreachable'])
  })

  test('Draft alone may mean any of three', () => {
    const [first] = judge([draft])
    expect(first).toMatchObject({ cause: 'draft.metadata-not-uploaded', likely: true, state: 'cannot-tell' })
    expect(first?.rivals?.map(({ cause }) => cause)).toEqual(['draft.metadata-invalid', 'draft.metadata-unreachable'])
    const empty = finding('workos.certificate', 'fail', [['Certificates', '0']])
    expect(confirmed(judge([draft, empty]))).toEqual(['draft.metadata-not-uploaded'])
    expect(confirmed(judge([validating, empty]))).toEqual([])
  })

  test('a document that is no metadata, while WorkOS is past Draft: both are shown', () => {
    const page = finding('metadata.source', 'fail', [['Size', '900 bytes']])
    const verdict = judge([page, validating]).find(({ cause }) => cause === 'draft.metadata-invalid')
    expect(verdict).toMatchObject({ state: 'confirmed', contradicts: ['workos.connection-state'] })
  })

  const url = (host: string) => finding('network.url', 'pass', [['Host', host]])
  const trustedHereOnly = (more: Partial<Finding> = {}) =>
    finding(
      'network.tls-certificate',
      'warn',
      [
        ['Trusted by the public roots', 'SELF_SIGNED_CERT_IN_CHAIN'],
        ['Trusted on this machine', 'yes'],
      ],
      more,
    )

  test('a TLS certificate that only this machine trusts is refused by WorkOS', () => {
    expect(confirmed(judge([url('adfs.acme.com'), trustedHereOnly()]))).toEqual(['draft.metadata-unreachable'])
    expect(confirmed(judge([url('adfs.acme.com'), trustedHereOnly(), validating]))).toEqual([])
  })

  test('but not when a device on the network shows it, when the internet sees another server, or the clock here is wrong', () => {
    const inspected = trustedHereOnly({ fix: { action: 'Look from another network.', owner: 'network-team' } })
    const elsewhere = finding('network.address-scope', 'info', [['Address', '10.0.0.7']])
    const off = clock('fail', 'This machine', 'behind by 400 d', 'the time servers')
    for (const findings of [[inspected], [trustedHereOnly(), elsewhere], [trustedHereOnly(), off]])
      expect(confirmed(judge([url('adfs.acme.com'), ...findings]))).toEqual([])
    expect(confirmed(judge([url('localhost'), trustedHereOnly()]))).toEqual([])
  })

  test('a name that only this network knows, and one that leads inside for everybody', () => {
    const here = finding('network.dns', 'fail', [
      ['This machine', '10.0.0.7 (3 ms)'],
      ['A outside', 'ENOTFOUND'],
    ])
    const [first] = judge([url('adfs.acme.com'), here])
    expect(first).toMatchObject({ cause: 'draft.metadata-unreachable', state: 'confirmed' })
    expect(first?.summary).toMatch(/inside this network only/)
    const told = finding('network.dns', 'pass', [['A outside', '10.0.0.7 (private)']])
    expect(confirmed(judge([told]))).toEqual(['draft.metadata-unreachable'])
    const known = finding('network.dns', 'fail', [
      ['A', 'ENOTFOUND'],
      ['A outside', '93.184.216.34'],
    ])
    const outside = finding('network.address-scope', 'pass', [['Address', '93.184.216.34']])
    expect(confirmed(judge([known, outside]))).toEqual([])
  })

  test('a resolver that was not heard proves nothing of the name', () => {
    const dns = finding('network.dns', 'fail', [['This machine', 'EAI_AGAIN']])
    expect(confirmed(judge([dns]))).toEqual([])
    const inner = finding('network.url', 'pass', [['Host', 'adfs.corp.internal']])
    expect(confirmed(judge([dns, inner]))).toEqual(['draft.metadata-unreachable'])
  })

  test('an unverified domain beside a verified one keeps out its own people only', async () => {
    const verdicts = await seen((world) =>
      world.organization.domains.push({ domain: 'labs.example.test', state: 'pending' }),
    )
    expect(confirmed(verdicts)).toEqual([])
    expect(verdicts[0]).toMatchObject({ cause: 'organization.domain-unverified', likely: true })
  })

  test('another spelling of the same address is likely, not proven', () => {
    const verdicts = judge([finding('response.recipient', 'warn')])
    expect(confirmed(verdicts)).toEqual([])
    expect(verdicts.filter(({ likely }) => likely).map(({ cause }) => cause)).toEqual([
      'validating.acs-url-typo',
      'saml.recipient-mismatch',
    ])
  })
})

describe('what a provider sends, and what an endpoint takes, are two things', () => {
  const sent = (id: 'scim.update' | 'scim.deactivate', status: Status, label: string, value = '0'): Finding =>
    finding(id, status, [], { evidence: [{ label, value, from: 'the capture (SCIM capture)' }] })

  test.each([
    ['scim.update', 'scim.updates-disabled', 'a change', 'Changes seen'],
    ['scim.deactivate', 'scim.deactivation-disabled', 'a deactivation', 'Deactivations seen'],
  ] as const)('%s', async (check, cause, what, seen) => {
    const rehearsed = await findingsIn(await soundWorld())
    const events = finding(check, 'pass', [[seen, '3']])
    expect(stateOf(judge([...rehearsed, events]), cause)).toBe('ruled-out')
    const advice = { fix: { action: 'Tick Update.', owner: 'idp-admin' as const } }
    const nothing = { ...sent(check, 'fail', `Said to have been made: ${what}`, 'yes'), ...advice }
    const verdict = judge([...rehearsed, nothing]).find((one) => one.cause === cause)
    expect(verdict).toMatchObject({ state: 'confirmed', fix: advice.fix })
    expect(stateOf(judge([sent(check, 'pass', 'Change: PATCH', '2 times')]), cause)).toBe('ruled-out')
    const unclear = sent(check, 'warn', seen)
    expect(judge([unclear]).find((one) => one.cause === cause)?.likely).toBe(true)
  })

  test('an endpoint that does nothing is not mended by a switch of the provider', async () => {
    for (const cause of ['scim.updates-disabled', 'scim.deactivation-disabled'] as const) {
      const [first] = judge(await findingsIn(await worldWith(cause)))
      expect(first).toMatchObject({ cause, state: 'confirmed', fix: { owner: 'workos-admin' } })
    }
  })
})

describe('a sign-in that went through', () => {
  const worked = (at: string) =>
    finding('workos.connection', 'info', [['Event', `authentication.sso_succeeded at ${at}`]])

  test('rules out what would have stopped it, unless it is long ago', () => {
    expect(stateOf(judge([worked('2026-11-23T09:00:00.000Z')]), 'saml.audience-mismatch')).toBe('ruled-out')
    expect(stateOf(judge([worked('2026-06-23T09:00:00.000Z')]), 'saml.audience-mismatch')).not.toBe('ruled-out')
    expect(stateOf(judge([finding('workos.sign-in', 'pass')]), 'saml.audience-mismatch')).toBe('ruled-out')
  })

  test('and one that did not says why in the words of WorkOS', () => {
    const failed = finding('workos.sign-in', 'fail', [
      ['Event', 'authentication.sso_failed'],
      ['Error code', 'saml_recipient_mismatch'],
    ])
    const likely = judge([failed]).filter((one) => one.likely)
    expect(likely.map(({ cause }) => cause)).toEqual(['validating.acs-url-typo', 'saml.recipient-mismatch'])
  })
})

describe('the fix', () => {
  const connection = (type: string) =>
    finding('workos.connection', 'pass', [
      ['Type', type],
      ['ACS URL', 'https://auth.workos.com/sso/saml/acs/01H'],
    ])
  const recipientOf = (expected: string): Finding =>
    finding('response.recipient', 'fail', [], {
      compared: {
        what: 'Recipient',
        expected: { value: expected, from: 'WorkOS' },
        received: { value: 'https://auth.workos.com/sso/saml/acs/01H/', from: 'the response' },
        firstDifference: { index: 40, kind: 'trailing-slash', sentence: 'A slash too many.' },
      },
    })
  const wrongAcs = recipientOf('https://auth.workos.com/sso/saml/acs/01H')
  const fixOf = (cause: CauseId, findings: readonly Finding[]) =>
    judge(findings).find((one) => one.cause === cause)?.fix

  test('carries the values that are known into the command', () => {
    const fix = fixOf('validating.acs-url-typo', [connection('ADFSSAML'), wrongAcs])
    expect(fix?.command).toContain('-Uri "https://auth.workos.com/sso/saml/acs/01H"')
  })

  test('but nothing that a shell would carry out', () => {
    const evil = finding('workos.connection', 'pass', [
      ['Type', 'ADFSSAML'],
      ['ACS URL', 'https://x/"; Remove-Item C:/ #'],
    ])
    expect(fixOf('validating.acs-url-typo', [evil, recipientOf('$(calc)')])?.command).toContain('"ACS-URL"')
  })

  test.each([
    ['JumpCloudSAML', /“ACS URL”/, /SSO Applications/],
    ['CyberArkSAML', /“.+”/, /./],
    ['OneLoginSAML', /three fields/, /Recipient/],
  ])('names the fields of the console of %s', (type, action, where) => {
    const fix = fixOf('validating.acs-url-typo', [connection(type), wrongAcs])
    expect(fix?.action).toMatch(action)
    expect(fix?.where).toMatch(where)
  })

  test('is written for the vendor of the directory where the directory is at fault', () => {
    const directory = finding('workos.directory', 'pass', [['Type', 'okta scim v2.0']])
    const fix = fixOf('scim.unauthorized', [connection('ADFSSAML'), directory, finding('scim.token', 'fail')])
    expect(fix?.where).toMatch(/OAuth Bearer Token/)
  })

  test('is written for the provider of the OAuth client', () => {
    const refused = finding('oauth.redirect-uri', 'fail', [['Provider', 'GitHub']])
    expect(fixOf('oauth.redirect-uri-mismatch', [connection('ADFSSAML'), refused])?.where).toMatch(/OAuth Apps/)
  })

  test('follows the product that answers, not the type that was chosen at WorkOS', () => {
    const issuer = finding('response.issuer', 'pass', [['Issuer', 'https://sso.acme.com/realms/staff']])
    const fix = fixOf('validating.acs-url-typo', [connection('GenericSAML'), issuer, wrongAcs])
    expect(fix?.where).toMatch(/^Clients > /)
  })
})

describe('contradicting evidence is shown', () => {
  test('a bad response beside a sign-in that worked', () => {
    const bad = finding('response.nameid', 'fail')
    const worked = finding('workos.connection', 'info', [['Event', 'authentication.sso_succeeded at 2026']])
    const findings = [bad, finding('response.signature-coverage', 'fail'), worked]
    const verdicts = judge(findings)
    expectSound(verdicts, findings)
    expect(confirmed(verdicts)).toEqual(['saml.signature-invalid', 'saml.nameid-missing'])
  })

  test('expired metadata against a certificate WorkOS holds', async () => {
    const world = await worldWith('validating.certificate-expired')
    world.held = null
    const valid = finding('workos.certificate', 'pass', [['Certificate at WorkOS', 'SHA-256 aa, until 2036']])
    const [first] = judge([...(await findingsIn(world)), valid])
    expect(first?.cause).toBe('validating.certificate-expired')
  })

  test('the reason WorkOS gave, against a response that fits', async () => {
    const failed = finding('workos.connection', 'warn', [
      ['Event', 'authentication.sso_failed at 2026'],
      ['Error code', 'saml_audience_mismatch'],
    ])
    const verdict = judge([...(await findingsIn(await soundWorld())), failed]).find(
      ({ cause }) => cause === 'saml.audience-mismatch',
    )
    expect(verdict).toMatchObject({ state: 'ruled-out', contradicts: ['workos.connection'] })
    expect(verdict?.summary).toContain('Against it stands')
  })
})

test('the order of the findings changes no verdict', async () => {
  const findings = await findingsIn(await worldWith('validating.certificate-expired', 'scim.unauthorized'))
  const bare = (verdicts: readonly Verdict[]) => verdicts.map(({ cause, state }) => [cause, state])
  expect(bare(judge(findings.toReversed()))).toEqual(bare(judge(findings)))
})

test('every cause has a seed', () => {
  expect(Object.keys(seeds).sort()).toEqual([...causeIds].sort())
})
