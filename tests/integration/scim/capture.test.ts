import type { spawn } from 'node:child_process'
import { connect } from 'node:net'
import SCIMMY from 'scimmy'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { CapturedExchange } from '../../../src/main/scim/capture/exchange'
import { CaptureRecord } from '../../../src/main/scim/capture/record'
import { CaptureRefusal, type CaptureServer, startCaptureServer } from '../../../src/main/scim/capture/server'
import { push, type Send } from '../../lab/scim/idp'
import { bundleCommandLine, type CommandLine } from '../command-line'
import { checked, notInOrder } from './checked'

let server: CaptureServer
let record: CaptureRecord
let exchanges: CapturedExchange[]
const bugs: unknown[] = []

async function start(options: Partial<Parameters<typeof startCaptureServer>[0]> = {}) {
  record = new CaptureRecord('live')
  exchanges = []
  server = await startCaptureServer({
    port: 0,
    now: Date.now,
    monotonic: () => performance.now(),
    onExchange: (exchange) => {
      exchanges.push(exchange)
      record.add(exchange)
    },
    onBug: (error) => bugs.push(error),
    ...options,
  })
}

beforeAll(() => start())
afterAll(() => server.close())
afterEach(() => expect(bugs).toEqual([]))

const ask = (path: string, init: RequestInit = {}, token = server.token) =>
  fetch(`${server.address}${path}`, {
    ...init,
    headers: { 'content-type': 'application/scim+json', authorization: `Bearer ${token}`, ...init.headers },
  })
const post = (body: unknown, headers: Record<string, string> = {}) =>
  ask('/Users', { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers })

// biome-ignore lint/suspicious/noExplicitAny: answers are JSON, looked into by each test
const jsonOf = (answer: Response): Promise<any> => answer.json()

