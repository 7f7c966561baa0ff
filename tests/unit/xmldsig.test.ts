import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { parseXmlText } from '../../src/main/xml/parse'
import { textOf, type XmlElement } from '../../src/main/xml/tree'
import { isSignedBy, readSignatures, type SignatureReading } from '../../src/main/xmldsig/signatures'
import { type IssueOptions, issue } from '../lab/idp/issue'
import { labKey, type SigningKey } from '../lab/idp/keys'
import { algorithms, type SignOptions, signElement } from '../lab/idp/sign'
import { type VendorName, vendorNames } from '../lab/idp/vendors'

const publicKey = (key: SigningKey) => new X509Certificate(key.certificatePem).publicKey

async function read(xml: string): Promise<SignatureReading[]> {
  const outcome = parseXmlText(xml)
  if (!outcome.ok) throw new Error(outcome.error.message)
  return readSignatures(outcome.document)
}

async function only(xml: string): Promise<SignatureReading> {
  const readings = await read(xml)
  const [reading] = readings
  if (readings.length !== 1 || !reading) throw new Error(`${readings.length} signatures`)
  return reading
}

const signed = (vendor: VendorName, signing: Partial<SignOptions> = {}, options: IssueOptions = {}) =>
  issue(vendor, { ...options, change: (plan) => ({ ...plan, signing: { ...plan.signing, ...signing } }) })

describe('genuine signatures', () => {
  it.each(vendorNames)('verifies what %s signs', async (vendor) => {
    const { xml, key, shape } = await issue(vendor)
    const readings = await read(xml)
    expect(readings).toHaveLength(shape.signs.length)
    const other = publicKey(await labKey('somebody else'))
    for (const reading of readings) {
      expect(reading).toMatchObject({ digestMatches: true, readersDisagree: false, terms: { refusals: [] } })
      expect(isSignedBy(reading, publicKey(key))).toBe(true)
      expect(isSignedBy(reading, other)).toBe(false)
      expect(reading.terms.embedded.map((der) => Buffer.from(der).toString('base64'))).toEqual([key.certificateBase64])
    }
  })

  it('hands out the content read again from the canonical bytes', async () => {
    const { xml } = await issue('okta')
    const [response, assertion] = await read(xml)
    expect([response?.signed?.local, assertion?.signed?.local]).toEqual(['Response', 'Assertion'])
    expect(find(assertion?.signed, 'NameID')).toBe('alice@example.test')
  })

  const methods: ReadonlyArray<readonly [string, Partial<SignOptions>, 'rsa' | 'ec']> = [
    ['RSA with SHA-1', { signatureAlgorithm: algorithms.rsaSha1, digestAlgorithm: algorithms.sha1 }, 'rsa'],
    ['RSA with SHA-384', { signatureAlgorithm: algorithms.rsaSha384 }, 'rsa'],
    ['RSA with SHA-512', { signatureAlgorithm: algorithms.rsaSha512, digestAlgorithm: algorithms.sha512 }, 'rsa'],
    ['RSA-PSS', { signatureAlgorithm: algorithms.rsaPssSha256 }, 'rsa'],
    ['ECDSA', { signatureAlgorithm: algorithms.ecdsaSha256 }, 'ec'],
  ]
  it.each(methods)('verifies %s', async (_, signing, type) => {
    const key = await labKey(`method-${type}`, { type })
    const reading = await only((await signed('adfs', { ...signing, key })).xml)
    expect(reading).toMatchObject({ digestMatches: true, terms: { refusals: [] } })
    expect(isSignedBy(reading, publicKey(key))).toBe(true)
    const crossed = await labKey('crossed', { type: type === 'rsa' ? 'ec' : 'rsa' })
    expect(isSignedBy(reading, publicKey(crossed))).toBe(false)
  })

  it.each([
    ['inclusive canonicalization of SignedInfo', { canonicalization: algorithms.inclusive }],
    ['canonicalization of SignedInfo with comments', { canonicalization: algorithms.exclusiveWithComments }],
    ['inclusive canonicalization of the content', { transforms: [algorithms.enveloped, algorithms.inclusive] }],
    ['no canonicalization transform', { transforms: [algorithms.enveloped] }],
    ['a list of inclusive prefixes', { inclusivePrefixes: ['saml2p', 'xs', '#default'] }],
  ] as ReadonlyArray<readonly [string, Partial<SignOptions>]>)('verifies with %s', async (_, signing) => {
    const { xml, key } = await signed('okta', signing)
    for (const reading of await read(xml)) {
      expect(reading).toMatchObject({ digestMatches: true, readersDisagree: false, terms: { refusals: [] } })
      expect(isSignedBy(reading, publicKey(key))).toBe(true)
    }
  })

  it('verifies a document with awkward characters, line ends and a comment outside what counts', async () => {
    const { xml, key } = await issue('simplesamlphp', {
      change: (plan) => ({
        ...plan,
        message: { ...plan.message, user: { lastName: ['Müller\r\n\t<&>"\' 𝒳 \u00a0', ''] } },
        beforeSigning: (text) => text.replace('<samlp:Status>', '\r\n<!-- a remark --><samlp:Status>'),
      }),
    })
    for (const reading of await read(xml)) {
      expect(reading).toMatchObject({ digestMatches: true, readersDisagree: false })
      expect(isSignedBy(reading, publicKey(key))).toBe(true)
    }
  })

  it('verifies a signature over the document root with an empty reference', async () => {
    const key = await labKey('root')
    const { xml } = await signed('adfs', { key }, { fault: 'unsigned' })
    const withSignature = signElement(xml, /ID="([^"]+)"/.exec(xml)?.[1] ?? '', { key, emptyUri: true })
    const reading = await only(withSignature)
    expect(reading).toMatchObject({ digestMatches: true, terms: { refusals: [] } })
    expect(isSignedBy(reading, publicKey(key))).toBe(true)
  })
})

