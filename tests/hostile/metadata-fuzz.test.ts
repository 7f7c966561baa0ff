import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scanAggregate } from '../../src/main/metadata/aggregate-scan'
import { memorySource } from '../../src/main/metadata/byte-source'
import { parseXml } from '../../src/main/xml/parse'
import { elementsOf, sourceOf } from '../../src/main/xml/tree'
import { findingSchema } from '../../src/shared/finding'
import { documentOf, inspect, vendorNames } from '../unit/metadata-corpus'

const documents = vendorNames.map((vendor) => Buffer.from(documentOf(vendor)))
const good = fc.constantFrom(...documents)

/** One change of a document's bytes, of the kinds that bring readers down. */
type Mutation = (bytes: Buffer) => Buffer
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const at = (bytes: Buffer, where: number) => Math.floor(where * bytes.length)
const splice = (bytes: Buffer, from: number, to: number, put: Uint8Array) =>
  Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(to)])

const tokens = [
  '<',
  '>',
  '</',
  '/>',
  '&',
  '&#0;',
  '&amp;',
  '"',
  "'",
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?x?>',
  '<!DOCTYPE x>',
  '\0',
  '\ufeff',
  ' xmlns=""',
  ' xmlns:md="urn:x"',
  '<md:EntityDescriptor>',
  '𝄞',
  '\r',
  '\n',
  '=',
  'constructor',
  '__proto__',
]

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(place, fc.integer({ min: 0, max: 255 })).map(
    ([where, byte]): Mutation =>
      (bytes) =>
        splice(bytes, at(bytes, where), at(bytes, where) + 1, Uint8Array.of(byte)),
  ),
  fc.tuple(place, fc.constantFrom(...tokens)).map(
    ([where, token]): Mutation =>
      (bytes) =>
        splice(bytes, at(bytes, where), at(bytes, where), Buffer.from(token)),
  ),
  fc.tuple(place, fc.nat({ max: 200 })).map(
    ([where, length]): Mutation =>
      (bytes) =>
        splice(bytes, at(bytes, where), at(bytes, where) + length, Buffer.alloc(0)),
  ),
  fc.tuple(place, place, fc.nat({ max: 2000 })).map(
    ([from, to, length]): Mutation =>
      (bytes) =>
        splice(bytes, at(bytes, to), at(bytes, to), bytes.subarray(at(bytes, from), at(bytes, from) + length)),
  ),
  place.map(
    (where): Mutation =>
      (bytes) =>
        bytes.subarray(0, at(bytes, where)),
  ),
  fc.uint8Array({ maxLength: 40 }).chain((put) =>
    place.map(
      (where): Mutation =>
        (bytes) =>
          splice(bytes, at(bytes, where), at(bytes, where), put),
    ),
  ),
  fc.constantFrom<Mutation>(
    (bytes) => Buffer.from(bytes.toString('latin1'), 'utf16le'),
    (bytes) => Buffer.from(bytes).reverse(),
    (bytes) => Buffer.concat([bytes, bytes]),
  ),
)

const mutated = fc
  .tuple(good, fc.array(mutation, { minLength: 1, maxLength: 4 }))
  .map(([bytes, changes]) => changes.reduce<Buffer>((now, change) => change(now), bytes))

describe('any change of a good document', () => {
  it('is judged without a crash, quickly, and in the form of findings', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async (bytes) => {
        const started = performance.now()
        const { findings } = await inspect(bytes)
        expect(performance.now() - started).toBeLessThan(2000)
        expect(findings.length).toBeGreaterThan(0)
        for (const finding of findings) {
          expect(findingSchema.safeParse(finding).success).toBe(true)
          expect(finding.summary).toMatch(/[.?!)]$/)
        }
      }),
      { numRuns: 800 },
    )
  })

  it('is refused, or keeps every element where it stands', () => {
    fc.assert(
      fc.property(mutated, (bytes) => {
        const outcome = parseXml(bytes)
        if (!outcome.ok) return outcome.error.message !== ''
        for (const element of elementsOf(outcome.document.root)) {
          const source = sourceOf(outcome.document, element)
          expect(source.startsWith(`<${element.name}`)).toBe(true)
          expect(source.endsWith('>')).toBe(true)
        }
        return true
      }),
      { numRuns: 800 },
    )
  })

  it('is the same to the pass over an aggregate as to the tree', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async (bytes) => {
        const tree = parseXml(bytes)
        const pass = await scanAggregate(memorySource(bytes), null, () => {}, new AbortController().signal)
        expect(pass.ok).toBe(tree.ok)
        // The tree decodes everything before it reads anything, so of two faults it meets the one in the bytes first.
        if (!pass.ok && !tree.ok && tree.error.code !== 'encoding') expect(pass.error).toEqual(tree.error)
      }),
      { numRuns: 400 },
    )
  })

  it('is the same in whatever pieces it is read', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, fc.integer({ min: 1, max: 97 }), async (bytes, piece) => {
        const source = memorySource(bytes)
        const halting = {
          ...source,
          read: (buffer: Uint8Array, offset: number) =>
            source.read(buffer.subarray(0, Math.min(buffer.length, piece * 13)), offset),
        }
        const whole = await scanAggregate(source, null, () => {}, new AbortController().signal)
        const parts = await scanAggregate(halting, null, () => {}, new AbortController().signal)
        expect(parts.ok).toBe(whole.ok)
        if (whole.ok && parts.ok) expect(parts.index.entities).toEqual(whole.index.entities)
      }),
      { numRuns: 200 },
    )
  })
})

describe('no document at all', () => {
  it('random bytes and text are judged without a crash', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.string({ maxLength: 400, unit: 'binary' })),
        async (document) => {
          const { findings } = await inspect(document)
          expect(findings.some(({ status }) => status === 'fail')).toBe(true)
        },
      ),
      { numRuns: 600 },
    )
  })
})
