import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeDocument } from '../../src/main/saml/decode/decode'

const megabyte = 1024 * 1024
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'capture-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const message = Buffer.from('<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"/>').toString('base64')
const post = JSON.stringify({
  startedDateTime: '2026-11-24T09:00:00Z',
  request: {
    method: 'POST',
    url: 'https://auth.workos.com/acs',
    headers: [{ name: 'Cookie', value: 'canary' }],
    postData: { text: `SAMLResponse=${encodeURIComponent(message)}` },
  },
})
/** An entry as browsers save them: headers, cookies, and the body of a script with brackets and quotes in it. */
const filler = JSON.stringify({
  request: { method: 'GET', url: 'https://example.test/app.js', headers: [{ name: 'Cookie', value: 'canary' }] },
  response: { content: { text: `var a = "{[\\"${'x]}\\\\"'.repeat(40_000)}` } },
})

async function capture(name: string, entries: Iterable<string>): Promise<string> {
  const path = join(folder, name)
  const file = createWriteStream(path)
  file.write('{"log":{"version":"1.2","pages":[{"title":"[{"}],"entries":[')
  let first = true
  for (const entry of entries) {
    if (!file.write(first ? entry : `,${entry}`)) await once(file, 'drain')
    first = false
  }
  file.end(']}}')
  await finished(file)
  return path
}

describe('captures', () => {
  it('of 200 MB are read in the memory of one entry, and keep no cookie', async () => {
    const count = Math.ceil((200 * megabyte) / filler.length)
    const path = await capture(
      'large.har',
      (function* () {
        for (let index = 0; index < count; index++) yield index === count - 3 ? post : filler
      })(),
    )
    const before = process.memoryUsage().rss
    const started = performance.now()
    const decoding = await decodeDocument({ kind: 'path', path, name: 'large.har' })
    expect(performance.now() - started).toBeLessThan(15_000)
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * megabyte)
    expect(decoding.messages).toHaveLength(1)
    expect(JSON.stringify(decoding)).not.toContain('canary')
  }, 60_000)

  it('with an entry larger than any are read past it', async () => {
    const huge = JSON.stringify({
      request: { method: 'POST', url: 'x', postData: { text: `SAMLResponse=${'A'.repeat(60 * megabyte)}` } },
    })
    const decoding = await decodeDocument({
      kind: 'path',
      path: await capture('huge.har', [huge, post]),
      name: 'huge.har',
    })
    expect(decoding.messages).toHaveLength(1)
  }, 60_000)

  it('with more messages than any browser sends keep the last of them', async () => {
    const filled = (index: number) =>
      JSON.stringify({
        request: {
          method: 'POST',
          url: `https://auth.workos.com/acs/${index}`,
          postData: { text: `SAMLResponse=${'A'.repeat(4 * megabyte)}` },
        },
      })
    const path = await capture('many.har', [...Array.from({ length: 12 }, (_, index) => filled(index)), post])
    const decoding = await decodeDocument({ kind: 'path', path, name: 'many.har' })
    expect(decoding.messages).toMatchObject([{ sentTo: 'https://auth.workos.com/acs' }])
    expect(decoding.unreadable.length).toBeLessThan(5)
  })

  it('of more than 300 MB are refused unread', async () => {
    const path = await capture(
      'vast.har',
      (function* () {
        for (let written = 0; written < 301 * megabyte; written += filler.length) yield filler
      })(),
    )
    const started = performance.now()
    const decoding = await decodeDocument({ kind: 'path', path, name: 'vast.har' })
    expect(performance.now() - started).toBeLessThan(500)
    expect(decoding).toMatchObject({ messages: [], unreadable: [expect.stringContaining('300 MB')] })
  }, 60_000)
})
