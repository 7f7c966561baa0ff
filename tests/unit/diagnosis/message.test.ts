import { describe, expect, test } from 'vitest'
import { loadGuides } from '../../../src/shared/catalog/guides'
import { firstDifference } from '../../../src/shared/compare'
import type { KeptDiagnosis } from '../../../src/shared/diagnosis'
import type { Finding } from '../../../src/shared/finding'
import { changesBetween } from '../../../src/shared/guidance/diagnosis-changes'
import { judgeCauses } from '../../../src/shared/guidance/evidence/judge'
import { messageFor } from '../../../src/shared/guidance/message'
import { compareSides } from '../../../src/shared/three-way'
import { finding } from './world'

const acs = 'https://auth.example/sso/saml/acs/1'
const recipient: Finding = {
  ...finding('response.recipient', 'fail'),
  summary: 'The Recipient is not the expected one.',
  compared: {
    what: 'Recipient',
    expected: { value: acs, from: 'the ACS URL given' },
    received: { value: `${acs}/`, from: 'SubjectConfirmationData/@Recipient' },
    firstDifference: firstDifference(acs, `${acs}/`),
  },
}

describe('a message to whoever can mend it', async () => {
  const row = (await loadGuides()).get('microsoft-ad-fs-saml') ?? null
  const findings = [recipient]
  const [verdict] = judgeCauses(findings, new Set(), { product: 'adfs' })
  if (!verdict) throw new Error('nothing was confirmed')

  test('holds what was found, what to do, the field of their console and the value that belongs into it', () => {
    const message = messageFor(verdict, findings, { connection: 'Acme · AD FS', row, values: {} })
    expect(message).toMatchObject({
      to: 'idp-admin',
      subject: 'Acme · AD FS: The identity provider has a wrong ACS URL',
    })
    expect(message?.body).toContain(`Expected: ${acs} (the ACS URL given)`)
    expect(message?.body).toContain(`Received: ${acs}/ (SubjectConfirmationData/@Recipient)`)
    const field = row?.workosGives.find(({ value }) => value === 'acs_url')?.field ?? 'none'
    expect(message?.body).toContain(`${field} (`)
    expect(message?.body).toContain(`):\n${acs}\n`)
    expect(message?.body).toContain('Set-AdfsRelyingPartyTrust')
    expect(message?.body).toContain('It is mended when this holds:')
  })

  test('without a set-up names no field it does not know', () => {
    const body = messageFor(verdict, findings, { connection: null, row: null, values: {} })?.body
    expect(body).not.toContain('The value, to be copied whole')
    expect(body).toContain('signing in does not work as it should')
  })

  test('is there for every cause that has a fix, and for no other', () => {
    for (const one of judgeCauses(findings, new Set())) {
      const message = messageFor(one, findings, { connection: null, row, values: { acs_url: acs } })
      expect(message !== null, one.cause).toBe(one.fix !== undefined)
    }
  })
})

describe('what changed from one diagnosis to the next', () => {
  const seen = (findings: Finding[], result: Partial<KeptDiagnosis['result']> = {}) => ({
    findings,
    result: { inputs: [], product: null, hinted: [], sides: [], metadata: null, clocks: [], probes: [], ...result },
  })
  const sides = (acsUrl: string | null, signers: string[], recipientUrl: string | null = null) =>
    compareSides({
      authorize: null,
      given: { acsUrl, spEntityId: null, idpEntityId: null, ssoUrl: null },
      held: null,
      organization: null,
      entity: null,
      assertion: null,
      destination: recipientUrl,
      signers,
      carried: [],
    })
  const what = (changes: ReturnType<typeof changesBetween>) => changes.map((change) => change.what)

  test('is nothing where nothing did', () => {
    const same = seen([finding('metadata.source', 'pass')], { sides: sides(acs, ['aa']) })
    expect(changesBetween(same, same)).toEqual([])
  })

  test('names certificates that came and went, and values that are others', () => {
    const before = seen([], { sides: sides(acs, ['aa']) })
    const after = seen([], { sides: sides(`${acs}2`, ['bb']) })
    expect(what(changesBetween(before, after))).toEqual(['Certificate added', 'Certificate removed', 'ACS URL changed'])
  })

  test('is not what only one of the two looked at', () => {
    expect(changesBetween(seen([], { sides: sides(acs, []) }), seen([], { sides: sides(null, ['aa'], acs) }))).toEqual(
      [],
    )
  })

  test('names a clock that moved by more than it can be read wrong', () => {
    const clock = (offsetMs: number) => ({ source: 'adfs.example', kind: 'http-date' as const, offsetMs, errorMs: 600 })
    const at = (offsetMs: number) => seen([], { clocks: [clock(offsetMs)] })
    expect(changesBetween(at(0), at(3000))).toEqual([])
    expect(changesBetween(at(0), at(310_000))).toMatchObject([{ what: 'Clock moved', before: '+0 s', after: '+310 s' }])
    expect(changesBetween(at(0), at(-310_000))).toMatchObject([{ after: '−310 s' }])
  })

  test('names a state that is another, and a check that passed and fails now, once', () => {
    const state = (value: string) => finding('workos.connection-state', 'info', [['State of conn_1', value]])
    const before = seen([state('active'), finding('response.signature', 'pass')])
    const after = seen([
      state('validating'),
      finding('response.signature', 'fail'),
      finding('response.signature', 'fail'),
    ])
    expect(what(changesBetween(before, after))).toEqual(['State of the connection changed', 'Fails now'])
  })
})
