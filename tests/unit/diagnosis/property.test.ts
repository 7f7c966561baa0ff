import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Finding } from '../../../src/shared/finding'
import { judgeCauses } from '../../../src/shared/guidance/evidence/judge'
import { causeIds, type Effect, type Verdict } from '../../../src/shared/verdict'
import { findingsIn, soundWorld, worldWith } from './world'

/** Every finding that the sound world and each of the 23 faulty ones make. */
let pool: Finding[] = []
beforeAll(async () => {
  const worlds = [await soundWorld(), ...(await Promise.all(causeIds.map((cause) => worldWith(cause))))]
  const all = (await Promise.all(worlds.map(findingsIn))).flat()
  pool = [...new Map(all.map((one) => [JSON.stringify(one), one])).values()]
}, 60_000)

/** Any of them together, in any order, as no world would ever show them. */
const anyFindings = () => fc.shuffledSubarray(pool, { minLength: 0, maxLength: 40 })
const judge = (findings: readonly Finding[]) => judgeCauses(findings, new Set())
const placesOf = ({ grounds }: Verdict, effect: Effect) =>
  new Set(grounds.filter((ground) => ground.effect === effect).map(({ finding }) => finding))

describe('whatever was found together', () => {
  test('no verdict is without evidence, and what speaks against one is told', () => {
    fc.assert(
      fc.property(anyFindings(), (findings) => {
        const verdicts = judge(findings)
        expect(verdicts.map(({ cause }) => cause).toSorted()).toEqual([...causeIds].sort())
        for (const verdict of verdicts) {
          const { state, likely, because, contradicts, rivals, summary, needs } = verdict
          for (const { finding, check } of verdict.grounds) expect(findings[finding]?.id).toBe(check)
          const [confirms, excludes] = [placesOf(verdict, 'confirms'), placesOf(verdict, 'rules-out')]
          if (state === 'confirmed') expect(confirms.size).toBeGreaterThan(0)
          if (state === 'ruled-out') expect([excludes.size > 0, confirms.size]).toEqual([true, 0])
          if (state === 'confirmed' || state === 'ruled-out') expect(because.length).toBeGreaterThan(0)
          else expect(needs).toBeTruthy()
          if (state === 'confirmed' && excludes.size > 0) {
            expect(contradicts.length).toBeGreaterThan(0)
            expect(summary).toContain('Against it stands')
          }
          if (likely) expect([because.length > 0, (rivals ?? []).length > 0]).toEqual([true, true])
          if (state === 'not-run') expect(verdict.grounds).toEqual([])
        }
      }),
      { numRuns: 250 },
    )
  })

  test('a confirmed cause is confirmed no more once its findings are gone', () => {
    fc.assert(
      fc.property(anyFindings(), (findings) => {
        for (const verdict of judge(findings).filter(({ state }) => state === 'confirmed')) {
          const carrying = placesOf(verdict, 'confirms')
          const rest = findings.filter((_, place) => !carrying.has(place))
          expect(judge(rest).find(({ cause }) => cause === verdict.cause)?.state).not.toBe('confirmed')
        }
      }),
      { numRuns: 80 },
    )
  })

  test('the order in which it was found changes nothing', () => {
    const told = (findings: readonly Finding[]) =>
      judge(findings).map(({ cause, state, likely, because }) => [cause, state, likely, because.toSorted()])
    fc.assert(
      fc.property(anyFindings(), (findings) => {
        expect(told(findings.toReversed())).toEqual(told(findings))
      }),
      { numRuns: 120 },
    )
  })
})
