// One server in a process of its own: the capture endpoint, or a bare one that answers the same bodies and does nothing else.
import { createServer } from 'node:http'

const [, , what, module] = process.argv

if (what === 'capture') {
  const { startCaptureServer, CaptureRecord } = await import(module)
  const record = new CaptureRecord('live')
  const server = await startCaptureServer({
    port: 0,
    token: 'bench-token-0123456789',
    now: Date.now,
    monotonic: () => performance.now(),
    onExchange: (exchange) => record.add(exchange),
    onBug: (error) => process.send({ bug: String(error) }),
  })
  process.send({ origin: new URL(server.address).origin })
  process.on('SIGINT', () => process.exit(0))
  process.on('message', () => {
    global.gc?.()
    process.send({ rss: process.memoryUsage.rss(), rows: record.log.size, users: record.facts().users.whole })
  })
} else {
  let n = 0
  const list = { schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], totalResults: 0, Resources: [] }
  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const made = request.method === 'POST'
    const id = `2819c223-7f76-453a-919d-${String(++n).padStart(12, '0')}`
    const meta = { resourceType: 'User', location: `http://127.0.0.1/scim/v2/Users/${id}`, version: 'W/"1"' }
    const text = JSON.stringify(made ? { ...JSON.parse(Buffer.concat(chunks).toString()), id, meta } : list)
    response.writeHead(made ? 201 : 200, {
      'content-type': 'application/scim+json; charset=utf-8',
      'content-length': Buffer.byteLength(text),
    })
    response.end(text)
  })
  server.listen(0, '127.0.0.1', () => process.send({ origin: `http://127.0.0.1:${server.address().port}` }))
}