const sendTo =
  (address: string, token: string): Send =>
  async ({ method, path, userAgent, body }) => {
    const answer = await fetch(`${address}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'user-agent': userAgent, 'content-type': 'application/scim+json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
  }

describe('a client nobody wrote for it', () => {
  test('finds it in order through a whole rehearsal, and leaves nothing', async () => {
    const { findings, result } = await checked({ url: server.address, token: server.token, rehearsal: 'full' })
    expect(notInOrder(findings)).toEqual([])
    expect(result).toMatchObject({ standing: 'accepted', rehearsal: { made: 2, leftBefore: 0, remnants: [] } })
  })

  test('reads every answer by the schemas of RFC 7643 (scimmy)', async () => {
    const made = await post({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'strict@acme.example',
      name: { givenName: 'Anna', familyName: 'Acme' },
      emails: [{ value: 'strict@acme.example', type: 'work', primary: true }],
      active: true,
    })
    expect(made.headers.get('content-type')).toMatch(/^application\/scim\+json/)
    const user = await jsonOf(made)
    expect(made.headers.get('location')).toBe(user.meta.location)
    expect(new SCIMMY.Schemas.User(user, 'out')).toMatchObject({ id: user.id, userName: 'strict@acme.example' })
    const list = await jsonOf(await ask('/Users?filter=userName%20eq%20%22strict@acme.example%22'))
    expect(new SCIMMY.Messages.ListResponse(list)).toMatchObject({ totalResults: 1, startIndex: 1, itemsPerPage: 1 })
    const patch = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', path: 'title', value: 'Boss' }],
    }
    const changed = await ask(`/Users/${user.id}`, { method: 'PATCH', body: JSON.stringify(patch) })
    expect(changed.headers.get('etag')).toBe('W/"2"')
    expect(new SCIMMY.Schemas.User(await jsonOf(changed), 'out')).toMatchObject({ title: 'Boss' })
    const refused = await jsonOf(await ask('/Users/nobody'))
    expect(() => new SCIMMY.Messages.Error(refused)).toThrow('There is no User with the id nobody')
    const config = await jsonOf(await ask('/ServiceProviderConfig'))
    expect(() => new SCIMMY.Schemas.ServiceProviderConfig(config, 'out')).not.toThrow()
    expect((await ask(`/Users/${user.id}`, { method: 'DELETE' })).status).toBe(204)
  })
})

describe('the door', () => {
  test.each([
    ['no token', undefined, 'absent'],
    ['a wrong token', 'Bearer CANARY-wrong-token-123456', 'wrong'],
    ['another way to authenticate', 'Basic Q0FOQVJZOng=', 'absent'],
  ])('%s: 401, with a challenge and nothing read', async (_what, authorization, token) => {
    const answer = await fetch(`${server.address}/Users`, {
      method: 'POST',
      body: '{"userName":"CANARY-unread"}',
      headers: { 'content-type': 'application/scim+json', ...(authorization === undefined ? {} : { authorization }) },
    })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer /)
    expect(await answer.json()).toMatchObject({ status: '401' })
    expect(exchanges.at(-1)).toMatchObject({ token, body: undefined, text: null })
    expect(JSON.stringify(exchanges.at(-1))).not.toContain('CANARY')
  })

  test.each([
    ['"quoted"', (token: string) => `"${token}"`, 'quotes'],
    ['Bearer twice', (token: string) => `Bearer ${token}`, 'bearer-prefix'],
  ])('what copying did to the token is recognised: %s', async (_what, paste, mark) => {
    expect((await ask('/Users', {}, paste(server.token))).status).toBe(401)
    expect(exchanges.at(-1)?.tokenMarks).toContain(mark)
  })

  test('a path outside the base is a 404 that says where the service is', async () => {
    const answer = await fetch(new URL('/Users', server.address), {
      headers: { authorization: `Bearer ${server.token}` },
    })
    expect([answer.status, (await jsonOf(answer)).detail]).toEqual([404, 'The service is at /scim/v2, not here.'])
    expect(exchanges.at(-1)).toMatchObject({ inside: false, path: '/Users' })
  })

  test('without TLS it listens on this machine only', async () => {
    await expect(start({ address: '0.0.0.0' })).rejects.toThrow(CaptureRefusal)
    await start()
  })
})

describe('bad input', () => {
  const json = (n: number) => `{"userName":"${'x'.repeat(n)}"}`
  test.each([
    ['malformed JSON', '{"userName":', {}, 400],
    ['JSON nested 100,000 deep', '['.repeat(100_000), {}, 400],
    ['no body', '', {}, 400],
    ['another content type', '<user/>', { 'content-type': 'application/xml' }, 415],
    ['a form', 'userName=x', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['a content encoding', '{}', { 'content-encoding': 'br' }, 415],
    ['3 MB', json(3_000_000), {}, 413],
    ['10 MB', json(10_000_000), {}, 413],
  ])('%s', async (_what, body, headers, status) => {
    const answer = await post(body, headers)
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ status: String(status) })
  })

  test('bytes that are no UTF-8', async () => {
    const answer = await ask('/Users', { method: 'POST', body: new Uint8Array([0x22, 0xff, 0xfe, 0x22]) })
    expect(answer.status).toBe(400)
  })

  test('a password is taken out before anything is kept', async () => {
    await post({ userName: 'secretive@acme.example', password: 'CANARY-hunter2', name: { familyName: server.token } })
    await post('{"userName":"x","password":"CANARY-hunter3"')
    await ask('/Users?access_token=CANARY-in-the-query')
    const kept = JSON.stringify([exchanges, [...record.log.kept()], record.log.rows(0, 1000), record.facts()])
    expect(kept).not.toContain('CANARY')
    expect(kept).not.toContain(server.token)
  })

  test('half a request does not stop the others', async () => {
    const socket = connect(Number(new URL(server.address).port), '127.0.0.1')
    socket.write(
      `POST /scim/v2/Users HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${server.token}\r\ncontent-length: 999\r\n\r\n{"user`,
    )
    expect((await ask('/Users?count=1')).status).toBe(200)
    socket.destroy()
    expect((await ask('/Users?count=1')).status).toBe(200)
  })
})

