import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { honestAnswer, startLyingServer } from '../lab/clock/lying-server'
import { bundleCommandLine, type CommandLine } from './command-line'

let signpost: CommandLine
let folder: string
beforeAll(async () => {
  signpost = await bundleCommandLine()
  folder = await mkdtemp(join(tmpdir(), 'signpost-clock-'))
})
afterAll(async () => {
  await Promise.all([signpost.remove(), rm(folder, { recursive: true })])
})

const iso = (ms: number) => new Date(ms).toISOString()

function response(issuedMs: number): string {
  const issued = iso(issuedMs)
  return `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r" Version="2.0" IssueInstant="${issued}"><saml:Issuer>https://idp.example/idp</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status><saml:Assertion ID="_a" Version="2.0" IssueInstant="${issued}"><saml:Issuer>https://idp.example/idp</saml:Issuer><saml:Subject><saml:NameID>a@example.com</saml:NameID></saml:Subject></saml:Assertion></samlp:Response>`
}

function har(requestedMs: number, arrivedMs: number, issuedMs: number): string {
  const request = deflateRawSync(
    `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_q" Version="2.0" IssueInstant="${iso(requestedMs)}"/>`,
  ).toString('base64')
  const entries = [
    {
      startedDateTime: iso(requestedMs),
      request: { method: 'GET', url: `https://idp.example/sso?SAMLRequest=${encodeURIComponent(request)}` },
    },
    {
      startedDateTime: iso(arrivedMs),
      request: {
        method: 'POST',
        url: 'https://auth.workos.com/sso/saml/acs/x',
        postData: {
          params: [{ name: 'SAMLResponse', value: Buffer.from(response(issuedMs)).toString('base64') }],
        },
      },
    },
  ]
  return JSON.stringify({ log: { entries } })
}

async function check(text: string, ...more: string[]) {
  const file = join(folder, 'response')
  await writeFile(file, text)
  const { code, stdout, stderr } = await signpost.run(['clock', 'check', '--response', file, ...more, '--json'])
  const output: {
    findings: { id: string; status: string; summary: string }[]
    result: { sources: { kind: string; offsetMs: number }[] }
  } = stdout === '' ? { findings: [], result: { sources: [] } } : JSON.parse(stdout)
  const finding = output.findings.find(({ id }) => id === 'clock.message')
  return { code, stderr, output, finding }
}

const minute = 60_000

describe('signpost clock check --response', () => {
  test('calls a message from the future a clock that is ahead', async () => {
    const { finding, code } = await check(response(Date.now() + 7 * minute))
    expect(finding).toMatchObject({ status: 'fail' })
    expect(finding?.summary).toMatch(/ahead of this one/)
    expect(code).toBe(1)
  })

  test('never calls an old message a wrong clock', async () => {
    const { finding, code } = await check(response(Date.now() - 3_600_000))
    expect(finding).toMatchObject({ status: 'skipped' })
    expect(code).toBe(0)
  })

  test('takes the time of arrival that is given', async () => {
    const issued = Date.parse('2026-03-01T12:07:00Z')
    const { finding } = await check(response(issued), '--now', '2026-03-01T12:00:00Z')
    expect(finding).toMatchObject({ status: 'fail' })
    expect(finding?.summary).toMatch(/7 min .* after it arrived by the time given/)
  })

  test('proves a clock behind from a HAR, which shows request and arrival', async () => {
    const start = Date.parse('2026-03-01T12:00:00Z')
    const { finding, output } = await check(har(start, start + 4000, start - 7 * minute))
    expect(finding).toMatchObject({ status: 'fail' })
    expect(finding?.summary).toMatch(/behind by 7 min/)
    expect(output.result.sources).toMatchObject([{ kind: 'message' }])
  })

  test('finds the clocks in step in a HAR of a healthy sign-in', async () => {
    const start = Date.parse('2026-03-01T12:00:00Z')
    const { finding, code } = await check(har(start, start + 4000, start + 3000))
    expect(finding).toMatchObject({ status: 'pass' })
    expect(code).toBe(0)
  })

  test('holds the message against a time server too', async () => {
    const server = await startLyingServer((request) => honestAnswer(request))
    const { output } = await check(har(Date.now(), Date.now() + 2000, Date.now() + 7 * minute), '--ntp', server.address)
    await server.close()
    const skews = output.findings.filter(({ id }) => id === 'clock.skew')
    expect(skews.map(({ status }) => status)).toEqual(['pass', 'fail'])
    expect(skews[1]?.summary).toMatch(/the response in response: clock ahead by 7 min|ahead by 6 min/)
  })

  test.each([
    ['', /No SAML response|empty/i],
    ['hello', /No SAML response/],
    ['{"log":{"entries":[]}}', /No SAML response/],
  ])('of %j says that there is none, in one line', async (text, reason) => {
    const { code, stderr } = await check(text)
    expect(code).toBe(2)
    expect(stderr).toMatch(reason)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  test('of a file that is not there says so', async () => {
    const { code, stderr } = await signpost.run(['clock', 'check', '--response', '/nonexistent', '--json'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/cannot be read/)
  })
})
