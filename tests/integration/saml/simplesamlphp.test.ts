import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorLine } from '../../../src/main/workos/sign-in/error-line'
import type { Finding } from '../../../src/shared/finding'
import { type PageMeaning, readIdpPage } from '../../../src/shared/guidance/idp-pages'
import { labKey, makeKey } from '../../lab/idp/keys'
import { type SimplesamlphpWish, simplesamlphpInstalled, startSimplesamlphp } from '../../lab/simplesamlphp'
import { bundleCommandLine, type CommandLine } from '../command-line'

const acs = 'https://auth.workos.com/sso/saml/acs/01HXYZLAB'
const audience = 'https://auth.workos.com/01HXYZLAB'
const requestId = '_lab-request'

let signpost: CommandLine
let folder: string

beforeAll(async () => {
  signpost = await bundleCommandLine()
  folder = await mkdtemp(join(tmpdir(), 'sign-in-'))
})
afterAll(async () => {
  await signpost?.remove()
  await rm(folder, { recursive: true, force: true })
})

const request = `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${requestId}" Version="2.0" IssueInstant="2026-01-01T00:00:00Z" AssertionConsumerServiceURL="${acs}" ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"><saml:Issuer>${audience}</saml:Issuer></samlp:AuthnRequest>`
const query = new URLSearchParams({
  SAMLRequest: deflateRawSync(request).toString('base64'),
  RelayState: 'lab',
}).toString()

interface Inspected {
  code: number | null
  /** The checks that came to warn or fail, worst status each. */
  objections: Record<string, string>
  findings: Finding[]
  result: { assertion: { nameId: string; trust: string; attributes: Record<string, string[]> } | null }
}

async function inspect(args: readonly string[]): Promise<Inspected> {
  const { code, stdout, stderr } = await signpost.run([...args, '--json'])
  expect(stderr).toBe('')
  const { findings, result } = JSON.parse(stdout) as { findings: Finding[]; result: Inspected['result'] }
  const objections: Record<string, string> = {}
  for (const { id, status } of findings) {
    if (status === 'fail' || (status === 'warn' && objections[id] !== 'fail')) objections[id] = status
  }
  return { code, objections, findings, result }
}

/** Signs in at SimpleSAMLphp with this configuration and has the command line judge the response. */
async function signInAndInspect(
  wish: Partial<SimplesamlphpWish> = {},
  more: readonly string[] = [],
): Promise<Inspected> {
  const idp = await startSimplesamlphp({ key: await labKey('simplesamlphp-real'), acs, audience, ...wish })
  try {
    const metadata = await saved('metadata.xml', await idp.metadata())
    // An SP entity ID that is not registered would not get as far as a response, so that sign-in starts at the IdP.
    const solicited = wish.audience === undefined
    const { samlResponse } = await idp.signIn(solicited ? query : idp.unsolicitedQuery)
    const response = await saved('response.b64', samlResponse)
    const given = ['--acs', acs, '--audience', audience, ...(solicited ? ['--request-id', requestId] : [])]
    return await inspect(['response', 'inspect', response, '--metadata', metadata, ...given, ...more])
  } finally {
    await idp.stop()
  }
}