describe('what no client library would send', () => {
  /** Everything the endpoint answers to some bytes, until it has nothing more to say. */
  const raw = (bytes: string) =>
    new Promise<string>((resolve, reject) => {
      let said = ''
      const socket = connect(Number(new URL(server.address).port), '127.0.0.1', () => socket.write(bytes))
      socket.on('data', (chunk) => {
        said += chunk
      })
      socket.once('error', reject)
      socket.once('close', () => resolve(said))
    })
  const get = (target: string, more = '') =>
    `GET /scim/v2${target} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${server.token}\r\n${more}\r\n`
  const statuses = (said: string) => [...said.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status))

  test('requests in a row without waiting: each is answered and recorded, in order', async () => {
    const seen = exchanges.length
    const body = '{"userName":"pipelined@acme.example"}'
    const post = get('/Users', `content-type: application/scim+json\r\ncontent-length: ${body.length}\r\n`)
    const said = await raw(
      `${post.replace('GET', 'POST')}${body}${get('/Users/nobody')}${get('/Users?filter=x', 'connection: close\r\n')}`,
    )
    expect(statuses(said)).toEqual([201, 404, 400])
    expect(exchanges.slice(seen).map(({ method, status }) => [method, status])).toEqual([
      ['POST', 201],
      ['GET', 404],
      ['GET', 400],
    ])
  })

  test('a body on a look-up is passed over, and the next request is understood', async () => {
    const said = await raw(
      `${get('/Users?count=0', 'content-length: 5\r\n')}12345${get('/Users/nobody', 'connection: close\r\n')}`,
    )
    expect(statuses(said).at(-1)).toBe(404)
  })

  test.each([
    ['its headers', 'GET /scim/v2/Users HTTP/1.1\r\nx-slow: '],
    [
      'its body',
      'POST /scim/v2/Users HTTP/1.1\r\nhost: x\r\nauthorization: Bearer TOKEN\r\ncontent-length: 999\r\n\r\n{"userName":"',
    ],
  ])('a client that sends %s byte by byte is cut, and others are answered meanwhile', async (_what, head) => {
    const slow = await startCaptureServer({
      port: 0,
      patience: { headersMs: 300, requestMs: 400 },
      now: Date.now,
      monotonic: () => performance.now(),
      onExchange: () => undefined,
      onBug: (error) => bugs.push(error),
    })
    const socket = connect(Number(new URL(slow.address).port), '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(head.replace('TOKEN', slow.token))
    const drip = setInterval(() => socket.write('x'), 50)
    const ended = new Promise<boolean>((resolve) => socket.once('close', () => resolve(true)))
    let said = ''
    socket.on('data', (chunk) => {
      said += chunk
    })
    const others = await fetch(`${slow.address}/Users`, { headers: { authorization: `Bearer ${slow.token}` } })
    expect(others.status).toBe(200)
    expect(await ended).toBe(true)
    clearInterval(drip)
    expect(statuses(said)).toEqual([408])
    await slow.close()
  })

  test('a flood of headers is refused, and others are answered', async () => {
    expect(statuses(await raw(get('/Users', `x-flood: ${'x'.repeat(100_000)}\r\n`)))).toEqual([431])
    expect((await ask('/Users?count=1')).status).toBe(200)
  })
})

