import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AggregateIndexes, readAggregate, readIndexed } from '../../src/main/metadata/aggregate'
import { scanAggregate } from '../../src/main/metadata/aggregate-scan'
import { type ByteSource, fileSource, memorySource } from '../../src/main/metadata/byte-source'
import { readDocument } from '../../src/main/metadata/gather'
import { judgeMetadata } from '../../src/main/metadata/judge/judge'
import { entityResult } from '../../src/main/metadata/result'
import type { Entity } from '../../src/shared/runs/metadata'
import { utf16, withByteOrderMark } from '../lab/documents/bytes'
import { day, documentOf, iso, keys, now, vendorNames } from './metadata-corpus'

const never = new AbortController().signal
const bare = (document: string) => document.replace(/^<\?xml[^>]*\?>\s*/, '')
const wish = { now, skewMs: 0, entityId: null, transportCharset: null, trusted: [] }

/** One entity of every product, in two nested groups, with namespaces declared outside and wide characters between. */
const entities = vendorNames.filter((vendor) => vendor !== 'keycloakWrapped').map((vendor) => bare(documentOf(vendor)))
const mixed = `<?xml version="1.0" encoding="UTF-8"?>
<!-- Fédération 𝄞 -->
<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" Name="urn:x" validUntil="${iso(now + 10 * day)}">
  ${entities.slice(0, 4).join('\n  <!-- <md:EntityDescriptor entityID="urn:not-there"/> é -->\n  ')}
  <EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
    ${entities.slice(4).join('\r\n')}
    <EntityDescriptor entityID="https://sp.example.org/é&amp;𝄞"><SPSSODescriptor protocolSupportEnumeration="x"><KeyDescriptor><ds:KeyInfo><ds:X509Data><ds:X509Certificate><![CDATA[${keys.other.certificateBase64}]]></ds:X509Certificate></ds:X509Data></ds:KeyInfo></KeyDescriptor></SPSSODescriptor></EntityDescriptor>
  </EntitiesDescriptor>
  <md:EntityDescriptor entityID="urn:broken"><md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>nothing</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor></md:IDPSSODescriptor></md:EntityDescriptor>
</md:EntitiesDescriptor>`

async function scanned(bytes: Uint8Array, listener: Parameters<typeof scanAggregate>[2] = null) {
  const outcome = await scanAggregate(memorySource(bytes), null, listener, never)
  if (!outcome.ok) throw new Error(outcome.error.message)
  return outcome.index
}

async function inTree(bytes: Uint8Array) {
  const { reading, entities: found } = await readDocument(bytes, wish)
  if (reading?.kind !== 'document') throw new Error('was not read')
  return { reading, found }
}

describe('one pass and a tree read the same', () => {
  const large = mixed.replace('<!-- Fédération', `<!-- ${'é𝄞x'.repeat(60_000)}`)
  it.each([
    ['in UTF-8', Buffer.from(mixed)],
    ['with a byte-order mark', withByteOrderMark(mixed)],
    ['in UTF-16LE', utf16(mixed)],
    ['in UTF-16BE', utf16(mixed, 'big')],
    ['in ISO-8859-1', Buffer.from(mixed.replace('UTF-8', 'ISO-8859-1').replaceAll('𝄞', '!'), 'latin1')],
    ['across many chunks', Buffer.from(large)],
    ['across many chunks in UTF-16', utf16(large)],
  ])('%s', async (_, bytes) => {
    const { reading, found } = await inTree(bytes)
    const rows: Entity[] = []
    const index = await scanned(bytes)
    const source = memorySource(bytes)
    const { reading: summed } = await readAggregate(
      source,
      { ...wish, listed: (row) => rows.push(row) },
      new AggregateIndexes(),
      never,
    )
    const again = index.entities.map((entity) => readIndexed(source, index, entity))
    expect(again.map((one) => one.ok && one.entity)).toEqual(found)
    expect(index.entities.map(({ place }) => place)).toEqual(found.map(({ place }) => place))
    expect(index.root).toEqual(reading.root)
    expect(index.counts).toEqual(reading.counts)
    expect(summed).toMatchObject({ kind: 'document', groups: reading.groups })
    expect(rows).toEqual(
      found.map(entityResult).map(({ backChannel: _b, nameIdFormats: _n, attributes: _a, ...row }) => ({
        ...row,
        certificates: row.certificates.map(({ issuer: _i, pem: _p, signatureAlgorithm: _s, ...rest }) => rest),
      })),
    )
  })

  it('an entity longer than the pieces it is read in', async () => {
    const padding = `<!-- ${'𝄞'.repeat(200_000)} -->`
    const bytes = Buffer.from(mixed.replace(/<md:IDPSSODescriptor/g, `${padding}<md:IDPSSODescriptor`))
    const index = await scanned(bytes)
    const { found } = await inTree(bytes)
    const again = index.entities.map((entity) => readIndexed(memorySource(bytes), index, entity))
    expect(again.map((one) => one.ok && one.entity)).toEqual(found)
  })
})

