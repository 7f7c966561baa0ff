import { Resolver } from 'node:dns/promises'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inTurn, median } from './median.mjs'
import { bundleParts, ending } from './network/bundle.mjs'
import { startDelay } from './network/delay.mjs'

const roundTripMs = 200
const name = 'idp.bench.example.net'
const document = '<?xml version="1.0"?><md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"/>'

/** One full look at an address, against a client that does nothing but look the name up and fetch the document. */
export async function measure({ root }) {
  const { parts, remove } = await bundleParts(root)
  const folder = mkdtempSync(join(tmpdir(), 'signpost-bench-'))
  const authority = await parts.makeRoot()
  const ca = join(folder, 'ca.pem')
  writeFileSync(ca, authority.pem)
  const server = createServer(await authority.server({ names: [name] }), (_, response) => response.end(document))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const far = await startDelay(server.address().port, roundTripMs)
  const dns = await parts.startDnsServer({ [name]: { a: ['127.0.0.1'], delayMs: roundTripMs } })
  const url = `https://${name}:${far.port}/metadata`
  try {
    const way = {
      proxyFor: () => ({ proxy: null, chosenBy: 'the benchmark' }),
      extraAuthorities: [authority.pem],
      servers: { inside: [dns.address], outside: [] },
      limitMs: 10_000,
    }
    const look = timed(async () => {
      const { document: came } = await ending(parts.reach(url, way, parts.nodeHost({ ca })))
      if (came === null) throw new Error('the document did not come')
    })
    const bare = timed(() => fetchBarely(url, dns.address, authority.pem))
    await look()
    const [own, least] = await inTurn(5, look, bare)
    return [
      {
        what: 'network reach, every layer',
        against: 'look-up and fetch alone',
        ratio: Math.min(...own) / median(least),
        bar: 1.2,
      },
    ]
  } finally {
    far.close()
    server.close()
    server.closeAllConnections()
    await dns.close()
    await remove()
    rmSync(folder, { recursive: true })
  }
}

const timed = (work) => async () => {
  const before = performance.now()
  await work()
  return performance.now() - before
}

async function fetchBarely(url, dns, ca) {
  const resolver = new Resolver()
  resolver.setServers([dns])
  const [address] = await resolver.resolve4(name)
  const { port, pathname } = new URL(url)
  const request = get({ host: address, servername: name, port, path: pathname, ca, agent: false })
  const [response] = await once(request, 'response')
  for await (const _ of response);
}
