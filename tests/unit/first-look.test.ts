import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readFirstLook } from '../../src/main/shell/first-look'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'signpost-look-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function lookAt(content: unknown) {
  writeFileSync(join(folder, 'preferences.json'), typeof content === 'string' ? content : JSON.stringify(content))
  return readFirstLook(folder)
}

const place = { x: -20, y: 10, width: 1000, height: 700, maximized: true }
const nothing = { appearance: 'system', place: null }

describe('the first look at the preferences', () => {
  test('takes the appearance and the place of the window', () => {
    expect(lookAt({ settings: { appearance: 'dark' }, window: place })).toEqual({ appearance: 'dark', place })
  })

  test.each([
    ['no file', null],
    ['no JSON', '{"settings":{"appea'],
    ['an empty file', ''],
    ['a list', []],
    ['null in every place', { settings: null, window: null }],
    ['an appearance there is not', { settings: { appearance: 'sepia' } }],
    ['a place in words', { window: { ...place, x: 'left' } }],
    ['a window too small to be used', { window: { ...place, width: 40 } }],
    ['a place at no whole pixel', { window: { ...place, y: 1.5 } }],
  ])('goes without for %s', (what, content) => {
    if (what === 'no file') expect(readFirstLook(join(folder, 'absent'))).toEqual(nothing)
    else expect(lookAt(content)).toEqual(nothing)
  })

  test('never throws', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        lookAt(text)
      }),
    )
  })
})
