import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { metadataStandingSchema, watchRowSchema } from '../../../src/shared/watch/overview'
import { type Lab, startLab } from '../../lab/start'
import { bundleCommandLine, type CommandLine } from '../command-line'

let line: CommandLine
let lab: Lab
let folder: string
const day = 86_400_000
const iso = (days: number) => new Date(Date.now() + days * day).toISOString()

beforeAll(async () => {
  const started = await Promise.all([bundleCommandLine(), startLab(), mkdtemp(join(tmpdir(), 'signpost-watch-'))])
  ;[line, lab, folder] = started
})
afterAll(async () => {
  await Promise.all([line.remove(), lab.close(), rm(folder, { recursive: true, force: true })])
})

const certificate = (sha256: string, ends: number) => ({
  use: 'signing',
  subject: 'CN=idp.acme.example',
  sha256,
  notBefore: iso(-300),
  notAfter: iso(ends),
})

/** An exported set-up as a file. */
async function bundle(name: string, setup: object, notes?: object[]): Promise<string> {
  const path = join(folder, `${name}.signpost.json`)
  const whole = {
    schema: 1,
    id: `${name}-of-acme`,
    slug: 'okta-saml',
    name: `Acme · ${name}`,
    organization: 'Acme',
    createdAt: iso(-9),
    updatedAt: iso(-9),
    values: {},
    steps: {},
    here: 0,
    link: null,
    sightings: [],
    confirmations: [],
    metadata: null,
    signIn: null,
    journal: [],
    ...setup,
  }
  await writeFile(path, JSON.stringify({ signpost: 'set-up', schema: 1, exportedAt: iso(-1), setup: whole, notes }))
  return path
}
const sighted = (from: string, certificates: object[], more = {}) => ({
  metadata: { at: iso(-5), from, entityId: lab.https.adfs.entityId, validUntil: null, certificates, ...more },
})
const good = () =>
  bundle(
    'good',
    sighted(lab.https.url('/FederationMetadata/2007-06/FederationMetadata.xml'), [
      certificate(lab.https.keys.current.sha256, 900),
    ]),
  )

describe('signpost watch', () => {
  test('in order: exit code 0, and what was looked at', async () => {
    const file = await bundle('same', {
      ...sighted(lab.https.url('/FederationMetadata/2007-06/FederationMetadata.xml'), [
        certificate(lab.https.keys.current.sha256, 900),
        { ...certificate(lab.https.keys.next.sha256, 900), use: 'encryption' },
      ]),
    })
    const { code, stdout } = await line.run(['watch', file, '--ca', lab.caPath, '--json'])
    const answer = JSON.parse(stdout)
    expect(answer).toMatchObject({ tool: 'signpost', command: 'watch', subject: file })
    expect(answer.result.metadata.map((one: unknown) => metadataStandingSchema.parse(one).state)).toEqual(['same'])
    expect(answer.result.rows.map((one: unknown) => watchRowSchema.parse(one).band)).toEqual(['later'])
    expect(code).toBe(0)
  })

  test('changed without overlap and about to end: exit code 1, with what to do and where', async () => {
    const file = await bundle(
      'drifted',
      sighted(lab.https.url('/FederationMetadata/2007-06/FederationMetadata.xml'), [certificate('a'.repeat(64), 12)]),
    )
    const { code, stdout } = await line.run(['watch', file, '--ca', lab.caPath])
    expect(stdout).toMatch(
      /✗ fail {5}metadata\.signing-certificate {2}Acme · drifted: The signing certificate .* was added\./,
    )
    expect(stdout).toContain('need something to be done.')
    expect(code).toBe(1)
  })

  test('offline: by the dates alone, as of any day, and nothing is asked', async () => {
    const file = await bundle('ending', sighted('https://idp.acme.example/metadata', [certificate('b'.repeat(64), 45)]))
    const before = await line.run(['watch', file, '--offline', '--json'])
    expect(before.code).toBe(0)
    expect((await line.run(['watch', file, '--offline', '--within', '60'])).code).toBe(1)
    const late = await line.run(['watch', file, '--offline', '--now', iso(50)])
    expect(late.code).toBe(1)
    expect(late.stdout).toContain('Expired 5 days ago')
    expect(late.stdout).toContain('Sign On > SAML Signing Certificates')
  })

  test('the noted date of a secret, which the file itself never holds', async () => {
    const note = {
      id: 'n1',
      kind: 'client-secret',
      label: 'Client secret',
      setupId: 'elsewhere',
      value: 'client_secret',
      by: 'person',
      at: iso(-3),
    }
    const file = await bundle('noted', { slug: 'entra-id-oidc' }, [
      { ...note, end: { kind: 'day', day: iso(9).slice(0, 10) } },
    ])
    const { code, stdout } = await line.run(['watch', file])
    expect(stdout).toMatch(/✗ fail {5}oauth\.client {2}Acme · noted: Client secret\. Expires in \d+ days\./)
    expect(stdout).toContain('Certificates & secrets')
    expect(code).toBe(1)
  })

  test('an address that gives no metadata is a warning, and holds up nobody', async () => {
    const broken = await bundle('broken', sighted(lab.https.url('/sign-in'), [certificate('c'.repeat(64), 400)]))
    const { code, stdout } = await line.run(['watch', broken, await good(), '--ca', lab.caPath])
    expect(stdout).toMatch(
      /! warn {5}metadata\.source {2}Acme · broken: its metadata could not be read\. .*sign-in page/,
    )
    expect(stdout).toContain('Acme · good')
    expect(code).toBe(0)
  })

  test('a calendar that an independent reader takes', async () => {
    const path = join(folder, 'dates.ics')
    const file = await bundle(
      'calendar',
      sighted('https://idp.acme.example/metadata', [certificate('d'.repeat(64), 45)]),
    )
    expect((await line.run(['watch', file, '--offline', '--calendar', path])).code).toBe(0)
    const events = new ICAL.Component(ICAL.parse(await readFile(path, 'utf8'))).getAllSubcomponents('vevent')
    expect(events.map((event) => event.getFirstPropertyValue('summary'))).toEqual([
      'Signing certificate ends: Acme · calendar',
    ])
    const nowhere = await line.run(['watch', file, '--offline', '--calendar', join(folder, 'no', 'dates.ics')])
    expect(nowhere).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^signpost: The calendar cannot be written .*\n$/),
    })
  })

  test.each([
    ['not there', null],
    ['no JSON', '{"signpost":'],
    ['of a newer Signpost', '{"signpost":"set-up","schema":9}'],
    [
      'a set-up without its parts',
      '{"signpost":"set-up","schema":1,"exportedAt":"","setup":{"schema":1,"id":"constructor"}}',
    ],
  ])('a file that is %s: one clear line, exit code 2', async (name, content) => {
    const path = join(folder, `${name}.json`)
    if (content !== null) await writeFile(path, content)
    const { code, stderr, stdout } = await line.run(['watch', path])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^signpost: [^\n]+\n$/)
  })
})
