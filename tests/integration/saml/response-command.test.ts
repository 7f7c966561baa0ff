import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Finding } from '../../../src/shared/finding'
import { encryption } from '../../lab/idp/encrypt'
import { issue, labWish } from '../../lab/idp/issue'
import { labKey } from '../../lab/idp/keys'
import { writeMetadata } from '../../lab/idp/sign'
import { vendorNames, vendors } from '../../lab/idp/vendors'
import { bundleCommandLine, type CommandLine } from '../command-line'

let signpost: CommandLine
let folder: string
beforeAll(async () => {
  signpost = await bundleCommandLine()
  folder = await mkdtemp(join(tmpdir(), 'response-'))
})
afterAll(async () => {
  await signpost?.remove()
  await rm(folder, { recursive: true, force: true })
})

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

const given = [
  '--acs',
  labWish.acs,
  '--audience',
  labWish.audience,
  '--request-id',
  labWish.requestId ?? '',
  '--now',
  '2026-11-24T09:00:05Z',
]

async function inspect(args: readonly string[], input?: string) {
  const { code, stdout, stderr } = await signpost.run(['response', 'inspect', ...args, '--json'], {}, input)
  const output = stdout === '' ? null : JSON.parse(stdout)
  const findings: Finding[] = output?.findings ?? []
  const failed = findings.filter(({ status }) => status === 'fail').map(({ id }) => id)
  return { code, stdout, stderr, output, findings, failed }
}

