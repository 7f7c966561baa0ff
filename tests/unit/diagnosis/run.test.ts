import { describe, expect, test } from 'vitest'
import { diagnose, noCircumstances } from '../../../src/main/diagnosis/diagnose'
import { nothingGiven } from '../../../src/main/diagnosis/input'
import { runDiagnosis } from '../../../src/main/diagnosis/run'
import type { Finding } from '../../../src/shared/finding'
import type { RecordedSignIn } from '../../../src/shared/recorded-sign-in'
import {
  type DiagnoseInput,
  type DiagnoseProgress,
  type DiagnoseResult,
  diagnoseInput,
  diagnoseProgress,
  diagnoseResult,
} from '../../../src/shared/runs/diagnose'
import type { Verdict } from '../../../src/shared/verdict'
import { issue, labWish } from '../../lab/idp/issue'
import { context } from './without-a-process'
import { finding } from './world'

async function run(
  input: DiagnoseInput,
  { now = labWish.at.getTime(), progress }: { now?: number; progress?: (read: () => DiagnoseProgress) => void } = {},
): Promise<{ findings: Finding[]; result: DiagnoseResult }> {
  const steps = runDiagnosis(diagnoseInput.parse(input), { ...context(now), ...(progress ? { progress } : {}) })
  const findings: Finding[] = []
  for (;;) {
    const step = await steps.next()
    if (!step.done) findings.push(step.value)
    else if (step.value.ok) return { findings, result: diagnoseResult.parse(step.value.value) }
    else throw new Error(step.value.problem.title)
  }
}

const confirmed = ({ verdicts }: { verdicts: readonly Verdict[] }) =>
  verdicts.filter(({ state }) => state === 'confirmed').map(({ cause }) => cause)

async function recorded(change: Partial<RecordedSignIn> = {}, wish: Parameters<typeof issue>[1] = {}) {
  const { base64 } = await issue('adfs', wish)
  return {
    from: 'the test sign-in',
    startedAt: labWish.at.toISOString(),
    request: {
      kind: 'saml',
      binding: 'HTTP-Redirect',
      ssoUrl: 'https://adfs.example.test/adfs/ls/',
      request: {
        id: labWish.requestId,
        issueInstant: null,
        spEntityId: labWish.audience,
        acsUrl: labWish.acs,
        destination: null,
        nameIdFormat: null,
        protocolBinding: null,
        forceAuthn: false,
        signed: false,
      },
    },
    response: { samlResponse: base64, postedTo: labWish.acs, at: labWish.at.toISOString() },
    providerAnswer: null,
    endedAt: null,
    page: null,
    ...change,
  } satisfies RecordedSignIn
}

describe('a recorded sign-in', () => {
  test('gives the response, what it has to fit, and when it arrived', async () => {
    const { result, findings } = await run({ signIn: await recorded({}, { fault: 'audience-other' }) })
    expect(confirmed(result)).toEqual(['validating.entity-id-mismatch', 'saml.audience-mismatch'])
    expect(findings.find(({ id }) => id === 'response.in-response-to')?.status).toBe('pass')
    expect(findings.find(({ id }) => id === 'response.not-before')?.status).toBe('pass')
    expect(result.inputs).toEqual(expect.arrayContaining(['response', 'arrival-time', 'test-sign-in', 'acs-url']))
  })

  test('long after, it is judged as of its arrival', async () => {
    const later = labWish.at.getTime() + 90 * 86_400_000
    const { result } = await run({ signIn: await recorded() }, { now: later })
    expect(confirmed(result)).toEqual([])
    expect(result.verdicts.find(({ cause }) => cause === 'saml.response-expired')?.state).toBe('ruled-out')
  })

  test.each([
    [
      'the application unknown',
      'An error occurred. MSIS7007: The requested relying party trust is unspecified.',
      'validating.entity-id-mismatch',
    ],
    [
      'the ACS URL unknown',
      'MSIS3200: No AssertionConsumerService is configured on the relying party trust',
      'validating.acs-url-typo',
    ],
    [
      'no NameID to be had',
      'AADSTS75016: SAML2 Authentication Request has invalid NameIdPolicy.',
      'saml.nameid-missing',
    ],
  ] as const)('the identity provider’s own page: %s', async (_, text, cause) => {
    const page = { url: 'https://adfs.acme.example/adfs/ls/?SAMLRequest=x', status: 200, text }
    const { result } = await run({ signIn: await recorded({ response: null, page }) })
    expect(confirmed(result)).toEqual([cause])
  })

  test('what the provider and WorkOS answered', async () => {
    const denied = await recorded({
      request: {
        kind: 'oauth',
        authorizeUrl: 'https://idp.example.test/authorize',
        clientId: 'x',
        redirectUri: 'https://auth.workos.com/sso/oauth/callback/1',
        scopes: ['openid'],
        responseType: 'code',
        pkce: false,
      },
      response: null,
      providerAnswer: 'https://auth.workos.com/sso/oauth/callback/1?error=access_denied&state=s',
    })
    expect(confirmed((await run({ signIn: denied })).result)).toEqual(['oauth.access-denied'])
    const outside = await recorded({
      response: null,
      endedAt: 'https://app.example/callback?error=profile_not_allowed_outside_organization',
    })
    expect(confirmed((await run({ signIn: outside })).result)).toEqual(['organization.domain-unverified'])
  })

  test('one that worked speaks against what else is said', async () => {
    const { result } = await run({
      signIn: await recorded({ endedAt: 'https://app.example/callback?code=CANARY&state=x' }),
      brought: [{ from: 'Response', at: labWish.at.toISOString(), findings: [finding('response.nameid', 'fail')] }],
    })
    expect(JSON.stringify(result)).not.toContain('CANARY')
    expect(result.verdicts.find(({ cause }) => cause === 'saml.recipient-mismatch')?.state).toBe('ruled-out')
  })
})

