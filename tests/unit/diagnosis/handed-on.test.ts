import { describe, expect, test } from 'vitest'
import { seenIn } from '../../../src/main/diagnosis/handed-on'
import { judgeAgain } from '../../../src/main/diagnosis/judge-again'
import { shownDiagnosis } from '../../../src/main/diagnosis/shown'
import { openBundle } from '../../../src/main/report/bundle'
import { redact } from '../../../src/main/report/redact'
import { judgeScim } from '../../../src/main/scim/judge'
import type { ScimObservation } from '../../../src/main/scim/observation'
import type { Finding } from '../../../src/shared/finding'

const at = '2026-11-24T09:00:00.000Z'

const answer = (status: number) => ({
  method: 'GET',
  url: 'https://api.workos.com/scim/v2.0/x/Users',
  failure: null,
  status,
  body: 'scim-error' as const,
  bytes: 90,
  contentType: 'application/scim+json',
  challenge: null,
  server: null,
  location: null,
  followed: false,
  retryAfter: null,
  scimType: null,
  says: null,
  ms: 12,
})

/** A token that the service refused. */
const refused: ScimObservation = {
  at,
  of: 'token',
  marks: [],
  expiresAt: null,
  answer: answer(401),
  asGiven: null,
  unsendable: false,
  altered: null,
}
const observation = { probe: 'scim', at, observation: refused } as const
const probes = [{ name: 'scim', looksAt: 'the SCIM endpoint', end: 'done' as const, ms: 5, findings: [0] }]
const honest = judgeScim(refused)
const forged: Finding[] = [{ id: 'scim.token', status: 'pass', summary: 'The token is accepted.', evidence: [] }]

/** A bundle as it comes from elsewhere, with what it claims to have seen. */
function opened(findings: readonly Finding[], seen: unknown, more: object = {}) {
  const text = JSON.stringify({
    tool: 'signpost',
    version: '1.0.0',
    command: 'diagnose',
    subject: 'theirs',
    startedAt: at,
    durationMs: 5,
    findings,
    result: { probes, inputs: ['scim-endpoint', 'scim-token'], seen },
    ...more,
  })
  const bundle = openBundle(text)
  if (!bundle.ok) throw new Error(bundle.problem.detail)
  return shownDiagnosis({ schema: 1, id: 'run-x-0000', setupId: null, end: 'opened', given: {}, bundle: bundle.value })
}
const seenOf = (...observations: unknown[]) => ({ skewSeconds: 180, observations })
const stateOf = ({ verdicts }: ReturnType<typeof opened>) =>
  verdicts.find(({ cause }) => cause === 'scim.unauthorized')?.state

describe('what was seen elsewhere', () => {
  test('is judged anew, and comes to the same where nothing was forged', () => {
    const shown = opened(honest, seenOf(observation))
    expect([shown.differences, shown.findings, stateOf(shown)]).toEqual([[], honest, 'confirmed'])
  })

  test('counts more than the findings and verdicts that came with it, and the difference is told', () => {
    const claim = {
      cause: 'scim.unauthorized',
      state: 'ruled-out',
      summary: 'trust me',
      because: ['scim.token'],
      contradicts: [],
      grounds: [],
    }
    const shown = opened(forged, seenOf(observation), { verdicts: [claim] })
    expect(stateOf(shown)).toBe('confirmed')
    expect(shown.differences).toMatchObject([{ probe: 'scim', check: 'scim.token', was: ['pass'], status: 'fail' }])
    for (const { grounds } of shown.verdicts)
      for (const { finding, check } of grounds) expect(shown.findings[finding]?.id).toBe(check)
    expect(shown.result.probes[0]?.findings.map((place) => shown.findings[place]?.status)).toEqual(['fail'])
  })

  test('judges to the same after it was redacted', () => {
    const bundle = {
      tool: 'signpost' as const,
      version: '1.0.0',
      command: 'diagnose',
      subject: null,
      startedAt: at,
      durationMs: 1,
      findings: honest,
      verdicts: [],
      result: { probes, seen: seenOf(observation) },
    }
    const { findings, result } = redact(bundle, { at })
    const seen = seenIn(result)
    expect(seen && judgeAgain(findings, probes, seen).differences).toEqual([])
  })

  const deep = (depth: number): unknown => (depth === 0 ? 1 : { more: deep(depth - 1) })
  const hostile: ReadonlyArray<readonly [name: string, seen: unknown]> = [
    ['no list', { skewSeconds: 180, observations: 'all of them' }],
    ['no time span', { skewSeconds: 'forever', observations: [] }],
    ['a probe nobody knows', seenOf({ ...observation, probe: 'shell' })],
    ['no observation', seenOf({ probe: 'scim', at })],
    [
      'observations of another shape',
      seenOf({ ...observation, observation: { of: 'token', answer: 7, marks: { length: 1e9 } } }),
    ],
    ['an observation nobody knows', seenOf({ ...observation, observation: { of: 'everything' } })],
    [
      'numbers for texts',
      seenOf({ ...observation, probe: 'network', observation: { kind: 'dns', host: 5, inside: [null] } }),
    ],
    ['depth', seenOf({ ...observation, observation: deep(200) })],
    ['a text without end', seenOf({ ...observation, observation: { ...refused, at: 'x'.repeat(200_000) } })],
    ['more than anybody saw', seenOf(...Array.from({ length: 2000 }, () => observation))],
  ]
  test.each(hostile)('is left alone when it is hostile: %s', (_, seen) => {
    const started = performance.now()
    const shown = opened(honest, seen)
    expect([shown.findings, shown.differences, stateOf(shown)]).toEqual([honest, [], 'confirmed'])
    expect(performance.now() - started).toBeLessThan(2000)
  })

  test('cannot reach what every object has', () => {
    const text = `{"tool":"signpost","version":"1","command":"diagnose","subject":null,"startedAt":"${at}","durationMs":1,"findings":[],"result":{"seen":{"skewSeconds":1,"observations":[{"probe":"scim","at":"${at}","observation":{"__proto__":{"of":"token"},"constructor":{"prototype":{"polluted":true}}}}]}}}`
    const bundle = openBundle(text)
    expect(bundle.ok && seenIn(bundle.value.result)).toBeNull()
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })
})
