import { describe, expect, it } from 'vitest'
import { adfsMetadata } from '../lab/documents/adfs'
import { utf16, withByteOrderMark } from '../lab/documents/bytes'
import { entraMetadata } from '../lab/documents/entra'
import { blemishes, documentOf, inspect, keys, vendorNames, vendors } from './metadata-corpus'

describe('a good document is never judged bad', () => {
  it.each(vendorNames)('%s', async (vendor) => {
    const inspected = await inspect(documentOf(vendor))
    expect(blemishes(inspected)).toEqual([])
    for (const check of [
      'source',
      'encoding',
      'well-formed',
      'dtd',
      'role',
      'entity-id',
      'validity',
      'signing-certificate',
      'certificate-strength',
    ]) {
      expect([check, inspected.of(check)[0]]).toEqual([check, 'pass'])
    }
    expect(inspected.of('sso-endpoint')).toContain('pass')
    expect(inspected.of('root')).toEqual([vendor === 'keycloakWrapped' ? 'info' : 'pass'])
  })

  const renderings: ReadonlyArray<readonly [string, (text: string) => string | Uint8Array]> = [
    ['with a byte-order mark', withByteOrderMark],
    ['in UTF-16LE', (text) => utf16(text)],
    ['in UTF-16BE', (text) => utf16(text, 'big')],
    ['with CRLF line ends', (text) => text.replace(/\r?\n/g, '\r\n')],
    [
      'with comments',
      (text) =>
        text.replace(/<(\/?\w*:?)IDPSSODescriptor/g, '<!-- <EntityDescriptor entityID="x"> --><$1IDPSSODescriptor'),
    ],
    [
      'with a processing instruction',
      (text) => text.replace(/^(<\?xml[^>]*\?>)?/, '$1<?xml-stylesheet href="x.css"?>'),
    ],
    ['with &#13; in the certificates', (text) => text.replace(/(<(?:\w+:)?X509Certificate>[\s\S]{200})/g, '$1&#13;\n')],
    [
      'with CDATA around the certificates',
      (text) => text.replace(/(<(?:\w+:)?X509Certificate>)([^<]*)/g, '$1<![CDATA[$2]]>'),
    ],
    ['with a group overage of blanks at the end', (text) => `${text}\n\n  \n`],
    ['without an XML declaration', (text) => text.replace(/^<\?xml[^>]*\?>\s*/, '')],
  ]
  it.each(renderings)('%s', async (_, render) => {
    for (const vendor of vendorNames) expect(blemishes(await inspect(render(documentOf(vendor))))).toEqual([])
  })

  it('reads the same under other prefixes, quotes and references', async () => {
    const plain = documentOf('okta')
    const variants = [
      plain.replaceAll('md:', 'x_1.é:').replaceAll('xmlns:md', 'xmlns:x_1.é'),
      plain.replaceAll('<md:', '<').replaceAll('</md:', '</').replace('xmlns:md=', 'xmlns='),
      plain.replace(/="([^"']*)"/g, "='$1'"),
      plain.replace('entityID="http', 'entityID="&#x68;&#116;tp').replaceAll('https://acme', '&#104;ttps://acme'),
      plain.replace(/ (\w+)="/g, '\n\t$1 = "'),
    ]
    const expected = (await inspect(plain)).observation.reading
    for (const variant of variants) {
      const { observation, ...rest } = await inspect(variant)
      expect(blemishes({ observation, ...rest })).toEqual([])
      const { reading } = observation
      if (reading?.kind !== 'document' || expected?.kind !== 'document') throw new Error('was not read')
      expect(reading.entities[0]?.entityId).toBe(expected.entities[0]?.entityId)
      expect(reading.entities[0]?.roles[0]?.sso.map(({ location }) => location)).toEqual(
        expected.entities[0]?.roles[0]?.sso.map(({ location }) => location),
      )
      expect(reading.entities[0]?.roles[0]?.keys[0]?.certificates[0]?.outcome).toMatchObject({
        ok: true,
        certificate: { sha256: keys.current.sha256 },
      })
    }
  })

  it.each(['adfs', 'entra'] as const)('a signed document of %s', async (vendor) => {
    const metadata = {
      ...vendors[vendor].facts,
      signingCertificates: [keys.current.certificateBase64, keys.next.certificateBase64],
    }
    const signed = (vendor === 'adfs' ? adfsMetadata : entraMetadata)(metadata, keys.current)
    const inspected = await inspect(signed)
    expect(blemishes(inspected)).toEqual([])
    expect(inspected.find('signature', 'pass').summary).toContain('only as trustworthy as that certificate')
    expect(inspected.of('certificate-expiry')).toEqual(['pass', 'pass'])
    expect(inspected.find('signing-certificate', 'pass').summary).toContain('WorkOS must hold all 2')
  })
})

describe('what only looks bad', () => {
  it('an expired encryption certificate is told, not blamed', async () => {
    const inspected = await inspect(documentOf('okta', { encryptionCertificates: [keys.expired.certificateBase64] }))
    expect(blemishes(inspected)).toEqual([])
    expect(inspected.of('certificate-expiry')).toEqual(['pass', 'info'])
  })

  it('signed requests wanted is told, not blamed', async () => {
    const inspected = await inspect(documentOf('keycloak'))
    expect(inspected.find('role', 'info').summary).toContain('WantAuthnRequestsSigned')
  })

  it('an http entity id is a name, not an address', async () => {
    expect((await inspect(documentOf('adfs'))).of('entity-id')).toEqual(['pass'])
  })

  it('an EC key is told, not blamed', async () => {
    const inspected = await inspect(documentOf('okta', { signingCertificates: [keys.elliptic.certificateBase64] }))
    expect(blemishes(inspected)).toEqual([])
    expect(inspected.of('certificate-strength')).toEqual(['info'])
  })

  it('a certificate without end is current', async () => {
    const inspected = await inspect(documentOf('okta', { signingCertificates: [keys.endless.certificateBase64] }))
    expect(inspected.find('certificate-expiry', 'pass').summary).toContain('without end')
  })
})
