import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nodeHost } from '../../../src/main/host/node-host'
import { type ManyOptions, type ManyStep, reachMany } from '../../../src/main/network/reach-many'
import { type DnsServer, startDnsServer, type ZoneEntry } from '../../lab/network/dns-server'
import { type HttpServer, metadata, startHttpServer } from '../../lab/network/http-server'

const zone: Record<string, ZoneEntry> = {}
let dns: DnsServer
let web: HttpServer
let most = 0
let open = 0

beforeAll(async () => {
  web = await startHttpServer({
    '/good': (_, response) => response.end(metadata),
    '/slow': (_, response) => setTimeout(() => response.end(metadata), 300),
    '/hanging': () => undefined,
    '/counted': (_, response) => {
      open++
      most = Math.max(most, open)
      setTimeout(() => {
        open--
        response.end(metadata)
      }, 40)
    },
  })
  for (let index = 0; index < 300; index++) zone[`h${index}.lab.example.net`] = { a: ['127.0.0.1'] }
  zone['dead.lab.example.net'] = { silent: true }
  dns = await startDnsServer(zone)
})
afterAll(() => Promise.all([web.close(), dns.close()]))

async function many(urls: string[], options: Partial<ManyOptions> & { signal?: AbortSignal } = {}) {
  const { signal, ...rest } = options
  const run = reachMany(
    urls,
    {
      proxyFor: () => ({ proxy: null, chosenBy: 'the test' }),
      extraAuthorities: [],
      servers: { inside: [dns.address], outside: [] },
      limitMs: 1500,
      concurrency: 64,
      perHost: 2,
      ...rest,
    },
    nodeHost(signal ? { signal } : {}),
  )
  const steps: ManyStep[] = []
  for (;;) {
    const step = await run.next()
    if (step.done) return { steps, done: step.value }
    steps.push(step.value)
  }
}
const url = (index: number, path: string) => `http://h${index}.lab.example.net:${web.port}${path}`

describe('many addresses', () => {
  test('are each looked at once, with their progress', async () => {
    const { steps, done } = await many(Array.from({ length: 200 }, (_, index) => url(index, '/good')))
    expect(done).toBe(200)
    expect(new Set(steps.map(({ index }) => index)).size).toBe(200)
    expect(steps.map((one) => one.done)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1))
    for (const { findings } of steps) expect(findings.find(({ id }) => id === 'network.http')?.status).toBe('pass')
  })

  test('of which some hang do not hold the rest', async () => {
    const hanging = Array.from({ length: 40 }, (_, index) => url(index, '/hanging'))
    const good = Array.from({ length: 100 }, (_, index) => url(index + 60, '/good'))
    const { steps } = await many([...hanging, ...good], { limitMs: 5000 })
    const lastGood = steps.findLastIndex(({ url: one }) => one.endsWith('/good'))
    expect(lastGood).toBe(99)
    const hung = steps.filter(({ url: one }) => one.endsWith('/hanging'))
    expect(hung).toHaveLength(40)
    for (const { findings } of hung) expect(findings.find(({ id }) => id === 'network.http')?.status).toBe('fail')
  })

  test('of one host are asked two at a time, of many hosts as many as allowed', async () => {
    most = 0
    await many(Array.from({ length: 12 }, () => url(0, '/counted')))
    expect(most).toBe(2)
    most = 0
    await many(
      Array.from({ length: 40 }, (_, index) => url(index, '/counted')),
      { concurrency: 8 },
    )
    expect(most).toBeLessThanOrEqual(8)
    expect(most).toBeGreaterThan(4)
  })

  test('of which one host is slow wait for it alone', async () => {
    const slow = Array.from({ length: 6 }, () => url(0, '/slow'))
    const good = Array.from({ length: 100 }, (_, index) => url(index + 1, '/good'))
    const { steps } = await many([...slow, ...good], { concurrency: 4 })
    expect(steps.findLastIndex(({ url: one }) => one.endsWith('/good'))).toBeLessThan(steps.length - 1)
  })

  test('with dead names among them are done in time', async () => {
    const dead = Array.from({ length: 20 }, () => `http://dead.lab.example.net:${web.port}/`)
    const good = Array.from({ length: 100 }, (_, index) => url(index, '/good'))
    const started = performance.now()
    const { steps } = await many([...dead, ...good], { limitMs: 300, perHost: 20 })
    expect(performance.now() - started).toBeLessThan(4000)
    expect(
      steps.filter(({ findings }) => findings.some(({ id, status }) => id === 'network.dns' && status === 'fail')),
    ).toHaveLength(20)
  })

  test('that are no addresses are findings too', async () => {
    const { steps } = await many(['', 'nonsense', 'ftp://x.example.com/', url(1, '/good')])
    expect(steps).toHaveLength(4)
    expect(
      steps.filter(({ findings }) => findings.some(({ id, status }) => id === 'network.url' && status === 'fail')),
    ).toHaveLength(3)
  })

  test('that are none end at once', async () => {
    expect((await many([])).done).toBe(0)
  })

  test('end within 100 ms when cancelled; what was not looked at is left out', async () => {
    const controller = new AbortController()
    const running = many(
      Array.from({ length: 100 }, (_, index) => url(index, '/hanging')),
      {
        signal: controller.signal,
        limitMs: 20_000,
      },
    )
    await new Promise((resolve) => setTimeout(resolve, 200))
    const cancelled = performance.now()
    controller.abort()
    const { done } = await running
    expect(performance.now() - cancelled).toBeLessThan(100)
    expect(done).toBe(0)
  })
})
