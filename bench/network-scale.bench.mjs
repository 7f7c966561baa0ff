import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { median } from './median.mjs'
import { bundleParts } from './network/bundle.mjs'

const hosts = 500
const delayMs = 1000
const concurrency = 64
const megabyte = 1024 * 1024
const document = `<?xml version="1.0"?><md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${' '.repeat(9000)}</md:EntityDescriptor>`

/** 500 hosts that take a second each, against the least that 64 at a time can take. */
export async function measure({ root }) {
  const { parts, path, remove } = await bundleParts(root)
  const folder = mkdtempSync(join(tmpdir(), 'signpost-bench-'))
  const authority = await parts.makeRoot()
  const ca = join(folder, 'ca.pem')
  writeFileSync(ca, authority.pem)
  const identity = await authority.server({ names: ['*.bench.example.net'] })
  const server = createServer(identity, (_, response) => setTimeout(() => response.end(document), delayMs))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const names = Array.from({ length: hosts }, (_, index) => `h${index}.bench.example.net`)
  const dns = await parts.startDnsServer(Object.fromEntries(names.map((name) => [name, { a: ['127.0.0.1'] }])))
  try {
    const child = fork(fileURLToPath(new URL('network/sweep-child.mjs', import.meta.url)))
    child.send({
      path: pathToFileURL(path).href,
      urls: names.map((name) => `https://${name}:${server.address().port}/metadata`),
      dns: dns.address,
      ca,
      authority: authority.pem,
      concurrency,
    })
    const [{ ms, served, stallMs, memory }] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`the sweep ended with ${code}`)
      }),
    ])
    return [
      {
        what: `${hosts} hosts of 1 s`,
        against: `the ideal at ${concurrency}`,
        ratio: ms / (Math.ceil(hosts / concurrency) * delayMs),
        bar: 1.2,
      },
      { what: 'time measured for a host', against: 'what it took', ratio: median(served) / delayMs, bar: 1.1 },
      { what: 'peak memory of the sweep', against: '250 MB', ratio: memory / (250 * megabyte), bar: 1 },
      { what: 'longest stall of the sweep', against: '50 ms', ratio: stallMs / 50, bar: 1 },
    ]
  } finally {
    server.close()
    server.closeAllConnections()
    await dns.close()
    await remove()
    rmSync(folder, { recursive: true })
  }
}
