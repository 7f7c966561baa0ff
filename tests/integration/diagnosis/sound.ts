import { expect } from 'vitest'
import { seenIn } from '../../../src/main/diagnosis/handed-on'
import { judgeAgain } from '../../../src/main/diagnosis/judge-again'
import type { CauseId } from '../../../src/shared/verdict'
import type { Diagnosed } from './practice'

/** One fault is both: the address in the assertion and in the field of the console; the audience and the entity ID. */
export const twins: ReadonlyArray<readonly CauseId[]> = [
  ['validating.acs-url-typo', 'saml.recipient-mismatch'],
  ['validating.entity-id-mismatch', 'saml.audience-mismatch'],
]

export const withTwin = (cause: CauseId): readonly CauseId[] => twins.find((pair) => pair.includes(cause)) ?? [cause]

/** What every diagnosis promises, whatever it was given. */
export function expectSound({ verdicts, findings, code, stderr, result }: Diagnosed): void {
  // What was seen judges to the same once more, after it has travelled.
  const seen = seenIn(result)
  expect(seen?.observations).toEqual(Reflect.get(Object(Reflect.get(result, 'seen')), 'observations'))
  if (seen) expect(judgeAgain(findings, result.probes, seen).differences).toEqual([])
  expect([verdicts.length, stderr]).toEqual([23, ''])
  const failed = verdicts.some(({ state }) => state === 'confirmed') || findings.some(({ status }) => status === 'fail')
  expect(code).toBe(failed ? 1 : 0)
  for (const { cause, state, because, needs, input, grounds, likely, rivals, fix } of verdicts) {
    if (state === 'confirmed' || state === 'ruled-out') expect([cause, because]).not.toEqual([cause, []])
    if (state === 'cannot-tell' || state === 'not-run') expect([cause, needs, input]).not.toContain(undefined)
    if (likely) expect([cause, (rivals ?? []).length]).not.toEqual([cause, 0])
    if (state === 'confirmed') expect([cause, fix]).not.toContain(undefined)
    for (const { finding, check } of grounds) expect(findings[finding]?.id).toBe(check)
  }
}

/** Exactly this cause, or its twin with it, and the root first. */
export function expectOnly(diagnosed: Diagnosed, cause: CauseId): void {
  expectSound(diagnosed)
  const expected = withTwin(cause)
  expect(diagnosed.confirmed.toSorted()).toEqual([...expected].sort())
  expect(expected).toContain(diagnosed.verdicts[0]?.cause)
  expect(diagnosed.code).toBe(1)
}
