import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CheckId } from '../../../src/shared/checks'
import type { Finding } from '../../../src/shared/finding'
import type { CauseId, Verdict } from '../../../src/shared/verdict'
import { adfsMetadata } from '../../lab/documents/adfs'
import { utf16, withByteOrderMark } from '../../lab/documents/bytes'
import { entraMetadata } from '../../lab/documents/entra'
import { googleMetadata } from '../../lab/documents/google'
import { keycloakMetadata } from '../../lab/documents/keycloak'
import { browserEndpoints } from '../../lab/documents/metadata'
import { oidcDiscovery } from '../../lab/documents/oidc'
import { oktaMetadata } from '../../lab/documents/okta'
import { oneLoginMetadata } from '../../lab/documents/onelogin'
import { signInPage } from '../../lab/documents/pages'
import { pingFederateMetadata } from '../../lab/documents/pingfederate'
import { serviceProviderMetadata } from '../../lab/documents/service-provider'
import { shibbolethMetadata } from '../../lab/documents/shibboleth'
import { simpleSamlPhpMetadata } from '../../lab/documents/simplesamlphp'
import { issue } from '../../lab/idp/issue'
import { labKey, makeKey } from '../../lab/idp/keys'
import { vendorNames } from '../../lab/idp/vendors'
import { namespacesPossible } from '../../lab/network/namespace'
import { bundleCommandLine, type CommandLine, type Ended } from '../command-line'

const acs = 'https://auth.workos.com/sso/saml/acs/Qk3vT8mZrWb2nXc7LpYd5HsJf'
const audience = 'https://auth.workos.com/Qk3vT8mZrWb2nXc7LpYd5HsJf'
const entityId = 'http://adfs.example.test/adfs/services/trust'

let signpost: CommandLine
let folder: string
const files = new Map<string, string>()