describe('findings brought from elsewhere', () => {
  test('count like the diagnosis’s own, and say where they come from', async () => {
    const captured = finding('scim.deactivate', 'fail', [['Said to have been made', 'a user deactivated']])
    const { result, findings } = await run({
      brought: [{ from: 'SCIM capture', at: '2026-11-24T08:00:00Z', findings: [captured] }],
    })
    expect(confirmed(result)).toEqual(['scim.deactivation-disabled'])
    expect(findings[0]?.evidence[0]?.from).toContain('SCIM capture')
    expect(result.verdicts[0]?.grounds[0]?.finding).toBe(0)
  })
})

describe('an address a sign-in ended at', () => {
  test.each([
    ['profile_not_allowed_outside_organization', 'organization.domain-unverified'],
    ['connection_unlinked', 'organization.connection-not-linked'],
    ['access_denied', 'oauth.access-denied'],
  ])('with the error %s confirms %s alone', async (error, cause) => {
    const { result } = await run({
      oauth: { provider: 'google', callback: `https://app.example/cb?error=${error}&state=x` },
    })
    expect(confirmed(result)).toEqual([cause])
  })
})

describe('one branch again', () => {
  test('looks at what bears on it, and keeps the rest', async () => {
    const oauth = { callback: 'https://app.example/cb?error=access_denied', provider: 'google' }
    const expired = { kind: 'text' as const, text: (await issue('adfs', { fault: 'nameid-missing' })).xml }
    const first = await run({ response: expired, now: labWish.at.toISOString(), oauth })
    expect(confirmed(first.result)).toEqual(['saml.nameid-missing', 'oauth.access-denied'])
    const mended = { kind: 'text' as const, text: (await issue('adfs', {})).xml }
    const input = { response: mended, now: labWish.at.toISOString(), oauth }
    const second = await run({ ...input, again: { branch: 'saml', ...first } })
    expect(confirmed(second.result)).toEqual(['oauth.access-denied'])
    expect(second.result.verdicts.find(({ cause }) => cause === 'saml.nameid-missing')?.state).toBe('ruled-out')
    for (const { grounds } of second.result.verdicts)
      for (const { finding: place, check } of grounds) expect(second.findings[place]?.id).toBe(check)
    for (const probe of second.result.probes)
      for (const place of probe.findings) expect(second.findings[place]).toBeDefined()
    expect(second.result.probes.map(({ name }) => name).toSorted()).toEqual(
      first.result.probes.map(({ name }) => name).toSorted(),
    )
    expect(second.result.assertion?.nameId).toBe('alice@example.test')
    const third = await run({ ...input, again: { branch: 'scim', ...second } })
    expect(third.result.assertion).toEqual(second.result.assertion)
    expect(third.result.sides).toEqual(second.result.sides)
  })
})

describe('how it stands', () => {
  test('names what runs and what is still open, and ends with nothing open', async () => {
    const seen: DiagnoseProgress[] = []
    const { result } = await run(
      { signIn: await recorded({}, { fault: 'nameid-missing' }) },
      { progress: (read) => seen.push(diagnoseProgress.parse(read())) },
    )
    const [first] = seen
    expect(first?.probes.some(({ state }) => state === 'running')).toBe(true)
    expect(seen.some(({ open }) => open.includes('saml.nameid-missing'))).toBe(true)
    expect(seen.at(-1)?.open).toEqual([])
    expect(seen.at(-1)?.verdicts).toEqual(result.verdicts)
    // Once nothing that bears on a cause runs any more, its verdict stays.
    const settled = seen.findIndex(({ open }) => !open.includes('saml.nameid-missing'))
    const states = seen
      .slice(settled)
      .map(({ verdicts }) => verdicts.find(({ cause }) => cause === 'saml.nameid-missing')?.state)
    expect(new Set(states)).toEqual(new Set(['confirmed']))
  })
})

test('nothing given: 23 verdicts that nothing was looked at', async () => {
  const steps = diagnose(
    {
      ...nothingGiven,
      way: {
        proxyFor: () => ({ proxy: null, chosenBy: '' }),
        extraAuthorities: [],
        servers: { inside: null, outside: [] },
        limitMs: 1000,
      },
    },
    noCircumstances,
    context(0),
    { limitMs: 1000 },
  )
  const step = await steps.next()
  expect(step.done && step.value.result.verdicts.map(({ state }) => state)).toEqual(Array(23).fill('not-run'))
})