describe('altered content', () => {
  const changes: ReadonlyArray<readonly [string, (xml: string) => string]> = [
    ['another NameID', (xml) => xml.replace('>alice@example.test<', '>admin@example.test<')],
    ['a blank in a value', (xml) => xml.replace('>Alice<', '>Alice <')],
    ['an attribute taken away', (xml) => xml.replace(/<Attribute Name="[^"]*surname">.*?<\/Attribute>/, '')],
    ['indentation', (xml) => xml.replace(/></g, '>\n<')],
    ['a character reference for another character', (xml) => xml.replace('>Alice<', '>&#65;lic&#101;&#32;<')],
  ]
  it.each(changes)('sees %s', async (_, change) => {
    const { xml, key } = await issue('adfs')
    const changed = change(xml)
    expect(changed).not.toBe(xml)
    const reading = await only(changed)
    expect(reading).toMatchObject({ digestMatches: false, signed: null })
    expect(isSignedBy(reading, publicKey(key))).toBe(!changed.includes('>\n<'))
  })

  it('is not moved by what canonical XML makes equal', async () => {
    const { xml, key } = await issue('adfs')
    const changed = xml
      .replace('>Alice<', '>&#65;lice<')
      .replace('>Liddell<', '><![CDATA[Liddell]]><')
      .replace('<Subject>', '<Subject ><!-- remark -->')
    const reading = await only(changed)
    expect(reading).toMatchObject({ digestMatches: true, readersDisagree: false })
    expect(isSignedBy(reading, publicKey(key))).toBe(true)
    expect(find(reading.signed, 'Subject')).toBe('alice@example.test')
  })
})

describe('refused terms', () => {
  const swap = (from: string | RegExp, to: string) => (xml: string) => xml.replace(from, to)
  const refusals: ReadonlyArray<readonly [string, (xml: string) => string, RegExp]> = [
    ['two SignedInfo', swap(/(<ds:SignedInfo>.*<\/ds:SignedInfo>)/s, '$1$1'), /2 SignedInfo/],
    ['no SignatureValue', swap(/<ds:SignatureValue>.*<\/ds:SignatureValue>/s, ''), /no SignatureValue/],
    ['two SignatureValues', swap(/(<ds:SignatureValue>.*<\/ds:SignatureValue>)/s, '$1$1'), /2 SignatureValue/],
    ['two References', swap(/(<ds:Reference .*<\/ds:Reference>)/s, '$1$1'), /2 Reference/],
    ['no Reference', swap(/<ds:Reference .*<\/ds:Reference>/s, ''), /no Reference/],
    ['two DigestValues', swap(/(<ds:DigestValue>.*<\/ds:DigestValue>)/s, '$1$1'), /2 DigestValue/],
    ['an Object', swap('</ds:Signature>', '<ds:Object/></ds:Signature>'), /Object/],
    ['a stranger in SignedInfo', swap('</ds:SignedInfo>', '<x xmlns="y"/></ds:SignedInfo>'), /holds x/],
    ['a comment in DigestValue', swap('<ds:DigestValue>', '<ds:DigestValue>AAAA<!-- -->'), /comment/],
    ['a comment in SignatureValue', swap('<ds:SignatureValue>', '<ds:SignatureValue><!-- -->'), /comment/],
    [
      'a section in DigestValue',
      swap(/<ds:DigestValue>(.*)<\/ds:DigestValue>/, '<ds:DigestValue><![CDATA[$1]]></ds:DigestValue>'),
      /section/,
    ],
    ['an empty Reference below the root', swap(/URI="#[^"]*"/, 'URI=""'), /empty/],
    ['no URI', swap(/ URI="#[^"]*"/, ''), /no URI/],
    ['an external URI', swap(/URI="#[^"]*"/, 'URI="http://127.0.0.1:1/x"'), /outside/],
    ['an xpointer', swap(/URI="#([^"]*)"/, 'URI="#xpointer(id(\'$1\'))"'), /expression/],
    ['quotes in the ID', swap(/URI="#([^"]*)"/, 'URI="#$1\'"'), /expression/],
    ['another ID', swap(/URI="#[^"]*"/, 'URI="#_other"'), /another element/],
    ['the ID twice', swap('<Subject>', '<Subject ID="_dup">'), /more than one element/],
    [
      'an XSLT transform',
      swap(algorithms.exclusive.concat('"/></ds:Tr'), 'http://www.w3.org/TR/1999/REC-xslt-19991116"/></ds:Tr'),
      /not allowed/,
    ],
    [
      'an XPath transform',
      swap(
        /<ds:Transform [^>]*enveloped[^>]*>/,
        '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"/>',
      ),
      /not allowed/,
    ],
    [
      'a base64 transform',
      swap('</ds:Transforms>', '<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#base64"/></ds:Transforms>'),
      /3 transforms/,
    ],
    [
      'ten transforms',
      swap('</ds:Transforms>', `${`<ds:Transform Algorithm="${algorithms.exclusive}"/>`.repeat(8)}</ds:Transforms>`),
      /10 transforms/,
    ],
    ['no transforms', swap(/<ds:Transforms>.*<\/ds:Transforms>/s, ''), /first transform/],
    ['HMAC', swap(algorithms.rsaSha256, 'http://www.w3.org/2000/09/xmldsig#hmac-sha1'), /shared secret/],
    [
      'HMAC with SHA-256',
      swap(algorithms.rsaSha256, 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256'),
      /shared secret/,
    ],
    ['MD5', swap(algorithms.rsaSha256, 'http://www.w3.org/2001/04/xmldsig-more#rsa-md5'), /MD5/],
    ['DSA with SHA-1', swap(algorithms.rsaSha256, 'http://www.w3.org/2000/09/xmldsig#dsa-sha1'), /DSA/],
    ['none', swap(algorithms.rsaSha256, 'none'), /nothing is signed/],
    ['an unknown method', swap(algorithms.rsaSha256, 'urn:example:sig'), /not one that/],
    ['an unknown digest', swap(algorithms.sha256, 'urn:example:md'), /digest method/],
    ['an unknown canonicalization', swap(algorithms.exclusive, 'urn:example:c14n'), /canonicalization/],
    [
      'a parameter of the method',
      swap(/(<ds:SignatureMethod [^>]*)\/>/, '$1><ds:HMACOutputLength>1</ds:HMACOutputLength></ds:SignatureMethod>'),
      /HMACOutputLength/,
    ],
    ['a processing instruction in the content', swap('<Subject>', '<Subject><?x y?>'), /processing instruction/],
    ['something else than base64', swap('<ds:SignatureValue>', '<ds:SignatureValue>*'), /base64/],
  ]
  it.each(refusals)('refuses %s', async (_, change, sentence) => {
    const { xml, key, message } = await issue('adfs')
    const changed = change(xml).replace('_dup', message.assertionId)
    expect(changed).not.toBe(xml)
    const reading = await only(changed)
    expect(reading.terms.refusals.join('\n')).toMatch(sentence)
    expect(reading).toMatchObject({ digestMatches: null, signed: null, evidence: null })
    expect(isSignedBy(reading, publicKey(key))).toBe(false)
  })

  it('refuses both of two signatures on one element, and one value in two signatures', async () => {
    const { xml } = await issue('adfs')
    const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(xml)?.[0] ?? ''
    for (const changed of [
      xml.replace(signature, signature.repeat(2)),
      xml.replace('<samlp:Status>', `${signature}<samlp:Status>`),
    ]) {
      const readings = await read(changed)
      expect(readings).toHaveLength(2)
      for (const { terms, signed: content } of readings) {
        expect(terms.refusals.length).toBeGreaterThan(0)
        expect(content).toBeNull()
      }
    }
  })

  it('refuses a signature inside a signature', async () => {
    const { xml } = await issue('okta')
    const [response, assertion] = [...xml.matchAll(/<ds:Signature .*?<\/ds:Signature>/gs)].map(([text]) => text)
    const inner = /<saml2:Assertion.*<\/saml2:Assertion>/s.exec(xml)?.[0] ?? ''
    const changed = xml.replace(inner, '').replace('</ds:KeyInfo>', `${inner}</ds:KeyInfo>`)
    expect([response, assertion].every((one) => one !== undefined)).toBe(true)
    const readings = await read(changed)
    expect(readings[1]?.terms.refusals.join()).toContain('inside another Signature')
    expect(readings[1]?.signed).toBeNull()
  })
})

function find(element: XmlElement | null | undefined, local: string): string | null {
  if (!element) return null
  for (const child of element.children) {
    if (child.kind !== 'element') continue
    if (child.local === local) return textOf(child)
    const deeper = find(child, local)
    if (deeper !== null) return deeper
  }
  return null
}