beforeAll(async () => {
  signpost = await bundleCommandLine()
  folder = await mkdtemp(join(tmpdir(), 'signpost-mistaken-'))
  const [key, other] = await Promise.all([labKey('mistaken'), makeKey({})])
  const idp = {
    entityId,
    signingCertificates: [key.certificateBase64],
    sso: browserEndpoints('https://adfs.example.test/adfs/ls/'),
  }
  const own = await issue('adfs', { acs, audience, at: new Date(), key })
  const anothers = await issue('okta', { acs: `${acs}Other`, audience: `${audience}Other`, at: new Date(), key: other })
  const lines = key.certificateBase64.replace(/.{64}/g, '$&\n')
  const contents: Readonly<Record<string, string | Uint8Array>> = {
    'metadata.xml': oktaMetadata(idp),
    'response.txt': own.base64,
    'another-tenant.txt': anothers.base64,
    'sp.xml': serviceProviderMetadata({ entityId: audience, acsUrl: acs, signingCertificate: key.certificateBase64 }),
    'certificate.pem': `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    'private.pem': key.privatePem,
    'picture.png': Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), Buffer.alloc(4000, 7)]),
    'noise.bin': Buffer.from(Array.from({ length: 9000 }, (_, at) => (at * 7919) % 251)),
    empty: '',
    'huge.txt': Buffer.alloc(30 * 1024 * 1024, 'A'),
    'page.html': signInPage(),
    'plain.txt': 'Dear administrator,\nplease set this up.\n',
    'any.json': '{"hello":"world"}',
    'discovery.json': oidcDiscovery('https://login.example.test'),
    'no-request.har': '{"log":{"version":"1.2","entries":[]}}',
    'sign-in.har': JSON.stringify({
      log: {
        entries: [
          {
            startedDateTime: new Date().toISOString(),
            request: { method: 'POST', url: acs, postData: { params: [{ name: 'SAMLResponse', value: own.base64 }] } },
          },
        ],
      },
    }),
  }
  for (const [name, content] of Object.entries(contents)) {
    files.set(name, join(folder, name))
    await writeFile(join(folder, name), content)
  }
  await mkdir(join(folder, 'folder'))
  files.set('folder', join(folder, 'folder'))
  files.set('nowhere', join(folder, 'nowhere'))
  const evidence = await signpost.run(['diagnose', '--metadata', fileOf('metadata.xml'), '--json'])
  files.set('evidence.json', join(folder, 'evidence.json'))
  await writeFile(join(folder, 'evidence.json'), evidence.stdout)
})
afterAll(() => Promise.all([signpost.remove(), rm(folder, { recursive: true, force: true })]))

const fileOf = (name: string) => files.get(name) ?? join(folder, name)

interface Read {
  findings: Finding[]
  verdicts: Verdict[]
  confirmed: CauseId[]
  likely: CauseId[]
}

function readOf({ stdout, stderr, code }: Ended): Read {
  expect(stderr).toBe('')
  const { findings, verdicts }: Pick<Read, 'findings' | 'verdicts'> = JSON.parse(stdout)
  expect([verdicts.length, code]).toEqual([23, findings.some(({ status }) => status === 'fail') ? 1 : 0])
  return {
    findings,
    verdicts,
    confirmed: verdicts.filter(({ state }) => state === 'confirmed').map(({ cause }) => cause),
    likely: verdicts.filter(({ likely }) => likely).map(({ cause }) => cause),
  }
}

const connection = ['--acs', acs, '--audience', audience]
/** What fills each slot, and everything beside it as it should be. */
const slots = {
  metadata: (file: string) => ['--metadata', file, '--response', fileOf('response.txt'), ...connection],
  response: (file: string) => ['--response', file, '--metadata', fileOf('metadata.xml'), ...connection],
  certificate: (file: string) => ['--certificate', file, '--response', fileOf('response.txt'), ...connection],
  key: (file: string) => [
    '--decryption-key',
    file,
    '--response',
    fileOf('response.txt'),
    '--metadata',
    fileOf('metadata.xml'),
    ...connection,
  ],
  any: (file: string) => [file],
} satisfies Record<string, (file: string) => string[]>

const invalid: CauseId[] = ['draft.metadata-invalid']
const none: CauseId[] = []

/** What each file in the wrong slot is called, and what it proves: metadata that is none, and of all else nothing. */
const mistakes: ReadonlyArray<
  readonly [slot: keyof typeof slots, file: string, check: CheckId, says: RegExp, confirmed: CauseId[]]
> = [
  ['metadata', 'response.txt', 'metadata.source', /encoded SAML response/, invalid],
  ['metadata', 'picture.png', 'metadata.source', /PNG picture/, invalid],
  ['metadata', 'empty', 'metadata.source', /empty/, invalid],
  ['metadata', 'huge.txt', 'metadata.source', /plain text/, invalid],
  ['metadata', 'page.html', 'metadata.source', /sign-in page/, invalid],
  ['metadata', 'sign-in.har', 'metadata.source', /JSON/, invalid],
  ['metadata', 'private.pem', 'metadata.source', /private key\. It must never leave/, invalid],
  ['metadata', 'sp.xml', 'metadata.role', /service provider/, invalid],
  ['response', 'metadata.xml', 'response.decoding', /SAML metadata/, none],
  ['response', 'picture.png', 'response.decoding', /a picture/, none],
  ['response', 'noise.bin', 'response.decoding', /binary data/, none],
  ['response', 'huge.txt', 'response.decoding', /larger than 20 MB/, none],
  ['response', 'page.html', 'response.decoding', /web page/, none],
  ['response', 'private.pem', 'response.decoding', /private key/, none],
  ['response', 'any.json', 'response.decoding', /It is JSON/, none],
  ['response', 'evidence.json', 'response.decoding', /evidence/, none],
  ['response', 'no-request.har', 'response.decoding', /without a single request/, none],
  ['response', 'another-tenant.txt', 'response.issuer', /the response of another connection/, none],
  ['certificate', 'metadata.xml', 'metadata.signing-certificate', /SAML metadata, not a certificate/, none],
  ['certificate', 'response.txt', 'metadata.signing-certificate', /XML in base64/, none],
  ['certificate', 'sign-in.har', 'metadata.signing-certificate', /browser capture/, none],
  ['certificate', 'private.pem', 'metadata.signing-certificate', /private key/, none],
  ['certificate', 'picture.png', 'metadata.signing-certificate', /a picture/, none],
  ['key', 'certificate.pem', 'response.encryption', /decryption key cannot be read/, none],
]

describe.concurrent('a file in the wrong slot is called what it is, and the rest is judged', () => {
  test.each(mistakes)('%s: %s', async (slot, file, check, says, confirmed) => {
    const ended = await signpost.run(['diagnose', ...slots[slot](fileOf(file)), '--json'])
    const read = readOf(ended)
    expect(read.confirmed).toEqual(confirmed)
    expect(
      read.findings
        .filter(({ id }) => id === check)
        .map(({ summary }) => summary)
        .join('\n'),
    ).toMatch(says)
    const namesUser = read.verdicts.find(({ cause }) => cause === 'saml.nameid-missing')?.state
    const responseGiven = slot !== 'response' || file === 'another-tenant.txt'
    expect(namesUser).toBe(responseGiven ? 'ruled-out' : 'not-run')
    expect(ended.stdout).not.toContain('BEGIN PRIVATE KEY')
  })
})

describe.concurrent('what cannot be read, or cannot be told, is refused in one line', () => {
  test.each([
    ['metadata', 'folder', /EISDIR/],
    ['response', 'nowhere', /ENOENT/],
    ['any', 'picture.png', /picture\.png is a picture/],
    ['any', 'private.pem', /private key, which must never leave/],
    ['any', 'any.json', /any\.json is JSON/],
    ['any', 'empty', /empty/],
  ] as const)('%s: %s', async (slot, file, says) => {
    const { code, stdout, stderr } = await signpost.run(['diagnose', ...slots[slot](fileOf(file)), '--json'])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(says)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  })
})

/** Metadata as each product writes it, in the encodings it comes in; and what each product sends, beside metadata that fits. */
const idp = { entityId: 'https://idp.example.test/idp', sso: browserEndpoints('https://idp.example.test/sso') }
const writers: Readonly<Record<string, (certificate: string) => string | Uint8Array>> = {
  'AD FS': (one) => adfsMetadata({ ...idp, signingCertificates: [one] }),
  'AD FS, with a byte order mark': (one) => withByteOrderMark(adfsMetadata({ ...idp, signingCertificates: [one] })),
  'Entra ID, in UTF-16': (one) => utf16(entraMetadata({ ...idp, signingCertificates: [one] })),
  Google: (one) => googleMetadata({ ...idp, signingCertificates: [one] }),
  Keycloak: (one) => keycloakMetadata({ ...idp, signingCertificates: [one] }),
  'Keycloak, wrapped': (one) => keycloakMetadata({ ...idp, signingCertificates: [one] }, { wrapped: true }),
  OneLogin: (one) => oneLoginMetadata({ ...idp, signingCertificates: [one] }),
  PingFederate: (one) => pingFederateMetadata({ ...idp, signingCertificates: [one] }),
  Shibboleth: (one) => shibbolethMetadata({ ...idp, signingCertificates: [one] }),
  SimpleSAMLphp: (one) => simpleSamlPhpMetadata({ ...idp, signingCertificates: [one] }),
}

describe.concurrent('a good document of any product confirms no cause, and none is likely', () => {
  test.each(Object.entries(writers))('metadata of %s', async (name, write) => {
    const key = await labKey('mistaken')
    const path = join(folder, `good ${name.replace(/\W+/g, ' ')}.xml`)
    await writeFile(path, write(key.certificateBase64))
    const read = readOf(await signpost.run(['diagnose', '--metadata', path, '--json']))
    expect([read.confirmed, read.likely]).toEqual([[], []])
    expect(read.verdicts.find(({ cause }) => cause === 'draft.metadata-invalid')?.state).toBe('ruled-out')
  })

  test.each(vendorNames)('response of %s', async (vendor) => {
    const { base64, key, xml } = await issue(vendor, { acs, audience, at: new Date() })
    const issuer = /Issuer[^>]*>([^<]+)</.exec(xml)?.[1] ?? ''
    const [response, metadata] = [join(folder, `${vendor}.txt`), join(folder, `${vendor}.xml`)]
    await writeFile(response, base64)
    await writeFile(metadata, oktaMetadata({ ...idp, entityId: issuer, signingCertificates: [key.certificateBase64] }))
    const args = ['--response', response, '--metadata', metadata, ...connection]
    const read = readOf(await signpost.run(['diagnose', ...args, '--json']))
    expect([read.confirmed, read.likely]).toEqual([[], []])
    expect(read.verdicts.filter(({ state }) => state === 'ruled-out').length).toBeGreaterThan(7)
  })
})

test('the response of another connection leaves the causes it would fit likely, and asks for the right one', async () => {
  const ended = await signpost.run(['diagnose', ...slots.response(fileOf('another-tenant.txt')), '--json'])
  const { likely, verdicts } = readOf(ended)
  expect(likely.toSorted()).toEqual([
    'saml.audience-mismatch',
    'saml.recipient-mismatch',
    'saml.signature-invalid',
    'validating.acs-url-typo',
    'validating.entity-id-mismatch',
  ])
  for (const { likely: isLikely, input, rivals } of verdicts) {
    if (isLikely)
      expect([input, rivals?.[0]?.sentence]).toEqual(['test-sign-in', expect.stringContaining('another connection')])
  }
})

test('evidence of an earlier run, given by itself, is recognised and counts', async () => {
  const { verdicts, findings } = readOf(await signpost.run(['diagnose', fileOf('evidence.json'), '--json']))
  expect(verdicts.find(({ cause }) => cause === 'draft.metadata-invalid')?.state).toBe('ruled-out')
  expect(findings.length).toBeGreaterThan(5)
})

const everywhere = [
  ...[
    '--metadata',
    'https://idp.acme.com/metadata',
    '--scim',
    'https://api.workos.com/scim/v2.0/x',
    '--token-env',
    'TOKEN',
  ],
  ...[
    '--issuer',
    'https://login.acme.com',
    '--client-id',
    'x',
    '--redirect-uri',
    'https://auth.workos.com/sso/oidc/x/callback',
  ],
  ...['--ntp', 'pool.ntp.org', '--connection', 'conn_01', '--organization', 'org_01'],
]
const secrets = { TOKEN: 'token-for-nothing-1234', WORKOS_API_KEY: 'sk_test_nothing1234567890' }

test.skipIf(!namespacesPossible)('without any network nothing is confirmed, and nothing is called likely', async () => {
  const child = spawn('unshare', ['-n', process.execPath, signpost.path, 'diagnose', ...everywhere, '--json'], {
    env: { PATH: process.env.PATH ?? '', ...secrets },
  })
  const ended: Ended = { code: null, stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => {
    ended.stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    ended.stderr += chunk
  })
  const [code]: unknown[] = await once(child, 'close')
  const { confirmed, likely, verdicts } = readOf({ ...ended, code: Number(code) })
  expect([confirmed, likely]).toEqual([[], []])
  expect(verdicts.filter(({ state }) => state === 'ruled-out')).toEqual([])
})

test('servers that take the connection and never answer end in honest verdicts', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const address = silent.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  const args = [
    '--metadata',
    `${origin}/metadata`,
    '--scim',
    `${origin}/scim`,
    '--token-env',
    'TOKEN',
    '--timeout',
    '1500',
  ]
  const { confirmed, findings } = readOf(await signpost.run(['diagnose', ...args, '--json'], secrets))
  silent.close()
  expect(confirmed).toEqual([])
  expect(findings.some(({ id }) => id === 'metadata.source')).toBe(true)
})

test('a report is made of what was seen, whatever the findings in the file claim', async () => {
  const made = await signpost.run(['diagnose', join(folder, 'sp.xml'), '--json'])
  const bundle: { findings: Finding[] } = JSON.parse(made.stdout)
  const findings = bundle.findings.map((one) => ({ ...one, status: 'pass', summary: 'All is well.', evidence: [] }))
  const [file, out] = [join(folder, 'claimed.json'), join(folder, 'claimed.md')]
  await writeFile(file, JSON.stringify({ ...bundle, findings }))
  const { code, stderr } = await signpost.run(['report', file, '--out', out])
  expect([code, stderr]).toEqual([0, ''])
  expect(await readFile(out, 'utf8')).toContain('The metadata is not that of a SAML 2.0 identity provider.')

  await writeFile(file, JSON.stringify({ ...bundle, result: { seen: 'everything' } }))
  const refused = await signpost.run(['report', file, '--out', out])
  expect([refused.code, refused.stderr.trim().split('\n')]).toEqual([
    2,
    [expect.stringMatching(/This is no evidence bundle\. What it says was seen is .* than Signpost writes it\./)],
  ])
})
