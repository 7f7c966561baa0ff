import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeDocument } from '../../src/main/saml/decode/decode'
import { issue } from '../lab/idp/issue'
import { judged } from '../lab/idp/judged'
import { labKey } from '../lab/idp/keys'
import { genuineUser } from './saml/documents'

const runs = Number(process.env.FUZZ_RUNS ?? 400)

/** Pieces that mean something in XML, SAML or XML Signature, to be put where they do not belong. */
const pieces = [
  '<!---->',
  '<!-- x -->',
  '<?x y?>',
  '<![CDATA[x]]>',
  '&#65;',
  '&#x0;',
  '&lt;',
  '\u0000',
  '\r\n',
  ' ',
  '\u200b',
  '<x/>',
  '</x>',
  ' ID="_x"',
  ' xmlns=""',
  ' xmlns:saml="urn:x"',
  'mallory@evil.test',
  '<saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">mallory@evil.test</saml:NameID>',
  '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_m" Version="2.0"/>',
  '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>',
  '<!DOCTYPE x [<!ENTITY a "b">]>',
]

type Change = (xml: string) => string

const place = fc.double({ min: 0, max: 1, noNaN: true })
const spot = (xml: string, at: number) => Math.floor(at * xml.length)

/** One change: cut, double, move, insert, replace a character, swap two elements. */
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(place, fc.integer({ min: 1, max: 400 })).map(([at, length]) => (xml: string) => {
    const from = spot(xml, at)
    return xml.slice(0, from) + xml.slice(from + length)
  }),
  fc.tuple(place, fc.integer({ min: 1, max: 2000 })).map(([at, length]) => (xml: string) => {
    const from = spot(xml, at)
    return xml.slice(0, from + length) + xml.slice(from, from + length) + xml.slice(from + length)
  }),
  fc.tuple(place, place, fc.integer({ min: 1, max: 3000 })).map(([at, to, length]) => (xml: string) => {
    const from = spot(xml, at)
    const cut = xml.slice(from, from + length)
    const rest = xml.slice(0, from) + xml.slice(from + length)
    const target = spot(rest, to)
    return rest.slice(0, target) + cut + rest.slice(target)
  }),
  fc.tuple(place, fc.constantFrom(...pieces)).map(([at, piece]) => (xml: string) => {
    const from = spot(xml, at)
    return xml.slice(0, from) + piece + xml.slice(from)
  }),
  fc.tuple(place, fc.string({ minLength: 1, maxLength: 1 })).map(([at, character]) => (xml: string) => {
    const from = spot(xml, at)
    return xml.slice(0, from) + character + xml.slice(from + 1)
  }),
  // Changes that keep the document well-formed: whole elements doubled, moved or dropped.
  fc
    .tuple(fc.nat(), fc.nat(), fc.constantFrom('double', 'move', 'drop', 'nest'))
    .map(([which, where, how]) => (xml: string) => {
      const elements = [...xml.matchAll(/<([\w:]+)(?: [^>]*)?>(?:(?!<\1[ >]).)*?<\/\1>/gs)]
      const one = elements[which % Math.max(1, elements.length)]
      const other = elements[where % Math.max(1, elements.length)]
      if (!one || !other) return xml
      const text = one[0]
      const without = how === 'double' ? xml : xml.slice(0, one.index) + xml.slice(one.index + text.length)
      if (how === 'drop') return without
      const anchor = how === 'nest' ? (/^<[^>]*>/.exec(other[0])?.[0] ?? '') : other[0]
      const at = without.indexOf(anchor)
      return at < 0 ? without : without.slice(0, at + anchor.length) + text + without.slice(at + anchor.length)
    }),
)

describe('mutations of good responses', () => {
  it.each(['adfs', 'okta', 'keycloak', 'shibboleth'] as const)(
    'of %s never crash the program, and never make another user believed',
    async (vendor) => {
      const { xml, shape } = await issue(vendor, { key: await labKey(`${vendor}-fuzz`) })
      const keys = [await labKey(`${vendor}-fuzz`)]
      const nameId = shape.nameIdFormat.endsWith('persistent') ? 'b7d2f1c0a9e84e6d' : genuineUser
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
          const mutated = changes.reduce((text, one) => one(text), xml)
          const { worst, observation } = await judged(mutated, { keys })
          const believed = worst['response.signature'] === 'pass' && worst['response.signature-coverage'] === 'pass'
          if (!believed || observation.reading.kind !== 'response') return
          const { assertion } = observation.reading.response
          expect(assertion?.source).toBe('verified')
          expect(assertion?.nameId?.value).toBe(nameId)
          expect(assertion?.attributes.flatMap(({ values }) => values)).toContain(genuineUser)
        }),
        { numRuns: runs },
      )
    },
    300_000,
  )
})

describe('anything at all', () => {
  it('is decoded or named, never a crash', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => {
        const decoding = await decodeDocument({ kind: 'bytes', bytes, name: 'fuzz' })
        expect(decoding.messages.length + decoding.unreadable.length).toBeGreaterThan(0)
      }),
      { numRuns: runs },
    )
  })

  it('packed like a message is judged or named, never a crash', async () => {
    const packed = fc.oneof(
      fc.string({ maxLength: 300 }).map((text) => `SAMLResponse=${encodeURIComponent(text)}`),
      fc.string({ maxLength: 300 }).map((text) => Buffer.from(`<${text}`).toString('base64')),
      fc.json().map((text) => `{"log":{"entries":[{"request":${text},"x":"SAMLRe"},${text}]}}`),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('base64')),
    )
    await fc.assert(
      fc.asyncProperty(packed, async (text) => {
        const { findings } = await judged(text)
        expect(findings[0]?.id).toBe('response.decoding')
      }),
      { numRuns: runs },
    )
  })
})
