import { execFile } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseXmlText } from '../../../src/main/xml/parse'
import { isSignedBy, readSignatures } from '../../../src/main/xmldsig/signatures'
import { issue } from '../../lab/idp/issue'
import { judged } from '../../lab/idp/judged'
import { labKey, type SigningKey } from '../../lab/idp/keys'
import { vendorNames } from '../../lab/idp/vendors'

const run = promisify(execFile)
const ids = [
  '--id-attr:ID',
  'urn:oasis:names:tc:SAML:2.0:protocol:Response',
  '--id-attr:ID',
  'urn:oasis:names:tc:SAML:2.0:assertion:Assertion',
]

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xmlsec1-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

/** Whether xmlsec1 verifies the first signature of a document with this key and no other. */
async function xmlsecVerifies(xml: string, key: SigningKey): Promise<boolean> {
  const publicKey = new X509Certificate(key.certificatePem).publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const args = [
    '--verify',
    '--enabled-key-data',
    'key-name',
    '--pubkey-pem',
    await file('key.pem', publicKey),
    ...ids,
    await file('x.xml', xml),
  ]
  return run('xmlsec1', args).then(
    () => true,
    () => false,
  )
}

async function weVerify(xml: string, key: SigningKey): Promise<boolean> {
  const outcome = parseXmlText(xml)
  if (!outcome.ok) return false
  const [first] = await readSignatures(outcome.document)
  return first?.digestMatches === true && isSignedBy(first, new X509Certificate(key.certificatePem).publicKey)
}

describe('xmlsec1 and this program agree', () => {
  it.each(vendorNames)('on what %s signs, and on changes of it', async (vendor) => {
    const { xml, key } = await issue(vendor)
    const cases = [xml, xml.replace('alice@example.test', 'admin@example.test'), xml.replace(/></g, '>\n<')]
    for (const [index, one] of cases.entries()) {
      expect([await xmlsecVerifies(one, key), await weVerify(one, key)]).toEqual([index === 0, index === 0])
    }
    const other = await labKey('not the signer')
    expect([await xmlsecVerifies(xml, other), await weVerify(xml, other)]).toEqual([false, false])
  })
})

const more = 'http://www.w3.org/2001/04/xmldsig-more#'
const dsig = 'http://www.w3.org/2000/09/xmldsig#'
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'

describe('what xmlsec1 signs', () => {
  const template = (id: string, method: string, digest: string, c14n: string, transform: string) => `
  <Signature xmlns="${dsig}">
    <SignedInfo>
      <CanonicalizationMethod Algorithm="${c14n}"/>
      <SignatureMethod Algorithm="${method}"/>
      <Reference URI="#${id}">
        <Transforms><Transform Algorithm="${dsig}enveloped-signature"/><Transform Algorithm="${transform}"/></Transforms>
        <DigestMethod Algorithm="${digest}"/><DigestValue/>
      </Reference>
    </SignedInfo>
    <SignatureValue/>
    <KeyInfo><X509Data/></KeyInfo>
  </Signature>`

  const cases: ReadonlyArray<readonly [string, 'rsa' | 'ec', string, string, string, string]> = [
    ['RSA-SHA1', 'rsa', `${dsig}rsa-sha1`, `${dsig}sha1`, exclusive, exclusive],
    ['RSA-SHA224', 'rsa', `${more}rsa-sha224`, `${more}sha224`, exclusive, exclusive],
    ['RSA-SHA256', 'rsa', `${more}rsa-sha256`, 'http://www.w3.org/2001/04/xmlenc#sha256', exclusive, exclusive],
    ['RSA-SHA384', 'rsa', `${more}rsa-sha384`, `${more}sha384`, exclusive, exclusive],
    ['RSA-SHA512', 'rsa', `${more}rsa-sha512`, 'http://www.w3.org/2001/04/xmlenc#sha512', exclusive, exclusive],
    ['ECDSA-SHA256', 'ec', `${more}ecdsa-sha256`, 'http://www.w3.org/2001/04/xmlenc#sha256', exclusive, exclusive],
    ['ECDSA-SHA384', 'ec', `${more}ecdsa-sha384`, 'http://www.w3.org/2001/04/xmlenc#sha256', exclusive, exclusive],
    [
      'inclusive canonicalization',
      'rsa',
      `${more}rsa-sha256`,
      'http://www.w3.org/2001/04/xmlenc#sha256',
      inclusive,
      inclusive,
    ],
    [
      'inclusive SignedInfo',
      'rsa',
      `${more}rsa-sha256`,
      'http://www.w3.org/2001/04/xmlenc#sha256',
      inclusive,
      exclusive,
    ],
    [
      'Canonical XML 1.1',
      'rsa',
      `${more}rsa-sha256`,
      'http://www.w3.org/2001/04/xmlenc#sha256',
      'http://www.w3.org/2006/12/xml-c14n11',
      'http://www.w3.org/2006/12/xml-c14n11',
    ],
    [
      'canonicalization with comments',
      'rsa',
      `${more}rsa-sha256`,
      'http://www.w3.org/2001/04/xmlenc#sha256',
      `${exclusive}WithComments`,
      `${exclusive}WithComments`,
    ],
  ]
  it.each(cases)('is verified: %s', async (_, type, method, digest, c14n, transform) => {
    const key = await labKey(`xmlsec-${type}`, { type })
    const { xml, message } = await issue('onelogin', {
      fault: 'unsigned',
      change: (plan) => ({
        ...plan,
        beforeSigning: (text) =>
          text
            .replace('<samlp:Response ', '<samlp:Response xml:lang="en" xmlns:unused="urn:unused" ')
            .replace('<saml:Subject>', '<!-- a remark --><saml:Subject>\r\n\t'),
      }),
    })
    const prepared = xml.replace(
      /(<saml:Assertion [^>]*>\s*<saml:Issuer>[^<]*<\/saml:Issuer>)/,
      (head) => head + template(message.assertionId, method, digest, c14n, transform),
    )
    const pem = await file('both.pem', key.privatePem)
    const certificate = await file('certificate.pem', key.certificatePem)
    const { stdout } = await run('xmlsec1', [
      '--sign',
      '--privkey-pem',
      `${pem},${certificate}`,
      ...ids,
      await file('template.xml', prepared),
    ])
    const { worst, observation } = await judged(stdout, { keys: [key] })
    expect(worst).toMatchObject({
      'response.signature': 'pass',
      'response.signature-coverage': 'pass',
      'response.nameid': 'pass',
    })
    expect(observation.reading.kind === 'response' && observation.reading.response.assertion?.source).toBe('verified')
  })
})
