import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentOf, inspect, keys, vendorNames } from '../unit/metadata-corpus'
import { exhaustingMetadata, laughs } from './exhausting-metadata'

const okta = documentOf('okta')
const root = '<md:EntityDescriptor'
const withDoctype = (doctype: string, document = okta) => document.replace(root, `${doctype}${root}`)

/** A file and a listener no document may make the program touch. */
const folder = mkdtempSync(join(tmpdir(), 'signpost-hostile-'))
const secretFile = join(folder, 'secret.txt')
let listener: Server
let requests = 0
let address = ''

beforeAll(async () => {
  writeFileSync(secretFile, 'CANARY-OF-THE-FILE')
  listener = createServer((_, reply) => {
    requests++
    reply.end('CANARY-OF-THE-NETWORK')
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/x.dtd` // a TCP listener has such an address
})

afterAll(() => {
  listener.close()
  rmSync(folder, { recursive: true })
})

describe('document types are refused, nothing is expanded, read or fetched', () => {
  const cases: ReadonlyArray<readonly [string, () => string]> = [
    ['a billion laughs', () => withDoctype(laughs, okta.replace('http://www.okta.com/', '&a10;'))],
    [
      'a quadratic blow-up',
      () =>
        withDoctype(
          `<!DOCTYPE x [<!ENTITY a "${'b'.repeat(60_000)}">]>`,
          okta.replace('http://www.okta.com/', '&a;'.repeat(60_000)),
        ),
    ],
    [
      'an external entity on disk',
      () =>
        withDoctype(
          `<!DOCTYPE x [<!ENTITY a SYSTEM "file://${secretFile}">]>`,
          okta.replace('http://www.okta.com/', '&a;'),
        ),
    ],
    [
      'an external entity on the net',
      () => withDoctype(`<!DOCTYPE x [<!ENTITY a SYSTEM "${address}">]>`, okta.replace('http://www.okta.com/', '&a;')),
    ],
    ['an external document type', () => withDoctype(`<!DOCTYPE x SYSTEM "${address}">`)],
    ['a public document type', () => withDoctype(`<!DOCTYPE x PUBLIC "-//X//Y" "${address}">`)],
    ['a parameter entity', () => withDoctype(`<!DOCTYPE x [<!ENTITY % a SYSTEM "${address}">%a;]>`)],
    ['a harmless one', () => withDoctype('<!DOCTYPE EntityDescriptor>')],
    ['one with attribute defaults', () => withDoctype('<!DOCTYPE x [<!ATTLIST x use CDATA "signing">]>')],
    ['one that never ends', () => okta.replace(root, `<!DOCTYPE x [${'<!ENTITY a "b">'.repeat(100_000)}`)],
    ['one behind a long comment', () => withDoctype(`<!-- ${'x'.repeat(300_000)} --><!DOCTYPE x>`)],
  ]
  it.each(cases)('%s', async (_, make) => {
    const document = make()
    const started = performance.now()
    const { findings, find } = await inspect(document)
    expect(performance.now() - started).toBeLessThan(1000)
    expect(find('dtd', 'fail').summary).toContain('contains a DOCTYPE')
    expect(find('dtd', 'fail').place?.line).toBeGreaterThan(0)
    expect(JSON.stringify(findings)).not.toContain('CANARY')
    expect(requests).toBe(0)
  })

  it('XInclude, stylesheets and schema locations are not followed', async () => {
    const document = okta
      .replace(root, `<?xml-stylesheet type="text/xsl" href="${address}"?>${root}`)
      .replace(
        'entityID=',
        `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x ${address}" entityID=`,
      )
      .replace(
        '<md:NameIDFormat>',
        `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://${secretFile}" parse="text"/><md:NameIDFormat>`,
      )
    const { findings } = await inspect(document)
    expect(JSON.stringify(findings)).not.toContain('CANARY')
    expect(requests).toBe(0)
  })
})

