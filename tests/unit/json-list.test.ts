import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { JsonList } from '../../src/main/cli/json-list'

const listFolders = () => readdirSync(tmpdir()).filter((name) => /^signpost-[A-Za-z0-9]{6}$/.test(name))

function printed(items: readonly unknown[]): string {
  const list = new JsonList<unknown>(6)
  for (const item of items) list.add(item)
  return [...list.pieces()].join('')
}

/** As the whole would be printed in one go. */
const inOneGo = (items: readonly unknown[]) =>
  JSON.stringify({ result: { entities: items } }, null, 2)
    .replace('{\n  "result": {\n    "entities": ', '')
    .replace(/\n {2}\}\n\}$/, '')

describe('a list that is printed as JSON', () => {
  it.each([
    ['nothing', []],
    ['one item', [{ a: [1, { b: 'two\nlines' }], c: [] }]],
    ['several', [{ a: 1 }, null, 'text', { b: {} }]],
  ])('reads as JSON.stringify writes %s', (_, items) => {
    expect(printed(items)).toBe(inOneGo(items))
  })

  it('goes to a file when it is long, reads the same, and leaves nothing behind', () => {
    const items = Array.from({ length: 3000 }, (_, index) => ({ index, text: '𝄞ü'.repeat(200) }))
    const before = listFolders()
    const list = new JsonList<unknown>(6)
    for (const item of items) list.add(item)
    const [own = ''] = listFolders().filter((name) => !before.includes(name))
    expect(own).not.toBe('')
    expect([...list.pieces()].join('')).toBe(inOneGo(items))
    expect(existsSync(`${tmpdir()}/${own}`)).toBe(false)
  })
})
