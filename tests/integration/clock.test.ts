import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { limitsFor } from '../../src/main/clock/limits'
import { checkClocks } from '../../src/main/clock/probe'
import type { ClockSource } from '../../src/main/clock/source'
import { nodeHost } from '../../src/main/host/node-host'
import type { Finding } from '../../src/shared/finding'
import { type RealTimeServer, startChrony } from '../lab/clock/chrony'
import { honestAnswer, startLyingServer } from '../lab/clock/lying-server'
import { freeUdpPort } from '../lab/clock/udp-port'

async function check(servers: string[], urls: string[] = [], signal?: AbortSignal) {
  const findings: Finding[] = []
  const run = checkClocks({ servers, urls, messages: [] }, limitsFor(180), nodeHost({ signal }))
  for (;;) {
    const step = await run.next()
    if (step.done) return { findings, sources: step.value satisfies ClockSource[] }
    findings.push(step.value)
  }
}
const statuses = (findings: Finding[], id: Finding['id']) =>
  findings.filter((one) => one.id === id).map((one) => one.status)
const summary = (findings: Finding[], id: Finding['id']) => findings.find((one) => one.id === id)?.summary ?? ''

async function webServer(shiftMs: number | (() => string | null), extra: Record<string, string> = {}) {
  const server = createServer((_, response) => {
    response.sendDate = false
    const date = typeof shiftMs === 'number' ? new Date(Date.now() + shiftMs).toUTCString() : shiftMs()
    response.writeHead(200, { ...(date === null ? {} : { date }), ...extra }).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

describe('against chrony', () => {
  let right: RealTimeServer
  let ahead: RealTimeServer
  let unsynchronised: RealTimeServer
  beforeAll(async () => {
    right = await startChrony()
    ahead = await startChrony({ shiftSeconds: 420 })
    unsynchronised = await startChrony({ synchronised: false })
  })
  afterAll(() => Promise.all([right, ahead, unsynchronised].map((server) => server?.close())))

  test('a right clock is in step to two milliseconds', async () => {
    const { findings, sources } = await check([right.address])
    expect(statuses(findings, 'clock.ntp')).toEqual(['pass'])
    expect(statuses(findings, 'clock.skew')).toEqual(['pass'])
    expect(Math.abs(sources[0]?.offsetMs ?? 99)).toBeLessThan(2)
  })

  test('a clock seven minutes ahead is measured to two milliseconds, and this machine is said to be behind it', async () => {
    const { findings, sources } = await check([ahead.address])
    expect(Math.abs((sources[0]?.offsetMs ?? 0) - 420_000)).toBeLessThan(2)
    expect(statuses(findings, 'clock.skew')).toEqual(['fail'])
    expect(summary(findings, 'clock.skew')).toMatch(/This machine: clock behind by 7 min/)
  })

  test('a server that is not synchronised is not believed', async () => {
    const { findings, sources } = await check([unsynchronised.address])
    expect(statuses(findings, 'clock.ntp')).toEqual(['fail'])
    expect(summary(findings, 'clock.ntp')).toMatch(/not synchronised/)
    expect(sources).toEqual([])
  })

  test('an identity provider four minutes behind is told from this machine, which is right', async () => {
    const idp = await webServer(-240_000)
    const { findings } = await check([right.address], [idp.url])
    idp.close()
    const skews = findings.filter((one) => one.id === 'clock.skew')
    expect(skews.map((one) => one.status)).toEqual(['pass', 'fail'])
    expect(skews[1]?.summary).toMatch(/behind by 4 min/)
  })

  test('two servers that disagree give no verdict', async () => {
    const { findings } = await check([right.address, ahead.address])
    expect(statuses(findings, 'clock.skew')).toEqual(['warn'])
    expect(summary(findings, 'clock.skew')).toMatch(/disagree/)
  })
})

describe('time servers that lie', () => {
  const bent = (bend: (answer: Buffer) => unknown) => (request: Buffer) => {
    const answer = honestAnswer(request)
    bend(answer)
    return answer
  }
  const kiss = (answer: Buffer, code: string) => {
    answer.set(Buffer.from(code), 12)
    answer.writeUInt8(0, 1)
  }
  const lies: ReadonlyArray<readonly [string, (request: Buffer) => Buffer | null | readonly Buffer[], RegExp]> = [
    ['says nothing', () => null, /the host is up, but nothing comes back from UDP port \d+: it is blocked/],
    ['answers another request', bent((a) => a.fill(7, 24, 32)), /do not belong/],
    ['copies a zero originate', bent((a) => a.fill(0, 24, 32)), /do not belong/],
    ['sends a kiss-o’-death DENY', bent((a) => kiss(a, 'DENY')), /denies this machine/],
    ['sends a kiss-o’-death RATE', bent((a) => kiss(a, 'RATE')), /too often/],
    ['is unsynchronised', bent((a) => a.writeUInt8(0xe4, 0)), /leap indicator 3/],
    ['is of stratum 16', bent((a) => a.writeUInt8(16, 1)), /stratum 16/],
    ['answers as a client', bent((a) => a.writeUInt8(0x23, 0)), /mode 3/],
    ['broadcasts', bent((a) => a.writeUInt8(0x25, 0)), /mode 5/],
    ['carries no time', bent((a) => a.fill(0, 40, 48)), /no time/],
    ['is far from any reference', bent((a) => a.writeUInt32BE(5 << 16, 8)), /distance/],
    ['is cut short', (request) => honestAnswer(request).subarray(0, 47), /cut short \(47/],
    ['sends nothing but a byte', () => Buffer.from([0x24]), /cut short \(1/],
    ['sends an empty packet', () => Buffer.alloc(0), /cut short \(0/],
  ]
  test.each(lies)('one that %s is not believed', async (_, answer, reason) => {
    const server = await startLyingServer(answer)
    const { findings, sources } = await check([server.address])
    await server.close()
    expect(statuses(findings, 'clock.ntp')).toEqual(['fail'])
    expect(summary(findings, 'clock.ntp')).toMatch(reason)
    expect(sources).toEqual([])
    expect(statuses(findings, 'clock.skew')).toEqual(['skipped'])
  })

  test('a forged answer before the right one is passed over', async () => {
    const server = await startLyingServer((request) => {
      const forged = honestAnswer(request, 3_600_000)
      forged.fill(1, 24, 32)
      return [forged, honestAnswer(request)]
    })
    const { findings, sources } = await check([server.address])
    await server.close()
    expect(statuses(findings, 'clock.ntp')).toEqual(['pass'])
    expect(Math.abs(sources[0]?.offsetMs ?? 99)).toBeLessThan(5)
  })

  test('packets longer than 48 bytes are read', async () => {
    const server = await startLyingServer((request) => Buffer.concat([honestAnswer(request, 5000), Buffer.alloc(20)]))
    const { sources } = await check([server.address])
    await server.close()
    expect(Math.abs((sources[0]?.offsetMs ?? 0) - 5000)).toBeLessThan(5)
  })

  test('after a kiss-o’-death it is not asked again', async () => {
    const server = await startLyingServer(bent((a) => kiss(a, 'RATE')))
    await check([server.address])
    expect(server.asked()).toBe(1)
    await server.close()
  })

  test('a leap second that is announced is told', async () => {
    const server = await startLyingServer(bent((answer) => answer.writeUInt8(0x64, 0)))
    const { findings } = await check([server.address])
    await server.close()
    expect(statuses(findings, 'clock.ntp')).toEqual(['pass'])
    expect(summary(findings, 'clock.ntp')).toMatch(/announces a leap second: the last minute of this day has 61/)
  })

  test('a port where nothing listens is told apart from silence', async () => {
    const { findings } = await check([`127.0.0.1:${await freeUdpPort()}`])
    expect(summary(findings, 'clock.ntp')).toMatch(/host is up, but no time service/)
  })

  test.each(['', ' ', 'no host:99999', 'a b', 'http://time.example', 'host:0', '[::1', '\u0000'])(
    'the name %j is refused',
    async (name) => {
      const { findings } = await check([name])
      expect(summary(findings, 'clock.ntp')).toMatch(/leads to no address/)
    },
  )

  test('cancelling ends it at once', async () => {
    const server = await startLyingServer(() => null)
    const started = performance.now()
    await check([server.address], [], AbortSignal.timeout(50))
    await server.close()
    expect(performance.now() - started).toBeLessThan(400)
  })
})

describe('the HTTP Date header', () => {
  test.each([0, 137, -740, 12_345])('of a clock %d ms off is refined to 30 ms', async (shift) => {
    const server = await webServer(shift)
    const { findings, sources } = await check([], [server.url])
    server.close()
    expect(statuses(findings, 'clock.http-date')).toEqual(['pass'])
    expect(Math.abs((sources[0]?.offsetMs ?? 99_999) - shift)).toBeLessThan(30)
    expect(Math.abs((sources[0]?.offsetMs ?? 99_999) - shift)).toBeLessThanOrEqual((sources[0]?.errorMs ?? 0) + 1)
  })

  const bad: ReadonlyArray<readonly [string, () => string | null, Record<string, string>, Finding['status']]> = [
    ['that is absent', () => null, {}, 'skipped'],
    ['in another zone', () => 'Tue, 24 Nov 2026 12:00:00 +0200', {}, 'warn'],
    ['that is nonsense', () => 'yesterday', {}, 'warn'],
    ['from a cache', () => new Date(0).toUTCString(), { age: '4000' }, 'skipped'],
  ]
  test.each(bad)('%s gives no verdict', async (_, date, extra, status) => {
    const server = await webServer(date, extra)
    const { findings, sources } = await check([], [server.url])
    server.close()
    expect(statuses(findings, 'clock.http-date')).toEqual([status])
    expect(sources).toEqual([])
  })

  test('of several machines with different clocks behind one name contradicts itself, and that is said', async () => {
    let count = 0
    const server = await webServer(() => new Date(Date.now() + (count++ % 2) * 90_000).toUTCString())
    const { findings } = await check([], [server.url])
    server.close()
    expect(summary(findings, 'clock.http-date')).toMatch(/several machines/)
  })

  test('an address where nothing answers is not a wrong clock', async () => {
    const { findings } = await check([], ['http://127.0.0.1:1/'])
    expect(statuses(findings, 'clock.http-date')).toEqual(['skipped'])
  })
})