describe('signpost response inspect', () => {
  it.each(vendorNames)('judges the response of %s against its metadata', async (vendor) => {
    const { base64, metadata } = await issue(vendor)
    const { code, output, failed } = await inspect([
      await file('r.b64', base64),
      '--metadata',
      await file('m.xml', metadata),
      ...given,
    ])
    expect({ code, failed }).toEqual({ code: 0, failed: [] })
    expect(output).toMatchObject({
      tool: 'signpost',
      command: 'response inspect',
      result: {
        firstFailure: null,
        assertion: {
          issuer: vendors[vendor].entityId,
          nameIdFormat: vendors[vendor].nameIdFormat,
          audiences: [labWish.audience],
          recipient: labWish.acs,
          trust: 'verified',
        },
      },
    })
    expect(output.result.xml).toBeUndefined()
  })

  it('picks the identity provider out of an aggregate by the Issuer of the message', async () => {
    const issued = await Promise.all(vendorNames.map((vendor) => issue(vendor)))
    const entities = issued.map(({ metadata }) => metadata.replace(/^<\?xml[^>]*\?>/, '')).join('')
    const aggregate = await file(
      'aggregate.xml',
      `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${entities}</md:EntitiesDescriptor>`,
    )
    const okta = issued[vendorNames.indexOf('okta')]
    const { failed } = await inspect([await file('r.xml', okta?.xml ?? ''), '--metadata', aggregate, ...given])
    expect(failed).toEqual([])
    const absent = await issue('okta', { fault: 'issuer-other' })
    const { failed: missing } = await inspect([await file('r.xml', absent.xml), '--metadata', aggregate, ...given])
    expect(missing).toContain('response.issuer')
  })

  it('takes certificates in PEM, several in one file, and DER', async () => {
    const { xml, key } = await issue('google')
    const other = await labKey('other')
    const response = await file('r.xml', xml)
    const pem = await file('two.pem', `${other.certificatePem}\n${key.certificatePem}`)
    const der = await file('one.der', Buffer.from(key.certificateBase64, 'base64'))
    for (const certificate of [pem, der]) {
      const { failed, findings } = await inspect([response, '--certificate', certificate, ...given])
      expect(failed).toEqual([])
      expect(findings.find(({ id }) => id === 'response.signature')?.status).toBe('pass')
    }
    const { failed } = await inspect([
      response,
      '--certificate',
      await file('other.pem', other.certificatePem),
      ...given,
    ])
    expect(failed).toEqual(['response.signature'])
  })

  it('reads standard input', async () => {
    const { base64 } = await issue('entra')
    const { failed, output } = await inspect(['-', ...given], `SAMLResponse=${encodeURIComponent(base64)}&RelayState=x`)
    expect(failed).toEqual([])
    expect(output.subject).toBe('-')
  })

  it('lists the messages of a capture, judges the one asked for, and keeps no cookie', async () => {
    const good = await issue('okta')
    const bad = await issue('okta', { fault: 'audience-other' })
    const entry = (value: string) => ({
      startedDateTime: '2026-11-24T09:00:03.000Z',
      request: {
        method: 'POST',
        url: labWish.acs,
        cookies: [{ name: 'session', value: 'canary-cookie' }],
        postData: { params: [{ name: 'SAMLResponse', value }] },
      },
    })
    const har = await file('sign-in.har', JSON.stringify({ log: { entries: [entry(good.base64), entry(bad.base64)] } }))
    const expectations = ['--audience', labWish.audience]
    const last = await inspect([har, ...expectations])
    expect(last.failed).toEqual(['response.audience'])
    expect(last.output.result.messages).toHaveLength(2)
    expect((await inspect([har, '--message', '1', ...expectations])).failed).toEqual([])
    expect(last.stdout).not.toContain('canary')
  })

  it('opens encrypted assertions without letting the key out', async () => {
    const to = await labKey('recipient')
    const { xml, metadata } = await issue('shibboleth', {
      change: (plan) => ({ ...plan, encrypt: { to, content: encryption.aes256Gcm } }),
    })
    const args = [await file('r.xml', xml), '--metadata', await file('m.xml', metadata), ...given]
    const { failed, stdout, findings } = await inspect([
      ...args,
      '--decryption-key',
      await file('sp.key', to.privatePem),
    ])
    expect(failed).toEqual([])
    expect(findings.find(({ id }) => id === 'response.encryption')?.status).toBe('pass')
    expect(stdout).not.toContain(to.privatePem.split('\n')[2])
  })

  it('names the first failure in the order of a service provider', async () => {
    const { xml } = await issue('okta', {
      fault: 'unsigned',
      change: (plan) => ({ ...plan, message: { ...plan.message, recipient: 'x', destination: 'y' } }),
    })
    const { code, output, failed } = await inspect([await file('r.xml', xml), ...given])
    expect(code).toBe(1)
    expect(output.result.firstFailure).toBe('response.destination')
    expect(failed).toEqual([
      'response.destination',
      'response.signature',
      'response.signature-coverage',
      'response.recipient',
    ])
  })

  it('fails with a finding on a document without a response', async () => {
    for (const content of ['hello', '<html><title>Sign in</title></html>', writeMetadata('urn:x', 'https://x', [])]) {
      const { code, failed } = await inspect([await file('other.txt', content)])
      expect({ code, failed }).toEqual({ code: 1, failed: ['response.decoding'] })
    }
  })

  it('ends with 2 and one line on wrong usage and unreadable input', async () => {
    const { xml } = await issue('okta')
    const response = await file('r.xml', xml)
    const cases: ReadonlyArray<readonly [readonly string[], RegExp]> = [
      [[join(folder, 'absent.xml')], /absent\.xml cannot be read/],
      [[folder], /folder/],
      [['https://idp.example.test/response'], /fetched from an address/],
      [[response, '--metadata', join(folder, 'absent.xml')], /absent\.xml cannot be read/],
      [[response, '--metadata', await file('page.html', '<!doctype html><title>x</title>')], /not SAML metadata/],
      [[response, '--metadata', 'http://127.0.0.1:9/metadata'], /gave no answer/],
      [[response, '--certificate', await file('bad.pem', 'hello')], /bad\.pem is not a certificate/],
      [[response, '--decryption-key', await file('bad.key', 'hello')], /decryption key cannot be read/],
      [[response, '--now', 'yesterday'], /--now/],
      [[response, '--skew', 'much'], /--skew/],
      [[], /Missing required argument/],
    ]
    for (const [args, line] of cases) {
      const { code, stdout, stderr } = await inspect(args)
      expect({ code, stdout }, args.join(' ')).toEqual({ code: 2, stdout: '' })
      expect(stderr).toMatch(line)
    }
  })

  it('prints findings and the assertion as text', async () => {
    const { xml, key } = await issue('adfs', { fault: 'recipient-other' })
    const { code, stdout } = await signpost.run([
      'response',
      'inspect',
      await file('r.xml', xml),
      '--certificate',
      await file('c.pem', key.certificatePem),
      ...given,
    ])
    expect(code).toBe(1)
    expect(stdout).toContain('✗ fail     response.recipient')
    expect(stdout).toContain('The scheme differs: https is expected, http was received.')
    expect(stdout).toContain('A sign-in meets response.recipient first.')
    expect(stdout).toContain('The assertion, as it was signed')
  })

  it('prints the first of many groups, and how many more there are', async () => {
    const groups = Array.from({ length: 300 }, (_, index) => `Group ${index}`)
    const { xml } = await issue('okta', {
      change: (plan) => ({ ...plan, message: { ...plan.message, user: { ...plan.message.user, groups } } }),
    })
    const { stdout } = await signpost.run(['response', 'inspect', await file('g.xml', xml), ...given])
    expect(stdout).toContain('Group 19 … and 280 more')
  })
})