describe('where an entity begins does not depend on the pieces it is read in', () => {
  const inPieces = (bytes: Uint8Array, size: number): ByteSource => {
    const source = memorySource(bytes)
    return { ...source, read: (buffer, offset) => source.read(buffer.subarray(0, size), offset) }
  }
  const prefix = 'é'.repeat(100_000)
  const long = `<!-- 𝄞 --><${prefix}:EntityDescriptor xmlns:${prefix}="urn:oasis:names:tc:SAML:2.0:metadata" entityID="urn:a"/>`
  const lineEnds = mixed.replace('<EntityDescriptor entityID', '<!-- 𝄞é𝄞 --><EntityDescriptor\r\nentityID')
  it.each([
    ['one byte at a time', mixed, 1],
    ['a name cut several times', mixed, 7],
    ['a line end cut behind the name', lineEnds, 1],
    ['a line end behind the name', lineEnds, 13],
    ['a name longer than two pieces', long, 64 * 1024],
  ])('%s', async (_, text, size) => {
    const bytes = Buffer.from(text)
    const { found } = await inTree(bytes)
    const outcome = await scanAggregate(inPieces(bytes, size), null, null, never)
    if (!outcome.ok) throw new Error(outcome.error.message)
    const again = outcome.index.entities.map((entity) => readIndexed(memorySource(bytes), outcome.index, entity))
    expect(again.map((one) => one.ok && one.entity)).toEqual(found)
    expect(outcome.index.entities.map(({ place }) => place)).toEqual(found.map(({ place }) => place))
  })
})

describe('faults in passing', () => {
  it.each([
    ['cut off', mixed.slice(0, -40), 'malformed'],
    ['a DOCTYPE', mixed.replace('<md:Entities', '<!DOCTYPE x [<!ENTITY a "b">]><md:Entities'), 'doctype'],
    ['too deep', mixed.replace(/<\/md:EntitiesDescriptor>$/, '<md:EntitiesDescriptor>'.repeat(80)), 'too-deep'],
  ])('%s', async (_, text, code) => {
    const outcome = await scanAggregate(memorySource(Buffer.from(text)), null, null, never)
    expect(outcome).toMatchObject({ ok: false, error: { code } })
  })

  it('invalid bytes are named by their offset in the file', async () => {
    const bytes = Buffer.from(mixed.replace('<!-- Fédération', `<!-- ${'é'.repeat(150_000)}`))
    const at = bytes.indexOf('urn:broken')
    bytes[at] = 0xff
    const outcome = await scanAggregate(memorySource(bytes), null, null, never)
    expect(outcome).toMatchObject({ ok: false, error: { code: 'encoding', byteOffset: at } })
  })

  it('stops when it is cancelled', async () => {
    const bytes = Buffer.from(
      mixed.replace(
        '<!-- Fédération',
        `<!-- ${'x'.repeat(900_000)} --><!-- ${'x'.repeat(900_000)} --><!-- ${'x'.repeat(900_000)}`,
      ),
    )
    const controller = new AbortController()
    const scan = scanAggregate(memorySource(bytes), null, null, controller.signal)
    controller.abort()
    await expect(scan).rejects.toThrow()
  })
})

describe('look-ups', () => {
  const folder = mkdtempSync(join(tmpdir(), 'signpost-aggregate-'))
  const path = join(folder, 'aggregate.xml')
  beforeAll(() => writeFileSync(path, mixed))
  afterAll(() => rmSync(folder, { recursive: true }))

  function counting(source: ByteSource): ByteSource & { bytesRead: () => number } {
    let count = 0
    return {
      ...source,
      read: (buffer, offset) => {
        const got = source.read(buffer, offset)
        count += got
        return got
      },
      bytesRead: () => count,
    }
  }

  async function lookUp(indexes: AggregateIndexes, entityId: string) {
    const source = counting(fileSource(path))
    const { reading } = await readAggregate(source, { ...wish, entityId, listed: null }, indexes, never)
    source.close()
    if (reading.kind !== 'document') throw new Error('was not read')
    return { reading, bytesRead: source.bytesRead() }
  }

  it('a second one reads only the entity', async () => {
    const indexes = new AggregateIndexes()
    const first = await lookUp(indexes, 'urn:example:pingfederate')
    const second = await lookUp(indexes, 'urn:broken')
    expect(first.reading.entities[0]?.entityId).toBe('urn:example:pingfederate')
    expect(second.reading.entities[0]?.entityId).toBe('urn:broken')
    expect(first.bytesRead).toBeGreaterThan(Buffer.byteLength(mixed))
    expect(second.bytesRead).toBeLessThan(500)
  })

  it('a changed file is read anew', async () => {
    const indexes = new AggregateIndexes()
    await lookUp(indexes, 'urn:broken')
    writeFileSync(path, mixed.replace('urn:broken', 'urn:br0ken'))
    utimesSync(path, new Date(), new Date(Date.now() + 5000))
    const { reading } = await lookUp(indexes, 'urn:broken')
    expect(reading.selection).toMatchObject({ places: [], nearest: ['urn:br0ken'] })
    writeFileSync(path, mixed)
  })

  it('keeps the newest indexes only', () => {
    const indexes = new AggregateIndexes(2)
    const index = { entities: [] } as unknown as Parameters<AggregateIndexes['keep']>[1] // only its identity matters here
    for (const identity of ['a', 'b']) indexes.keep(identity, index)
    indexes.get('a')
    indexes.keep('c', index)
    expect([indexes.get('a'), indexes.get('b'), indexes.get('c')].map((one) => one !== null)).toEqual([
      true,
      false,
      true,
    ])
  })

  it('sums up who has no valid certificate left', async () => {
    const expired = mixed.replaceAll(keys.current.certificateBase64, keys.expired.certificateBase64)
    const { reading } = await readAggregate(
      memorySource(Buffer.from(expired)),
      { ...wish, listed: null },
      new AggregateIndexes(),
      never,
    )
    const findings = judgeMetadata({
      now,
      skewMs: 0,
      source: { name: 'm', bytes: 1, exchange: null },
      body: { kind: 'xml' },
      reading,
    })
    const failed = findings.filter(({ id, status }) => id === 'metadata.certificate-expiry' && status === 'fail')
    expect(failed.map(({ summary }) => summary)).toContain(
      'urn:example:pingfederate: a signing certificate expired on 2030-06-05; no other one is valid.',
    )
    expect(findings.find(({ id }) => id === 'metadata.signature')?.status).toBe('skipped')
  })
})
