import { describe, expect, test } from 'vitest'
import { judgedAnew } from '../../../src/main/diagnosis/judged-anew'
import { runDiagnosis } from '../../../src/main/diagnosis/run'
import type { Bundle } from '../../../src/main/report/bundle'
import { readBundleJob } from '../../../src/main/report/bundle-job'
import { redact } from '../../../src/main/report/redact'
import { type Finding, findingSchema } from '../../../src/shared/finding'
import { judgeCauses } from '../../../src/shared/guidance/evidence/judge'
import type { Outcome } from '../../../src/shared/problem'
import { type DiagnoseInput, diagnoseInput } from '../../../src/shared/runs/diagnose'
import { type FaultName, faultNames } from '../../lab/idp/faults'
import { issue, labWish } from '../../lab/idp/issue'
import { context } from './without-a-process'

/** Somebody whose name and values must not leave. */
const person = {
  nameId: 'CanaryName.Surname@example.test',
  user: {
    id: ['CANARY-ID-77123'],
    email: ['CanaryName.Surname@example.test'],
    firstName: ['CanaryFirst'],
    lastName: ['CanaryLast'],
    groups: ['CanaryGroup'],
  },
}
const canaries = /canaryname|canary-id|canaryfirst|canarylast|canarygroup/i

/** A diagnosis of these documents as it would be handed on, before anything is taken out. */
async function made(input: DiagnoseInput): Promise<Bundle> {
  const run = runDiagnosis(diagnoseInput.parse(input), context(labWish.at.getTime()))
  const findings: Finding[] = []
  for (;;) {
    const step = await run.next()
    if (!step.done) findings.push(findingSchema.parse(step.value))
    else if (!step.value.ok) throw new Error(step.value.problem.title)
    else {
      const { verdicts: _, assertion: __, ...result } = step.value.value
      return {
        tool: 'signpost',
        version: '1.0.0',
        command: 'diagnose',
        subject: 'theirs',
        startedAt: labWish.at.toISOString(),
        durationMs: 5,
        findings,
        verdicts: [],
        result,
      }
    }
  }
}

async function withFault(fault: FaultName | null): Promise<Bundle> {
  const { xml, metadata } = await issue('adfs', { person, ...(fault === null ? {} : { fault }) })
  return made({
    metadata: { kind: 'text', text: metadata },
    response: { kind: 'text', text: xml },
    acs: labWish.acs,
    audience: labWish.audience,
    now: labWish.at.toISOString(),
  })
}

const redacted = (bundle: Bundle, people: boolean) => redact(bundle, { at: labWish.at.toISOString(), people })

/** Opened elsewhere: read as the inspector reads it. */
async function opened(text: string): Promise<Outcome<Bundle>> {
  const run = readBundleJob({ document: { kind: 'bytes', bytes: Buffer.from(text), name: 'theirs.json' } })
  for (;;) {
    const step = await run.next()
    if (step.done) return step.value
  }
}

async function openedWell(bundle: Bundle): Promise<Bundle> {
  const read = await opened(JSON.stringify(bundle))
  if (!read.ok) throw new Error(read.problem.detail)
  return read.value
}

const standings = ({ findings }: Bundle) => judgeCauses(findings, new Set()).map(({ cause, state }) => [cause, state])
const seenOf = ({ result }: Bundle) => result.seen as { observations: Array<{ probe: string; observation: unknown }> }

describe('metadata and response', () => {
  test.each([null, ...faultNames])('%s: what was read of them travels, and is judged to the same', async (fault) => {
    const bundle = await withFault(fault)
    expect(seenOf(bundle).observations.map(({ probe }) => probe)).toEqual(
      expect.arrayContaining(['metadata', 'response']),
    )
    for (const people of [false, true]) {
      const safe = redacted(bundle, people)
      const read = await openedWell(safe)
      expect(seenOf(read)).toEqual(seenOf(safe))
      expect(judgedAnew(read).differences).toEqual([])
      expect(canaries.test(JSON.stringify(safe))).toBe(!people && canaries.test(JSON.stringify(bundle)))
    }
  })

  test('count more than the findings that came with them, without the people in them as well', async () => {
    const bundle = redacted(await withFault('recipient-other'), true)
    const forged = {
      ...bundle,
      findings: bundle.findings.map((one) =>
        one.status === 'fail' ? { id: one.id, status: 'pass' as const, summary: 'All is well.', evidence: [] } : one,
      ),
    }
    const anew = judgedAnew(await openedWell(forged))
    expect(anew.differences).toContainEqual(
      expect.objectContaining({ probe: 'response', check: 'response.recipient', was: ['pass'], status: 'fail' }),
    )
    expect(standings(anew.bundle)).toContainEqual(['saml.recipient-mismatch', 'confirmed'])
    expect(standings(anew.bundle)).toEqual(standings(bundle))
  })

  test('the text of a message does not travel', async () => {
    const text = JSON.stringify(await withFault(null))
    expect(text).not.toContain('<saml')
    expect(text).not.toContain('SignatureValue')
  })
})

describe('a bundle that is built to harm is refused in one sentence', () => {
  const bundle = (seen: string) =>
    `{"tool":"signpost","version":"1","command":"diagnose","subject":null,"startedAt":"x","durationMs":1,"findings":[],"result":{"seen":${seen}}}`
  const observation = (value: string, probe = 'scim') =>
    bundle(`{"skewSeconds":1,"observations":[{"probe":"${probe}","at":"x","observation":${value}}]}`)
  test.each([
    ['no JSON', 'x'.repeat(1000)],
    ['cut off', bundle('{}').slice(0, -3)],
    ['JSON of somebody else', '{"tool":"other"}'],
    ['a list', '[]'],
    ['findings of another form', bundle('{}').replace('"findings":[]', '"findings":[{"id":"shell.run"}]')],
    ['what was seen is no list', bundle('{"skewSeconds":1,"observations":"all"}')],
    ['too deep', observation(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`)],
    ['names that JavaScript knows', observation('{"__proto__":{"of":"token"}}')],
    ['a text without end', observation(`{"of":"${'x'.repeat(200_000)}"}`)],
    ['a probe that nobody knows', observation('{}', 'shell')],
    ['more than anybody saw', bundle(`{"skewSeconds":1,"observations":[${'{},'.repeat(2000)}{}]}`)],
  ])('%s', async (_, text) => {
    const read = await opened(text)
    if (read.ok) throw new Error('it was taken')
    expect(read.problem.title).toBe('This is no evidence bundle.')
    expect(read.problem.detail).toMatch(/^[^!?\n]{10,150}\.$/)
  })

  test.each([
    ['numbers for texts', '{"kind":"dns","host":5,"inside":[null]}', 'network'],
    ['of another version', '{"of":"tomorrow","at":"x"}', 'oauth'],
    ['a certificate that is none', '{"now":1,"skewMs":1,"source":7,"body":{"kind":"xml"},"reading":null}', 'metadata'],
  ])('but one observation in another form is left out: %s', async (_, value, probe) => {
    const read = await opened(observation(value, probe))
    expect(read.ok && seenOf(read.value).observations).toEqual([])
  })
})
