import { describe, expect, it } from 'vitest'
import { judgeSignIn } from '../../../src/main/workos/sign-in/judge'
import { pageMeanings } from '../../../src/shared/guidance/idp-pages'
import type { Hop, HopKind, SignIn } from '../../../src/shared/sign-in/trace'
import { hopTitle, placeInWords } from '../../../src/shared/sign-in/words'

const hopsOf = (...way: Array<readonly [kind: HopKind, host: string]>): Hop[] =>
  way.map(([kind, host], index) => ({
    ...{ index, kind, host, method: 'GET', address: `https://${host}/`, at: '2026-11-27T10:00:00.000Z' },
    ...{ inFrame: false, parameters: [], message: null, status: null, redirectsTo: null },
    ...{ failure: null, stopped: false, pageSays: null },
  }))
const expected = (acsUrl: string | null): SignIn['expected'] => ({
  acsUrl,
  spEntityId: null,
  requestId: null,
  from: 'the AuthnRequest of this sign-in',
})
const titles = (signIn: Pick<SignIn, 'hops' | 'expected'>) => signIn.hops.map((hop) => hopTitle(hop, signIn))
const judged = (signIn: Pick<SignIn, 'hops' | 'expected'>, end: SignIn['end']) =>
  judgeSignIn({ ...signIn, end, profile: null, events: null, response: null, findings: [], startedAt: '' }, []).find(
    ({ id }) => id === 'workos.sign-in',
  )

describe('a response that is posted elsewhere', () => {
  const acs = expected('https://auth.workos.com/sso/saml/acs/K')
  const astray = {
    hops: hopsOf(
      ['authorize', 'api.workos.com'],
      ['request', 'idp.test'],
      ['response', 'typo.test'],
      ['idp', 'typo.test'],
    ),
    expected: acs,
  }

  it('is headed by the host it went to, and so is the page that came of it', () => {
    expect(titles(astray)).toEqual([
      'Sign-in begins',
      'Request to the identity provider',
      'Response posted to typo.test',
      'Page of typo.test',
    ])
    expect(placeInWords({ ...astray, hops: astray.hops.slice(0, 3) })).toBe(
      'after the response was posted to typo.test',
    )
  })

  it.each([
    { kind: 'closed' },
    { kind: 'timed-out', minutes: 5 },
    { kind: 'unreachable', host: 'typo.test', code: 'ERR_NAME_NOT_RESOLVED' },
    { kind: 'recorded', code: false },
  ] as const)('is the reason, however the sign-in ended: %o', (end) => {
    expect(judged(astray, end)).toMatchObject({
      status: 'fail',
      summary: expect.stringMatching(
        /posted to https:\/\/typo\.test\/, and not to the ACS URL of WorkOS, https:\/\/auth/,
      ),
      fix: { owner: 'idp-admin' },
    })
  })

  it('is none where a hub passes it on to WorkOS, nor where WorkOS has a host of its own', () => {
    const passedOn = { hops: hopsOf(['response', 'hub.test'], ['response', 'auth.workos.com']), expected: acs }
    expect(titles(passedOn)).toEqual(['Response posted to hub.test', 'Response posted to WorkOS'])
    expect(judged(passedOn, { kind: 'closed' })?.status).toBe('skipped')
    const custom = { hops: hopsOf(['response', 'auth.acme.test']), expected: expected('https://auth.acme.test/acs') }
    expect(titles(custom)).toEqual(['Response posted to WorkOS'])
    const spelt = { ...custom, expected: expected('HTTPS://Auth.Acme.test:443/acs') }
    expect(titles(spelt)).toEqual(['Response posted to WorkOS'])
    const begun = { hops: hopsOf(['authorize', 'sso.acme.test'], ['response', 'sso.acme.test']), expected: null }
    expect(titles(begun)[1]).toBe('Response posted to WorkOS')
  })

  it('proves nothing where nobody knows what WorkOS expects', () => {
    const unknown = { hops: hopsOf(['response', 'workos.com.evil.test']), expected: null }
    expect(titles(unknown)).toEqual(['Response posted to workos.com.evil.test'])
    expect(judged(unknown, { kind: 'closed' })?.status).toBe('skipped')
  })
})

it.each([
  ['Missing cookie', 'cookie-lost'],
  ['State information lost', 'state-lost'],
  ['An unhandled exception was thrown.', 'own-fault'],
  ['Unable to locate metadata for https://auth.workos.com/K', 'application-unknown'],
  ['Application Not Authorized to Use CAS', 'application-unknown'],
] as const)('of a page that says %j the sign-in tells what it means and what to do', (pageSays, means) => {
  const hops = hopsOf(['request', 'idp.test']).map((hop) => ({ ...hop, pageSays }))
  const { it: because, fix } = pageMeanings[means]
  expect(judged({ hops, expected: null }, { kind: 'closed' })).toMatchObject({
    status: 'fail',
    summary: expect.stringContaining(because),
    fix: { action: fix },
  })
})
