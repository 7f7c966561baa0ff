import { describe, expect, test } from 'vitest'
import { judgeBinding, judgeRollOver } from '../../../src/main/network/profiles/judge-adfs'
import { judgeNames } from '../../../src/main/network/profiles/judge-names'
import { profileProducts } from '../../../src/main/network/profiles/products'
import { addressesAt, readTarget } from '../../../src/main/network/profiles/target'
import type { ProfileId } from '../../../src/shared/guidance/causes/products'
import type { Entity } from '../../../src/shared/runs/metadata'
import { tls } from './observations'

const from = (days: number) => new Date(Date.UTC(2026, 10, 24) + days * 86_400_000).toISOString()
const self = 'CN=ADFS Signing - fs.acme.test'
const certificate = (sha256: string, start: number, end: number, issuer = self) => ({
  subject: self,
  issuer,
  sha256,
  notBefore: from(start),
  notAfter: from(end),
})

describe('the token-signing certificates of AD FS', () => {
  const now = Date.parse(from(0))
  const older = certificate('aa', -346, 19)
  const fresh = certificate('bb', -1, 364)
  const settled = certificate('bb', -10, 355)
  const issued = certificate('aa', -300, 65, 'CN=Acme Issuing CA')
  test.each([
    ['none', [], null, null, /^$/],
    ['one of its own', [certificate('aa', -300, 65)], null, 'info', /until 2027-01-28\..*2027-01-08.*2027-01-13/],
    [
      'one, listed for two roles',
      [certificate('aa', -300, 65), certificate('aa', -300, 65)],
      null,
      'info',
      /one token/,
    ],
    ['one of an authority', [issued], null, 'info', /does not renew it by itself/],
    [
      'a fresh one beside',
      [older, fresh],
      null,
      'warn',
      /roll-over is under way\. By its defaults.*from 2026-11-28 on/,
    ],
    ['a fresh one beside, order turned', [fresh, older], 'aa', 'warn', /still signs with the older one.*2026-11-28/],
    ['one due by the defaults', [settled, older], null, 'warn', /by its defaults AD FS signs with it already/],
    ['one due, and used', [settled, older], 'bb', 'warn', /signs with the newer one already, as the signature/],
    ['one due, and not used', [settled, older], 'aa', 'warn', /still signs with the older one.*by hand/],
    ['a signer it does not list', [older, fresh], 'cc', 'warn', /roll-over is under way\. By its defaults/],
  ])('with %s', (_, certificates, signer, status, summary) => {
    const finding = judgeRollOver(certificates, signer, now)
    expect(finding?.status ?? null).toBe(status)
    expect(finding?.summary ?? '').toMatch(summary)
  })

  test('are told apart in the evidence', () => {
    const labels = judgeRollOver([fresh, older], 'aa', now)?.evidence.map(({ label }) => label)
    expect(labels).toEqual(['Token-signing certificate, signs now', 'Newer token-signing certificate'])
  })
})

test('a server bound to host names is told with the command', () => {
  expect(judgeBinding(tls({ withoutName: { state: 'refused', subject: null } }))?.fix?.command).toMatch(
    /netsh http add sslcert/,
  )
  expect(judgeBinding(tls())).toBeNull()
})

