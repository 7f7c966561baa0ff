import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startWorkos, type WorkosLab } from '../../lab/workos/server'
import { bundleCommandLine, type CommandLine } from '../command-line'

let lab: WorkosLab
let signpost: CommandLine
let folder: string
beforeAll(async () => {
  ;[lab, signpost, folder] = await Promise.all([
    startWorkos(),
    bundleCommandLine(),
    mkdtemp(join(tmpdir(), 'signpost-workos-')),
  ])
})
beforeEach(() => lab.scenario.reset())
afterAll(async () => {
  await Promise.all([lab.close(), signpost.remove(), rm(folder, { recursive: true, force: true })])
})

const workos = (
  args: readonly string[],
  env: Readonly<Record<string, string>> = { WORKOS_API_KEY: lab.staging.apiKey },
) => signpost.run(['workos', ...args, '--base-url', lab.origin], env)

describe('signpost workos lists', () => {
  test('every connection, over all pages', async () => {
    const before = lab.scenario.environment('staging').connections.all().length
    lab.scenario.seedConnections('staging', 2500)
    const { code, stdout, stderr } = await workos(['connections', '--json'])
    expect([code, stderr]).toEqual([0, ''])
    const output = JSON.parse(stdout)
    expect(output).toMatchObject({ tool: 'signpost', command: 'workos connections', findings: [], verdicts: [] })
    expect(output.result.items).toHaveLength(before + 2500)
    expect(output.result.unreadable).toBe(0)
    expect(lab.scenario.refused('everything')).toBe(0)
  })

  test.each(['connections', 'directories', 'organizations'])('%s as a table and as JSON', async (list) => {
    const [table, json] = await Promise.all([workos([list]), workos([list, '--json'])])
    const { items } = JSON.parse(json.stdout).result
    expect(items.length).toBeGreaterThan(3)
    for (const item of items) {
      expect(table.stdout).toContain(item.id)
      expect(item).toHaveProperty('createdAt')
    }
    expect(table.stdout).toContain(`${items.length} ${list}.`)
    expect([table.code, json.code]).toEqual([0, 0])
  })

  test('those of one organization', async () => {
    const { id } = lab.scenario.organization('staging', 'Fjord Bank')
    const { stdout } = await workos(['connections', '--organization', id, '--json'])
    const types = JSON.parse(stdout).result.items.map(({ type }: { type: string }) => type)
    expect(types.sort()).toEqual(['KeycloakSAML', 'OktaOIDC'])
  })

  test('the key can be in any variable', async () => {
    const { code } = await workos(['organizations', '--api-key-env', 'MY_KEY'], { MY_KEY: lab.production.apiKey })
    expect(code).toBe(0)
  })

  test('a name from WorkOS cannot move the cursor', async () => {
    lab.scenario.addOrganization('staging', 'Evil\u001b[2J\u202eoops')
    const { stdout } = await workos(['organizations'])
    expect(stdout).toContain('Evil\\u001b[2J\\u202eoops')
    expect(stdout).not.toContain('\u001b[2J')
  })

  test('a name with a line break in it is no row of its own', async () => {
    lab.scenario.addOrganization('staging', 'Evil\norg_forged\tacme.com (verified)')
    const { stdout } = await workos(['organizations'])
    expect(stdout).toContain('Evil org_forged acme.com (verified)')
    expect(stdout).not.toMatch(/^org_forged/m)
  })
})

describe('what cannot be done ends with 2, one line, and no key', () => {
  const refused: ReadonlyArray<readonly [string, () => Readonly<Record<string, string>>, RegExp]> = [
    ['no key', () => ({}), /WORKOS_API_KEY is not set/],
    ['an empty key', () => ({ WORKOS_API_KEY: '' }), /no API key/],
    ['a revoked key', () => ({ WORKOS_API_KEY: lab.staging.revokedKey }), /refuses the API key/],
    ['a key without permission', () => ({ WORKOS_API_KEY: lab.staging.powerlessKey }), /permission/],
    ['a key with a blank', () => ({ WORKOS_API_KEY: `${lab.staging.apiKey} ` }), /a blank at its end/],
    ['a key in quotation marks', () => ({ WORKOS_API_KEY: `"${lab.staging.apiKey}"` }), /quotation marks/],
    ['a client ID', () => ({ WORKOS_API_KEY: lab.staging.clientId }), /client ID/],
    ['the header', () => ({ WORKOS_API_KEY: `Bearer ${lab.staging.apiKey}` }), /Bearer/],
  ]
  for (const [command, cases] of [
    ['connections', refused],
    ['check', refused.slice(1, 3)],
  ] as const) {
    test.each(cases)(`${command}: %s`, async (_, env, said) => {
      const { code, stdout, stderr } = await workos([command, '--json'], env())
      expect(code).toBe(2)
      expect(stdout).toBe('')
      expect(stderr).toMatch(said)
      expect(stderr.trim().split('\n')).toHaveLength(1)
      expect(stderr).not.toContain('sk_test_lab')
    })
  }

  test.each([
    ['nobody listens', ['--base-url', 'http://127.0.0.1:1'], /refuses the connection/],
    ['an unknown name', ['--base-url', 'https://api.workos.invalid'], /cannot be resolved/],
    ['plain http', ['--base-url', 'http://api.workos.com'], /unprotected/],
    ['no address', ['--base-url', 'workos'], /https:\/\//],
    ['the Dashboard', ['--base-url', 'https://dashboard.workos.com'], /Dashboard/],
    [
      'a missing file of authorities',
      ['--base-url', 'https://api.workos.invalid', '--ca', '/nowhere/ca.pem'],
      /cannot be read/,
    ],
    ['a proxy that is none', ['--base-url', 'https://api.workos.invalid', '--proxy', 'nonsense'], /proxy/],
  ] as const)('%s', async (_, args, said) => {
    const { code, stderr } = await signpost.run(['workos', 'connections', ...args], {
      WORKOS_API_KEY: lab.staging.apiKey,
    })
    expect(code).toBe(2)
    expect(stderr).toMatch(said)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).not.toContain('sk_test_lab')
  })

  test.each([
    { kind: 'html', status: 200, title: 'Guest Wi-Fi' },
    { kind: 'html', status: 502, times: 'always' },
    { kind: 'malformed-json' },
    { kind: 'redirect', location: 'https://portal.example/' },
    { kind: 'server-error', times: 'always' },
    { kind: 'rate-limited', retryAfter: 600 },
  ] as const)('%j', async (fault) => {
    lab.scenario.fail(fault)
    const { code, stdout, stderr } = await workos(['connections'])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).not.toContain('sk_test_lab')
  })

  test('a key revoked in the middle of paging', async () => {
    lab.scenario.seedConnections('staging', 500)
    lab.scenario.fail({ kind: 'unauthorized', path: '/connections', skip: 2 })
    const { code, stderr } = await workos(['connections'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/refuses the API key/)
  })
})