describe('the command', () => {
  let signpost: CommandLine
  beforeAll(async () => {
    signpost = await bundleCommandLine()
  })
  afterAll(() => signpost.remove())

  /** Starts a capture, has it pushed to, and gives back what it printed when it ended. */
  async function captured(args: string[], work: (send: Send, child: ReturnType<typeof spawn>) => Promise<void>) {
    const child = signpost.start(['scim', 'capture', ...args], { CAPTURE_TOKEN: 'CANARY-token-of-the-test-1234' })
    let told = ''
    const address = await new Promise<string>((resolve) => {
      child.stderr?.on('data', (chunk) => {
        told += chunk
        const found = /Endpoint\s+(\S+)[\s\S]*stop with|Endpoint\s+(\S+)[\s\S]*last request/.exec(told)
        if (found) resolve(found[1] ?? found[2] ?? '')
      })
    })
    let stdout = ''
    child.stdout?.on('data', (chunk) => {
      stdout += chunk
    })
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
    const token = /Token\s+(signpost_\S+)/.exec(told)?.[1] ?? 'CANARY-token-of-the-test-1234'
    await work(sendTo(address, token), child)
    return { code: await ended, stdout, told, token }
  }

  test('judges what comes, and ends on its interruption: one JSON object, the token only where it is told', async () => {
    const { code, stdout, told } = await captured(['--json', '--token-env', 'CAPTURE_TOKEN'], async (send, child) => {
      await push('okta', send)
      child.kill('SIGINT')
    })
    const output = JSON.parse(stdout)
    expect(code).toBe(0)
    expect(output).toMatchObject({
      command: 'scim capture',
      result: { facts: { provider: 'okta', users: { whole: 2 } } },
    })
    expect(output.findings.map(({ id, status }: { id: string; status: string }) => `${id} ${status}`)).toEqual([
      'scim.token pass',
      'scim.endpoint pass',
      'scim.create pass',
      'scim.create pass',
      'scim.attributes pass',
      'scim.update pass',
      'scim.deactivate pass',
    ])
    expect(stdout + told).not.toContain('CANARY')
  })

  test('ends when nothing comes any more, and fails where a mapping is missing', async () => {
    const { code, stdout } = await captured(['--until-idle', '0.3', '--changed'], (send) =>
      push('okta', send, { faults: ['no-names', 'no-updates'] }),
    )
    expect(code).toBe(1)
    expect(stdout).toMatch(/✗ fail\s+scim\.attributes\s+None of the 2 users/)
    expect(stdout).toMatch(/✗ fail\s+scim\.update/)
    expect(stdout).toContain('Tick Update User Attributes')
  })

  const har = (body: object) => ({
    log: {
      entries: [
        {
          startedDateTime: '2027-01-01T00:00:00Z',
          request: {
            method: 'POST',
            url: 'https://api.workos.com/scim/v2.0/abc/Users',
            headers: [{ name: 'Authorization', value: 'Bearer CANARY-har-token' }],
            postData: { text: JSON.stringify(body) },
          },
          response: { status: 201, content: { text: '{"id":"1"}' } },
        },
      ],
    },
  })
  const bare = {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: 'anna',
    active: true,
    password: 'CANARY-password',
  }
  test.each([
    ['a HAR file', JSON.stringify(har(bare))],
    [
      'JSON with requests',
      JSON.stringify({ requests: [{ method: 'POST', path: '/scim/v2/Users', body: bare, status: 201 }] }),
    ],
    [
      'one JSON object a line',
      `${JSON.stringify({ method: 'GET', url: '/Users?count=1' })}\n${JSON.stringify({ method: 'POST', url: '/Users', body: JSON.stringify(bare) })}\n`,
    ],
    [
      'the text of HTTP messages',
      `> POST /scim/v2/Users HTTP/1.1\n> Authorization: Bearer CANARY-token\n> Content-Type: application/scim+json\n>\n${JSON.stringify(bare)}\n< HTTP/1.1 201 Created\n< Location: https://x/Users/1\n<\n{"id":"1"}\n`,
    ],
  ])('replays %s', async (_what, text) => {
    const { code, stdout, stderr } = await signpost.run(['scim', 'capture', '--replay', '-', '--json'], {}, text)
    expect(stderr).toBe('')
    const { findings, result } = JSON.parse(stdout)
    expect(result.facts.users.whole).toBe(1)
    expect(findings.find(({ id }: { id: string }) => id === 'scim.attributes')).toMatchObject({ status: 'fail' })
    expect([code, stdout.includes('CANARY')]).toEqual([1, false])
  })

  test.each([
    ['no log at all', ['--replay', '-'], 'hello', /holds no SCIM requests/],
    ['a log of something else', ['--replay', '-'], '[{"method":"GET","url":"/cars"}]', /none of its 1 entries/],
    ['a file that is not there', ['--replay', '/nowhere.har'], '', /cannot be read/],
    ['a port that is none', ['--port', '70000'], '', /Not a port/],
    ['an address outside without TLS', ['--address', '0.0.0.0'], '', /could read the token/],
    ['half of TLS', ['--cert', '/nowhere.pem'], '', /both: --cert and --key/],
    ['a provider nobody knows', ['--provider', 'acme'], '', /Allowed choices/],
    ['a token that is not set', ['--token-env', 'ABSENT'], '', /ABSENT is not set/],
  ])('%s: exit code 2 and one line', async (_what, args, input, says) => {
    const { code, stdout, stderr } = await signpost.run(['scim', 'capture', ...args], {}, input)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(says)
  })
})
