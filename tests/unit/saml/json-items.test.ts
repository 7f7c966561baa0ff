import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonItems } from '../../../src/main/saml/decode/json-items'

async function itemsOf(document: string, chunkBytes: number): Promise<unknown[]> {
  const bytes = Buffer.from(document)
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, index) =>
    bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes),
  )
  const items: unknown[] = []
  for await (const item of jsonItems(chunks, ['entries'], 100_000)) items.push(item.ok ? JSON.parse(item.text) : null)
  return items
}

describe('walking a JSON document', () => {
  it('hands out the objects of the array as parsing it whole would, however it is cut', async () => {
    const object = fc
      .dictionary(fc.string(), fc.jsonValue({ depthSize: 'small' }))
      .map((made) => JSON.parse(JSON.stringify(made)) as object)
    await fc.assert(
      fc.asyncProperty(
        fc.array(object, { maxLength: 5 }),
        object,
        fc.integer({ min: 1, max: 40 }),
        fc.nat(2),
        async (entries, around, size, indent) => {
          const { entries: _, ...rest } = around as Record<string, unknown>
          const document = JSON.stringify(
            { before: { title: '"entries":[{', path: 'C:\\' }, log: { entries }, after: JSON.stringify(rest) },
            null,
            indent,
          )
          expect(await itemsOf(document, size)).toEqual(entries)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('leaves out what is too large and goes on', async () => {
    const document = JSON.stringify({ entries: [{ a: 'x'.repeat(200_000) }, { b: 1 }] })
    expect(await itemsOf(document, 1000)).toEqual([null, { b: 1 }])
  })
})