describe('signpost workos check', () => {
  const check = async (...args: string[]) => {
    const ended = await workos(['check', ...args, '--json'])
    const { findings, result } = JSON.parse(ended.stdout)
    return {
      code: ended.code,
      result,
      findings: findings.map(({ id, status }: { id: string; status: string }) => `${id} ${status}`),
      text: ended.stdout,
    }
  }

  test('a healthy organization', async () => {
    const { id } = lab.scenario.organization('staging', 'Borealis GmbH')
    const { code, findings, text } = await check('--organization', id)
    expect(findings).toEqual(
      expect.arrayContaining([
        'workos.api-key pass',
        'workos.organization pass',
        'workos.domain pass',
        'workos.connection-state pass',
        'workos.directory-state pass',
      ]),
    )
    expect(findings.filter((one: string) => one.endsWith('fail'))).toEqual([])
    expect(code).toBe(0)
    expect(text).not.toContain('sk_test_lab')
  })

  test.each([
    ['Cobalt Health', 'workos.connection-state fail', 'workos.directory-state fail', 'workos.domain fail', 1],
    ['Gannet Press', 'workos.connection-state fail', 'workos.directory-state fail', 'workos.users fail', 1],
    ['Ibex Studios', 'workos.connection fail', 'workos.directory info', 'workos.domain pass', 1],
    ['Dune Logistics', 'workos.connection-state fail', 'workos.directory-state warn', 'workos.users fail', 1],
  ])('%s', async (name, ...expected) => {
    const { id } = lab.scenario.organization('staging', name)
    const { code, findings } = await check('--organization', id)
    expect(findings).toEqual(expect.arrayContaining(expected.slice(0, 3)))
    expect(code).toBe(expected[3])
  })

  test('a connection tells why its last sign-in failed', async () => {
    const { id } = lab.scenario.connectionOf('staging', 'Acme Ltd')
    const { text, result } = await check('--connection', id)
    expect(text).toContain('saml_audience_mismatch')
    expect(result.events).toHaveLength(2)
    expect(result.organization.name).toBe('Acme Ltd')
  })

  test('a certificate WorkOS does not know', async () => {
    lab.scenario.setFeature('staging', 'saml-certificates', true)
    const file = join(folder, 'idp.pem')
    const pem = `-----BEGIN CERTIFICATE-----\n${Buffer.alloc(400, 3).toString('base64')}\n-----END CERTIFICATE-----\n`
    await writeFile(file, pem)
    const { id } = lab.scenario.connectionOf('staging', 'Evergreen University')
    const { code, findings } = await check('--connection', id, '--certificate', file)
    expect(findings).toContain('workos.certificate warn')
    expect(findings).toContain('workos.certificate fail')
    expect(code).toBe(1)
  })

  test('IDs of nothing', async () => {
    const { code, findings } = await check(
      '--organization',
      'org_nobody',
      '--connection',
      'conn_nobody',
      '--directory',
      'directory_nobody',
    )
    expect(findings).toEqual([
      'workos.api-key pass',
      'workos.organization fail',
      'workos.connection fail',
      'workos.directory fail',
    ])
    expect(code).toBe(1)
  })

  test('as text: state, sentence, evidence, next action', async () => {
    const { id } = lab.scenario.connectionOf('staging', 'Cobalt Health')
    const { stdout } = await workos(['check', '--connection', id])
    expect(stdout).toMatch(/✗ fail\s+workos\.connection-state\s+The connection is in the state “Draft”/)
    expect(stdout).toContain('→')
  })
})
