import { describe, expect, test } from 'vitest'
import {
  expectedFrom,
  givenNames,
  nothingExpected,
  takenFrom,
} from '../../../src/renderer/pages/workbench/response/expected-side'
import { distance, timeLineOf } from '../../../src/renderer/pages/workbench/response/time-line'
import type { Assertion } from '../../../src/shared/runs/response'
import type { Setup, SetupValue } from '../../../src/shared/setup'

const plain = (text: string): SetupValue => ({ kind: 'plain', text, origin: 'typed', at: '2026-01-01T00:00:00Z' })
const setup = (values: Record<string, SetupValue>): Setup => ({
  schema: 1,
  id: 'abcdefgh',
  slug: 'okta-saml',
  name: 'Okta',
  organization: 'Example',
  createdAt: '',
  updatedAt: '',
  values,
  steps: {},
  here: 0,
  link: null,
  sightings: [],
  confirmations: [],
  metadata: null,
  signIn: null,
  journal: [],
})

describe('the expected side', () => {
  test('of an empty form asks for nothing', () => {
    const wish = expectedFrom(nothingExpected)
    expect(wish.ok && Object.values(wish.expected).filter((value) => value !== undefined)).toEqual([])
    expect(givenNames(nothingExpected)).toEqual([])
  })

  test('is what was filled in; the key goes by its ticket', () => {
    const wish = expectedFrom({
      ...nothingExpected,
      acs: ' https://auth.workos.com/acs ',
      metadata: { url: 'https://idp.example/metadata', document: null },
      moment: '2026-03-01T13:05:00Z',
      skewSeconds: '60',
      certificateFile: { ticket: 't', name: 'idp.pem', bytes: 1 },
      key: { ticket: 'k', name: 'sp.key' },
    })
    expect(wish).toMatchObject({
      ok: true,
      expected: {
        acs: 'https://auth.workos.com/acs',
        metadata: { kind: 'url', url: 'https://idp.example/metadata' },
        now: '2026-03-01T13:05:00.000Z',
        skewSeconds: 60,
        certificateFiles: [{ kind: 'file', ticket: 't', name: 'idp.pem' }],
        decryptionKey: { kind: 'held', ticket: 'k' },
      },
    })
  })

  test.each([
    ['moment', 'yesterday'],
    ['skewSeconds', '3 minutes'],
    ['certificates', 'my certificate'],
  ] as const)('says what is wrong with %s', (name, text) => {
    const wish = expectedFrom({ ...nothingExpected, [name]: text })
    expect(wish.ok === false && Object.keys(wish.refusals)).toEqual([name])
  })

  test('says what is wrong with an address of metadata', () => {
    const wish = expectedFrom({ ...nothingExpected, metadata: { url: 'idp.example', document: null } })
    expect(wish.ok === false && Object.keys(wish.refusals)).toEqual(['metadata'])
  })

  test('of a set-up takes the place of another connection’s values, and leaves moment and key', () => {
    const before = { ...nothingExpected, acs: 'https://other', moment: 'x', key: { ticket: 'k', name: 'sp.key' } }
    const side = takenFrom(setup({ sp_entity_id: plain('https://sp'), idp_metadata_xml: plain('<md/>') }), before)
    expect(side).toMatchObject({ acs: '', audience: 'https://sp', moment: 'x', key: { name: 'sp.key' } })
    expect(side.metadata).toEqual({ url: '', document: { kind: 'text', text: '<md/>' } })
    expect(takenFrom(setup({ idp_metadata_xml: plain('adfs.xml') }), before).metadata.document).toBeNull()
  })
})

describe('the picture of the times', () => {
  const assertion = (times: Partial<Assertion>): Assertion => ({
    id: null,
    issuer: null,
    nameId: null,
    nameIdFormat: null,
    audiences: [],
    recipient: null,
    inResponseTo: null,
    notBefore: '2026-11-24T08:55:00Z',
    notOnOrAfter: '2026-11-24T09:05:00Z',
    confirmationNotOnOrAfter: '2026-11-24T09:05:00Z',
    sessionNotOnOrAfter: null,
    authnInstant: null,
    attributes: {},
    trust: 'verified',
    encrypted: false,
    ...times,
  })
  const lineAt = (at: string, times: Partial<Assertion> = {}) =>
    timeLineOf({
      assertion: assertion(times),
      issueInstant: '2026-11-24T09:00:00Z',
      judgedFor: { at, from: 'the test', skewSeconds: 180 },
    })

  test.each([
    ['2026-11-24T09:01:00Z', 'valid'],
    ['2026-11-24T08:53:00Z', 'tolerated'],
    ['2026-11-24T08:51:59Z', 'outside'],
    ['2026-11-24T09:05:00Z', 'tolerated'],
    ['2026-11-24T09:08:00Z', 'outside'],
    ['2027-11-24T09:08:00Z', 'outside'],
  ])('at %s says %s', (at, verdict) => {
    expect(lineAt(at)?.verdict).toBe(verdict)
  })

  test('shows the validity in full however long ago it was', () => {
    const line = lineAt('2027-11-24T09:00:00Z', { authnInstant: '2026-11-20T09:00:00Z' })
    expect(line && line.valid.to - line.valid.from).toBeGreaterThan(0.3)
    expect(line?.marks.filter(({ tooFar }) => tooFar).map(({ kind, position }) => [kind, position])).toEqual([
      ['signed-in', 0],
      ['judged', 1],
    ])
  })

  test('is none where nothing limits the assertion or no time can be read', () => {
    const open = { notBefore: null, notOnOrAfter: null, confirmationNotOnOrAfter: null }
    expect(
      timeLineOf({
        assertion: null,
        issueInstant: null,
        judgedFor: { at: '2026-01-01T00:00:00Z', from: '', skewSeconds: 0 },
      }),
    ).toBeNull()
    expect(lineAt('never', {})).toBeNull()
    expect(lineAt('2026-11-24T09:01:00Z', open)?.verdict).toBe('valid')
  })

  test('says how far a moment is off in its two largest units', () => {
    expect(distance(0)).toBe('at the same second')
    expect(distance(-62_000)).toBe('1 minute 2 seconds earlier')
    expect(distance(3_600_000)).toBe('1 hour later')
    expect(distance(90_061_000)).toBe('1 day 1 hour later')
  })
})
