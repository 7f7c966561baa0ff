import { describe, expect, test } from 'vitest'
import { nothingGiven } from '../../../../src/renderer/pages/diagnose/given'
import { toolFor } from '../../../../src/renderer/pages/diagnose/tool-for'
import { checkIds } from '../../../../src/shared/checks'
import { causeOf } from '../../../../src/shared/guidance/causes/causes'
import { causeIds } from '../../../../src/shared/verdict'

describe('from a verdict into the workbench', () => {
  test.each(causeIds)('%s: each of its checks has a tool that can be filled in', (cause) => {
    for (const check of causeOf(cause).bears) {
      const tool = toolFor(check, nothingGiven)
      expect([check, tool?.path]).toEqual([check, expect.stringMatching(/^\/workbench\//)])
      expect(() => tool?.prepare()).not.toThrow()
    }
  })

  test('every check of the program has one', () => {
    expect(checkIds.filter((check) => toolFor(check, nothingGiven) === null)).toEqual([])
  })
})
