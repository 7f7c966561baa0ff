// One server in a process of its own: the capture endpoint, or a bare one. The bare one reads a body as JSON and answers the
// same bodies under the same headers; it checks, keeps and records nothing.
import { randomUUID } from 'node:crypto'
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
  const list = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: 0,
    startIndex: 1,
    itemsPerPage: 0,
    Resources: [],
  }
  const usual = { 'cache-control': 'no-store', 'content-type': 'application/scim+json; charset=utf-8' }
  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    if (request.method !== 'POST') {
      answer(response, 200, usual, list)
      return
    }
    const user = JSON.parse(Buffer.concat(chunks).toString())
    const id = randomUUID()
    const location = `http://${request.headers.host}/scim/v2/Users/${id}`
    const created = new Date().toISOString()
    const meta = { resourceType: 'User', created, lastModified: created, location, version: 'W/"1"' }
    answer(response, 201, { ...usual, etag: meta.version, location }, { ...user, id, meta })
  })
  const answer = (response, status, headers, body) => {
    const text = JSON.stringify(body)
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) })
    response.end(text)
  }
  server.listen(0, '127.0.0.1', () => process.send({ origin: `http://127.0.0.1:${server.address().port}` }))
}
