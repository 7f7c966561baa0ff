import { describe, expect, it } from 'vitest'
import { type EncryptWish, encryptElement, encryption } from '../../lab/idp/encrypt'
import { type IssueOptions, issue } from '../../lab/idp/issue'
import { judged } from '../../lab/idp/judged'
import { labKey } from '../../lab/idp/keys'
import type { VendorName } from '../../lab/idp/vendors'

const recipient = () => labKey('recipient')

async function encrypted(vendor: VendorName, wish: Partial<EncryptWish> = {}, options: IssueOptions = {}) {
  const to = await recipient()
  return issue(vendor, { ...options, change: (plan) => ({ ...plan, encrypt: { to, ...wish } }) })
}

describe('encrypted assertions', () => {
  it('are named, not missing, without a key', async () => {
    const { xml, key } = await encrypted('shibboleth')
    const { worst, of } = await judged(xml, { keys: [key] })
    expect(of('response.encryption')).toMatchObject([{ status: 'warn' }])
    expect(of('response.encryption')[0]?.summary).toMatch(/AES-256-GCM.*RSA-OAEP/)
    expect(worst).toMatchObject({
      'response.nameid': 'skipped',
      'response.audience': 'skipped',
      'response.signature': 'pass',
    })
  })

  const methods: ReadonlyArray<readonly [string, Partial<EncryptWish>, 'pass' | 'warn']> = [
    ['AES-128-CBC', { content: encryption.aes128Cbc }, 'pass'],
    ['AES-256-CBC', { content: encryption.aes256Cbc }, 'pass'],
    ['AES-128-GCM', { content: encryption.aes128Gcm }, 'pass'],
    ['AES-256-GCM', { content: encryption.aes256Gcm }, 'pass'],
    ['RSA-OAEP with SHA-256', { key: encryption.rsaOaepMgf1p, keyDigest: 'sha256' }, 'pass'],
    [
      'RSA-OAEP 1.1 with SHA-256 and its mask',
      { key: encryption.rsaOaep, keyDigest: 'sha256', keyMgf: 'sha256' },
      'pass',
    ],
    [
      'RSA-OAEP 1.1 with SHA-512 and another mask',
      { key: encryption.rsaOaep, keyDigest: 'sha512', keyMgf: 'sha1' },
      'pass',
    ],
    ['RSA PKCS #1 v1.5', { key: encryption.rsa15 }, 'warn'],
  ]
  it.each(methods)('are opened and judged: %s', async (_, wish, status) => {
    const { xml, key } = await encrypted('shibboleth', wish)
    const { worst, observation } = await judged(xml, { keys: [key], decryptionKey: await recipient() })
    expect(worst).toMatchObject({
      'response.encryption': status,
      'response.signature': 'pass',
      'response.signature-coverage': 'pass',
      // Shibboleth's NameID is persistent, of which something is foreseen.
      'response.nameid': 'info',
      'response.audience': 'pass',
    })
    expect(observation.reading.kind === 'response' && observation.reading.response.assertion).toMatchObject({
      source: 'verified',
      encrypted: true,
    })
  })

  it.each(['saml', ''])('are opened when they rely on the namespace around them, of prefix “%s”', async (prefix) => {
    const { xml, key } = await encrypted('onelogin', {}, { fault: 'unsigned' })
    expect(key).toBeDefined()
    const to = await recipient()
    const q = prefix === '' ? '' : `${prefix}:`
    const relying = await encryptElement(
      `<${q}Assertion ID="_x" Version="2.0"><${q}Issuer>https://idp</${q}Issuer><${q}Subject><${q}NameID>alice</${q}NameID></${q}Subject></${q}Assertion>`,
      'EncryptedAssertion',
      { to },
    )
    const around = prefix === '' ? relying.replace(/<(\/?)saml:/g, '<$1').replace('xmlns:saml=', 'xmlns=') : relying
    const { observation } = await judged(
      xml.replace(/<saml:EncryptedAssertion[\s\S]*<\/saml:EncryptedAssertion>/, () => around),
      { decryptionKey: to },
    )
    expect(observation.reading.kind === 'response' && observation.reading.response.assertion?.nameId?.value).toBe(
      'alice',
    )
  })

  it('say which step failed', async () => {
    const { xml, key } = await encrypted('shibboleth')
    const wrong = await judged(xml, { keys: [key], decryptionKey: await labKey('another recipient') })
    expect(wrong.of('response.encryption')).toMatchObject([{ status: 'fail' }])
    expect(wrong.of('response.encryption')[0]?.summary).toContain('for another key')
    const flipped = xml.replace(
      /(<xenc:CipherValue>)([^<]{40,})(<\/xenc:CipherValue>\s*<\/xenc:CipherData>\s*<\/xenc:EncryptedData>)/,
      (_, a, value: string, b) => a + value.slice(0, 60) + (value[60] === 'A' ? 'B' : 'A') + value.slice(61) + b,
    )
    expect(flipped).not.toBe(xml)
    const damaged = await judged(flipped, { decryptionKey: await recipient() })
    expect(damaged.of('response.encryption')[0]?.summary).toContain('damaged')
    const unknown = await judged(xml.replace('xmlenc11#aes256-gcm', 'xmlenc11#aes256-xyz'), {
      decryptionKey: await recipient(),
    })
    expect(unknown.of('response.encryption')[0]?.summary).toContain('aes256-xyz')
  })

  it('are not believed when unsigned inside, whatever signs the Response', async () => {
    const { xml, key } = await encrypted('okta', {}, { fault: 'response-signed-only' })
    const { worst } = await judged(xml, { keys: [key], decryptionKey: await recipient() })
    expect(worst['response.signature-coverage']).toBe('fail')
  })
})

describe('encrypted parts', () => {
  it('opens an EncryptedID, and names it without a key', async () => {
    const to = await recipient()
    const sealed = await encryptElement(
      '<saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">p-1</saml:NameID>',
      'EncryptedID',
      { to },
    )
    const { xml, key } = await issue('keycloak', {
      change: (plan) => ({
        ...plan,
        beforeSigning: (text) => text.replace(/<saml:NameID.*?<\/saml:NameID>/, () => sealed),
      }),
    })
    expect((await judged(xml, { keys: [key] })).worst).toMatchObject({
      'response.nameid': 'skipped',
      'response.encryption': 'warn',
    })
    const opened = await judged(xml, { keys: [key], decryptionKey: to })
    expect(opened.worst).toMatchObject({ 'response.nameid': 'pass', 'response.encryption': 'pass' })
  })

  it('objects to encrypted attributes, which WorkOS does not read', async () => {
    const to = await recipient()
    const sealed = (
      await encryptElement(
        '<saml:Attribute xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" Name="email"/>',
        'EncryptedID',
        { to },
      )
    ).replaceAll('EncryptedID', 'EncryptedAttribute')
    const { xml, key } = await issue('keycloak', {
      change: (plan) => ({
        ...plan,
        beforeSigning: (text) => text.replace('</saml:AttributeStatement>', (end) => sealed + end),
      }),
    })
    expect((await judged(xml, { keys: [key] })).worst['response.encryption']).toBe('fail')
  })
})