describe('a host as somebody writes it', () => {
  const places = (product: ProfileId, text: string, role = 'metadata') => {
    const of = profileProducts[product]
    const target = readTarget(text, of, 'master')
    const paths = of.endpoints.find((one) => one.role === role)?.paths ?? []
    return target && { ...target, origin: target.origin.href, first: addressesAt(target, paths)[0] }
  }
  test.each([
    ['adfs', 'fs.acme.test', 'https://fs.acme.test/FederationMetadata/2007-06/FederationMetadata.xml'],
    ['adfs', ' fs.acme.test/adfs/ls/ ', 'https://fs.acme.test/FederationMetadata/2007-06/FederationMetadata.xml'],
    ['adfs', 'https://fs.acme.test/adfs', 'https://fs.acme.test/FederationMetadata/2007-06/FederationMetadata.xml'],
    ['shibboleth', 'https://user:pw@idp.acme.test:8443/', 'https://idp.acme.test:8443/idp/shibboleth'],
    ['shibboleth', 'https://acme.test/sso/idp/shibboleth', 'https://acme.test/sso/idp/shibboleth'],
    ['simplesamlphp', 'acme.test/simplesaml', 'https://acme.test/simplesaml/module.php/saml/idp/metadata'],
    ['simplesamlphp', 'acme.test/login', 'https://acme.test/login/simplesaml/module.php/saml/idp/metadata'],
    ['keycloak', 'kc.acme.test', 'https://kc.acme.test/realms/master/protocol/saml/descriptor'],
    [
      'keycloak',
      'https://kc.acme.test/realms/Acme%20One',
      'https://kc.acme.test/realms/Acme%20One/protocol/saml/descriptor',
    ],
    [
      'keycloak',
      'https://kc.acme.test/auth/realms/acme/protocol/saml',
      'https://kc.acme.test/realms/acme/protocol/saml/descriptor',
    ],
    ['cas', 'https://sso.acme.test/cas/login', 'https://sso.acme.test/cas/login/cas/idp/metadata'],
    ['pingfederate', 'pf.acme.test/idp/SSO.saml2', 'https://pf.acme.test/pf/federation_metadata.ping'],
  ] as const)('%s on %j is looked for at %s', (product, text, first) => {
    expect(places(product, text)?.first).toBe(first)
  })

  test('names a port, or leaves the usual ones', () => {
    expect(places('pingfederate', 'pf.acme.test')?.ports).toEqual([9031, 443])
    expect(places('pingfederate', 'pf.acme.test:443')?.ports).toEqual([443])
    expect(places('pingfederate', 'http://pf.acme.test')?.ports).toEqual([80])
    expect(places('keycloak', 'kc.acme.test:18443')?.ports).toEqual([18443])
  })

  test('keeps an address that none of the product’s paths explains', () => {
    expect(places('cas', 'https://sso.acme.test/custom/md?x=1')?.given).toBe('https://sso.acme.test/custom/md?x=1')
    expect(places('cas', 'https://sso.acme.test/cas')?.given).toBeNull()
  })

  test.each(['', ' ', 'two names', 'https://[', 'https://:443', 'http://'])('%j is no host', (text) => {
    expect(readTarget(text, profileProducts.adfs, 'master')).toBeNull()
  })

  test('a realm that looks like a replacement pattern is taken as it is', () => {
    const target = readTarget('kc.acme.test', profileProducts.keycloak, '$&')
    expect(target && addressesAt(target, ['/realms/REALM'])).toEqual(['https://kc.acme.test/realms/%24%26'])
  })
})

describe('the names in the metadata', () => {
  const entity = (more: Partial<Entity>): Entity => ({
    entityId: null,
    roles: ['IDPSSODescriptor'],
    sso: [],
    certificates: [],
    validUntil: null,
    ...more,
  })
  const judge = (product: ProfileId, at: string, more: Partial<Entity>) =>
    judgeNames(profileProducts[product], new URL(at), 'acme', entity(more))
  const post = (location: string) => ({ binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', location })

  test('of AD FS under its own name are as expected', () => {
    const findings = judge('adfs', 'https://fs.acme.test', {
      entityId: 'http://fs.acme.test/adfs/services/trust',
      sso: [post('https://fs.acme.test/adfs/ls/')],
    })
    expect(findings.map(({ status }) => status)).toEqual(['pass'])
  })

  test('of a node asked by its own name are compared, which is no fault', () => {
    const [id, sso] = judge('adfs', 'https://node1.acme.test', {
      entityId: 'http://fs.acme.test/adfs/services/trust',
      sso: [post('https://fs.acme.test/adfs/ls/')],
    })
    expect(id).toMatchObject({ status: 'info', compared: { firstDifference: { kind: 'host' } } })
    expect(sso).toMatchObject({ status: 'info', summary: expect.stringContaining('fs.acme.test') })
  })

  test('of a Keycloak that does not know of the TLS in front are mended by its settings', () => {
    const [, sso] = judge('keycloak', 'https://kc.acme.test', {
      entityId: 'http://kc.acme.test/realms/acme',
      sso: [post('http://kc.acme.test/realms/acme/protocol/saml')],
    })
    expect(sso).toMatchObject({ status: 'warn', fix: { command: expect.stringContaining('proxy-headers') } })
    expect(sso?.summary).toContain('the TLS in front')
  })

  test('of a Shibboleth back channel under another name are told', () => {
    const [, back] = judge('shibboleth', 'https://idp.acme.test', {
      entityId: 'https://idp.acme.test/idp/shibboleth',
      backChannel: [{ binding: '', location: 'https://idp01.internal:8443/idp/profile/SAML2/SOAP/ArtifactResolution' }],
    })
    expect(back).toMatchObject({ status: 'info', fix: { where: expect.stringContaining('idp-metadata.xml') } })
    expect(back?.summary).toMatch(/idp01\.internal:8443 is not the host looked at\. WorkOS does not use it/)
  })
})
