import { XmlDocument } from 'libxml2-wasm'
import { describe, expect, it } from 'vitest'
import { SignedXml } from 'xml-crypto'
import { adfsMetadata } from '../lab/documents/adfs'
import { aggregate } from '../lab/documents/aggregate'
import { utf16 } from '../lab/documents/bytes'
import { entraMetadata } from '../lab/documents/entra'
import { keycloakMetadata } from '../lab/documents/keycloak'
import { browserEndpoints, type IdpMetadata } from '../lab/documents/metadata'
import { oktaMetadata } from '../lab/documents/okta'
import { serviceProviderMetadata } from '../lab/documents/service-provider'
import { shibbolethMetadata } from '../lab/documents/shibboleth'
import { labKey } from '../lab/idp/keys'

const wish: IdpMetadata = {
  entityId: 'https://idp.example.test/a&b',
  signingCertificates: ['QQ==', 'Qg=='],
  encryptionCertificates: ['Qw=='],
  sso: browserEndpoints('https://idp.example.test/sso?a=1&b=2'),
  validUntil: '2030-01-01T00:00:00Z',
}

const namespaces = {
  md: 'urn:oasis:names:tc:SAML:2.0:metadata',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
}

describe.each([
  ['AD FS', adfsMetadata(wish)],
  ['Entra ID', entraMetadata(wish)],
  ['Okta', oktaMetadata(wish)],
  ['Keycloak', keycloakMetadata(wish)],
  ['Keycloak before 17', keycloakMetadata(wish, { wrapped: true })],
  ['Shibboleth', shibbolethMetadata(wish)],
])('metadata of %s', (_vendor, xml) => {
  it('says what was asked for', () => {
    using document = XmlDocument.fromString(xml)
    const texts = (path: string) => document.find(path, namespaces).map((node) => node.content.trim())
    const idp = '//md:IDPSSODescriptor'
    expect(texts(`${idp}/parent::md:EntityDescriptor/@entityID`)).toEqual([wish.entityId])
    expect(texts(`${idp}/parent::md:EntityDescriptor/@validUntil`)).toEqual([wish.validUntil])
    expect(texts(`${idp}/md:KeyDescriptor[not(@use) or @use='signing']//ds:X509Certificate`)).toEqual(['QQ==', 'Qg=='])
    expect(texts(`${idp}/md:SingleSignOnService/@Location`)).toEqual(wish.sso.map(({ location }) => location))
  })
})

it('is signed where the vendor signs it', async () => {
  const key = await labKey('documents')
  for (const xml of [adfsMetadata(wish, key), entraMetadata(wish, key)]) {
    const signature = /<ds:Signature.*<\/ds:Signature>/s.exec(xml)?.[0] ?? ''
    const verifier = new SignedXml({ publicCert: key.certificatePem })
    verifier.loadSignature(signature)
    expect(verifier.checkSignature(xml)).toBe(true)
  }
})

it('of several entities or of a service provider is well-formed, too', () => {
  const whole = aggregate('urn:lab', [oktaMetadata(wish), shibbolethMetadata(wish)])
  using federation = XmlDocument.fromString(whole)
  expect(federation.find('/md:EntitiesDescriptor/md:EntityDescriptor', namespaces)).toHaveLength(2)
  using sp = XmlDocument.fromString(serviceProviderMetadata({ entityId: 'urn:sp', acsUrl: 'https://sp.test/acs' }))
  expect(sp.find('//md:SPSSODescriptor', namespaces)).toHaveLength(1)
})

it('in UTF-16 says so in both byte orders', () => {
  for (const order of ['little', 'big'] as const) {
    using document = XmlDocument.fromBuffer(utf16(oktaMetadata(wish), order))
    expect(document.find('//md:IDPSSODescriptor', namespaces)).toHaveLength(1)
  }
})
