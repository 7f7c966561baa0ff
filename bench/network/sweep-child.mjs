import { monitorEventLoopDelay } from 'node:perf_hooks'

// A process of its own, so that its memory and its stalls are those of the sweep alone.
process.once('message', async ({ path, urls, dns, ca, authority, concurrency }) => {
  const { nodeHost, reachMany } = await import(path)
  const way = {
    proxyFor: () => ({ proxy: null, chosenBy: 'the benchmark' }),
    extraAuthorities: [authority],
    servers: { inside: [dns], outside: [] },
    limitMs: 20_000,
    concurrency,
    perHost: 2,
  }
  const host = nodeHost({ ca })
  for await (const _ of reachMany(urls.slice(0, 1), way, host));
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const before = performance.now()
  const served = []
  for await (const { findings, result } of reachMany(urls, way, host)) {
    if (findings.find(({ id }) => id === 'network.http')?.status !== 'pass') throw new Error(`failed: ${result.url}`)
    served.push(result.hops[0].ms)
  }
  const ms = performance.now() - before
  delay.disable()
  process.send({ ms, served, stallMs: delay.max / 1e6 - 5, memory: process.resourceUsage().maxRSS * 1024 }, () =>
    process.exit(),
  )
})