describe('documents made to exhaust their reader are refused within limits', () => {
  it.each(exhaustingMetadata)('%s', async (_, make, summary) => {
    const document = make()
    const before = process.memoryUsage().rss
    const started = performance.now()
    const { find } = await inspect(document)
    expect(find('well-formed', 'fail').summary).toMatch(summary)
    expect(performance.now() - started).toBeLessThan(3000)
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024)
  })

  it('64,000 references in one value cost no more than their length', async () => {
    const started = performance.now()
    await inspect(okta.replace('entityID="', `entityID="${'&amp;'.repeat(64_000)}`))
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('damage is named, with its place', () => {
  const cases: ReadonlyArray<readonly [string, string | Uint8Array, string]> = [
    ['a duplicate attribute', okta.replace(' entityID=', ' entityID="x" entityID='), 'well-formed'],
    ['an unclosed root', okta.replace('</md:EntityDescriptor>', ''), 'well-formed'],
    ['two roots', okta + okta.replace(/^<\?xml[^>]*\?>/, ''), 'well-formed'],
    ['text after the root', `${okta}trailing`, 'well-formed'],
    [
      'a declaration in the middle',
      okta.replace('<md:NameIDFormat>', '<?xml version="1.0"?><md:NameIDFormat>'),
      'well-formed',
    ],
    ['NUL', okta.replace('</md:NameIDFormat>', '\u0000</md:NameIDFormat>'), 'well-formed'],
    ['a reference to NUL', okta.replace('</md:NameIDFormat>', '&#0;</md:NameIDFormat>'), 'well-formed'],
    [
      'a reference to half a surrogate',
      okta.replace('</md:NameIDFormat>', '&#xD800;</md:NameIDFormat>'),
      'well-formed',
    ],
    ['a reference beyond Unicode', okta.replace('</md:NameIDFormat>', '&#x110000;</md:NameIDFormat>'), 'well-formed'],
    ['a control character', okta.replace('</md:NameIDFormat>', '\u0007</md:NameIDFormat>'), 'well-formed'],
    ['an undeclared prefix', okta.replace('xmlns:md', 'xmlns:me'), 'well-formed'],
    ['a prefix undeclared within', okta.replace('<md:NameIDFormat>', '<md:NameIDFormat xmlns:x="">'), 'well-formed'],
    ['the xmlns prefix bound', okta.replace('xmlns:md', 'xmlns:xmlns="urn:x" xmlns:md'), 'well-formed'],
    [
      'entities named after properties',
      okta.replace('</md:NameIDFormat>', '&toString;&__proto__;</md:NameIDFormat>'),
      'well-formed',
    ],
    ['one byte of ISO-8859-1', Buffer.concat([Buffer.from(okta), Buffer.from([0xe9])]), 'encoding'],
    [
      'UTF-16 without its last byte',
      Buffer.from(`\ufeff${okta.replace('UTF-8', 'UTF-16')}`, 'utf16le').subarray(0, -1),
      'encoding',
    ],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]), 'encoding'],
    ['UTF-7', okta.replace('UTF-8', 'UTF-7'), 'encoding'],
    ['an encoding named after a property', okta.replace('UTF-8', 'constructor'), 'encoding'],
  ]
  it.each(cases)('%s', async (_, document, check) => {
    const inspected = await inspect(document)
    const fault = inspected.find(check, 'fail')
    expect(fault.summary).toMatch(/line \d+, column \d+|byte \d+/)
    if (fault.summary.includes('line ')) expect(fault.place).toBeDefined()
    expect(inspected.of('certificate-expiry')).toEqual([])
    expect(JSON.stringify(inspected.findings)).not.toContain('\ufffd')
  })

  it.each(vendorNames)('%s, cut off anywhere, is never judged good', async (vendor) => {
    const document = documentOf(vendor).trimEnd()
    const step = Math.max(1, Math.floor(document.length / 40))
    for (let length = 1; length < document.length; length += step) {
      const { findings } = await inspect(document.slice(0, length))
      expect(findings.some(({ status }) => status === 'fail')).toBe(true)
    }
  })
})

describe('names and values that mean something elsewhere are only text', () => {
  it('names of object properties', async () => {
    const extra =
      '<__proto__ polluted="1" constructor="2"/><constructor/><toString hasOwnProperty="3"/><md:__proto__Descriptor/>'
    const inspected = await inspect(okta.replace('<md:IDPSSODescriptor', `${extra}<md:IDPSSODescriptor __proto__="x"`))
    expect(inspected.of('role')).toEqual(['pass'])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(inspected.observation).not.toHaveProperty('polluted')
  })

  it.each(['__proto__', 'constructor', 'hasOwnProperty'])('an entity id %s', async (entityId) => {
    const document = okta.replace(/entityID="[^"]*"/, `entityID="${entityId}"`)
    const inspected = await inspect(document, { entityId })
    expect(inspected.of('entity-id')).toEqual(['warn'])
    expect(inspected.of('certificate-expiry')).toEqual(['pass'])
  })

  it.each([
    '<script>alert(1)</script>',
    '\u202egpj.exe',
    'а-homoglyph',
    `https://x/${'y'.repeat(10_000)}`,
    'line&#10;break',
    '"><img src=x onerror=alert(1)>',
  ])('an entity id %j is told and compared as it is', async (entityId) => {
    const escaped = entityId
      .replace(/&(?!#)/g, '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('"', '&quot;')
    const { findings, observation } = await inspect(okta.replace(/entityID="[^"]*"/, `entityID="${escaped}"`))
    const { reading } = observation
    if (reading?.kind !== 'document') throw new Error('was not read')
    expect(reading.entities[0]?.entityId).toBe(entityId.replace('&#10;', '\n'))
    for (const { summary } of findings) expect(summary.length).toBeLessThan(700)
  })
})

describe('other files under the name of metadata', () => {
  it.each([
    ['PDF', Buffer.from('%PDF-1.7\n%âãÏÓ\n<EntityDescriptor/>', 'latin1')],
    ['ZIP', Buffer.from('PK\u0003\u0004<EntityDescriptor', 'latin1')],
    ['a gzip bomb', gzipSync(Buffer.alloc(20_000_000))],
    ['a key', Buffer.from(keys.current.privatePem)],
    ['random bytes', Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) & 255))],
  ])('%s', async (_, bytes) => {
    const { findings } = await inspect(bytes)
    expect(findings.map(({ id, status }) => `${id} ${status}`)).toEqual(['metadata.source fail'])
  })

  it.each([
    ['unended comments', '<!--'.repeat(60_000)],
    ['empty comments', '<!---->'.repeat(30_000)],
    ['inputs without end', '<html>'.concat('<input '.repeat(30_000))],
    ['titles without end', '<html>'.concat('<title>'.repeat(30_000))],
    ['braces', '{'.repeat(200_000)],
    ['brackets', '['.repeat(200_000)],
    ['blanks', ' '.repeat(250_000)],
    ['dashes', '-----BEGIN '.repeat(20_000)],
    ['base64', 'A'.repeat(250_000)],
  ])('patterns stay quick over %s', async (_, text) => {
    const started = performance.now()
    const { findings } = await inspect(text)
    expect(performance.now() - started).toBeLessThan(1500)
    expect(findings.some(({ status }) => status === 'fail')).toBe(true)
  })
})