async function saved(name: string, content: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

describe.skipIf(!simplesamlphpInstalled)('SimpleSAMLphp, an identity provider nobody here wrote', () => {
  it('is judged clean: the response of a real sign-in', async () => {
    const { code, objections, findings, result } = await signInAndInspect()
    expect({ code, objections }).toEqual({ code: 0, objections: {} })
    expect(findings.filter(({ status }) => status === 'skipped')).toEqual([])
    expect(result.assertion).toMatchObject({
      nameId: 'alice@example.test',
      trust: 'verified',
      attributes: { email: ['alice@example.test'], groups: ['Engineering', 'Wonderland'] },
    })
  })

  it('is judged clean: its metadata, as a file and at its address, also for a response', async () => {
    const idp = await startSimplesamlphp({ key: await labKey('simplesamlphp-real'), acs, audience })
    const address = `${idp.origin}/saml2/idp/metadata.php`
    const file = await inspect(['metadata', 'inspect', await saved('metadata.xml', await idp.metadata())])
    const online = await inspect(['metadata', 'inspect', address])
    const response = await saved('response.b64', (await idp.signIn(query)).samlResponse)
    const judged = await inspect(['response', 'inspect', response, '--metadata', address])
    await idp.stop()
    for (const { objections } of [file, online]) expect(Object.values(objections)).not.toContain('fail')
    expect(judged.objections).toEqual({})
    expect(judged.findings.find(({ id }) => id === 'response.signature')?.summary).toContain(address)
  })

  it('is understood: the pages with which it stops a sign-in', async () => {
    const idp = await startSimplesamlphp({ key: await labKey('simplesamlphp-real'), acs, audience: `${audience}/` })
    const pages: Readonly<Record<string, PageMeaning>> = {
      [`saml2/idp/SSOService.php?${query}`]: 'application-unknown',
      'module.php/core/no_cookie.php': 'cookie-lost',
      'module.php/core/loginuserpass.php?AuthState=_forgotten': 'state-lost',
      'saml2/idp/SSOService.php?SAMLRequest=AAAA': 'own-fault',
    }
    for (const [path, means] of Object.entries(pages)) {
      const page = await (await fetch(`${idp.origin}/${path}`)).text()
      const line = errorLine(page.replace(/<[^>]*>/g, '\n'))
      expect(readIdpPage(line ?? ''), path).toMatchObject({ product: 'SimpleSAMLphp', means })
    }
    await idp.stop()
  })

  const faults: ReadonlyArray<readonly [string, Partial<SimplesamlphpWish>, Record<string, string>]> = [
    ['another SP entity ID', { audience: `${audience}/` }, { 'response.audience': 'fail', 'response.nameid': 'warn' }],
    ['another ACS URL', { acs: `${acs}2` }, { 'response.destination': 'fail', 'response.recipient': 'fail' }],
    [
      'an unsigned assertion',
      { hosted: "'saml20.sign.assertion' => false," },
      { 'response.signature-coverage': 'fail' },
    ],
    [
      'no signature at all',
      { hosted: "'saml20.sign.assertion' => false, 'saml20.sign.response' => false," },
      { 'response.signature': 'fail', 'response.signature-coverage': 'fail' },
    ],
    [
      'SHA-1',
      { hosted: "'signature.algorithm' => 'http://www.w3.org/2000/09/xmldsig#rsa-sha1'," },
      { 'response.signature-algorithm': 'warn' },
    ],
    [
      'a transient NameID',
      {
        remote:
          "'NameIDFormat' => 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient', 'simplesaml.nameidattribute' => null,",
      },
      {},
    ],
    [
      'an assertion that lives a second',
      { hosted: "'assertion.lifetime' => 1,", clockOffset: -600 },
      { 'response.not-on-or-after': 'fail' },
    ],
    ['a clock ahead', { clockOffset: 900 }, { 'response.not-before': 'fail' }],
    ['a clock behind', { clockOffset: -3600 }, { 'response.not-on-or-after': 'fail' }],
    [
      'no e-mail address',
      { user: "'id' => array('u-1'), 'email' => array(''), 'firstName' => array('A'), 'lastName' => array('B')," },
      { 'response.nameid': 'fail', 'response.attributes': 'fail' },
    ],
    [
      'no attributes',
      {
        remote:
          "'attributes' => array('none'), 'authproc' => array(50 => array('class' => 'core:AttributeLimit', 'none')),",
      },
      { 'response.nameid': 'warn', 'response.attributes': 'fail' },
    ],
  ]
  it.each(faults)('with %s is named, and nothing else', async (_, wish, expected) => {
    const { objections, code } = await signInAndInspect(wish)
    expect(objections).toEqual(expected)
    expect(code).toBe(Object.values(expected).includes('fail') ? 1 : 0)
  })

  it('with another certificate than the metadata WorkOS holds is named', async () => {
    const idp = await startSimplesamlphp({ key: await labKey('simplesamlphp-real'), acs, audience })
    const former = (await makeKey({ subject: 'former' })).certificateBase64
    const current = await idp.metadata()
    const metadata = await saved('former.xml', current.replace(/(<ds:X509Certificate>)[^<]*/g, `$1${former}`))
    const response = await saved('rotated.b64', (await idp.signIn(query)).samlResponse)
    await idp.stop()
    const { objections, findings } = await inspect(['response', 'inspect', response, '--metadata', metadata])
    expect(objections).toEqual({ 'response.signature': 'fail' })
    expect(findings.find(({ id }) => id === 'response.signature')?.summary).toContain('another certificate')
  })

  it('with encrypted assertions is named, and judged in full with the key', async () => {
    const key = await labKey('simplesamlphp-recipient')
    const wish = {
      remote: `'assertion.encryption' => true, 'sharedkey_algorithm' => 'http://www.w3.org/2001/04/xmlenc#aes256-cbc', 'keys' => array(array('type' => 'X509Certificate', 'encryption' => true, 'signing' => false, 'X509Certificate' => '${key.certificateBase64}')),`,
    }
    const closed = await signInAndInspect(wish)
    expect(closed.objections).toEqual({ 'response.encryption': 'warn' })
    const keyFile = await saved('recipient.pem', key.privatePem)
    const opened = await signInAndInspect(wish, ['--decryption-key', keyFile])
    expect(opened.objections).toEqual({})
    expect(opened.result.assertion).toMatchObject({ nameId: 'alice@example.test', trust: 'verified' })
  })
})
