import { deflateRawSync, gzipSync } from 'node:zlib'
import { exhaustingMetadata, laughs } from '../../tests/hostile/exhausting-metadata'
import { takeApart } from '../../tests/hostile/saml/documents'
import { contentTricks, damaged } from '../../tests/hostile/saml/tricks'
import { documentOf } from '../../tests/unit/metadata-corpus'

const megabyte = 1024 * 1024

export interface HostileFile {
  name: string
  /** The work of the inspector that reads it. */
  job: 'metadata.inspect' | 'response.inspect' | 'recording.read'
  content: string | Uint8Array
}

/** Every kind of file that is made to exhaust its reader, one after the other: they are large, and need not be held together. */
export async function* hostileFiles(): AsyncGenerator<HostileFile> {
  for (const [name, make] of exhaustingMetadata) yield { name, job: 'metadata.inspect', content: make() }
  const okta = documentOf('okta')
  const within = (before: string) => okta.replace('<md:EntityDescriptor', `${before}<md:EntityDescriptor`)
  yield { name: 'a billion laughs', job: 'metadata.inspect', content: within(laughs) }
  const parts = await takeApart('adfs')
  for (const { name, xml } of damaged(parts)) {
    if (!/fortieths/.test(name)) yield { name, job: 'response.inspect', content: xml }
  }
  for (const { name, xml } of await contentTricks(parts)) {
    if (xml.includes('<!DOCTYPE')) yield { name, job: 'response.inspect', content: xml }
  }
  yield* packed(parts.xml)
  yield* garbage()
  yield* recordings()
}

function* packed(xml: string): Generator<HostileFile> {
  const zeros = Buffer.alloc(200 * megabyte, ' ')
  const bomb = deflateRawSync(Buffer.concat([Buffer.from('<samlp:Response '), zeros]), { level: 9 })
  const job = 'response.inspect'
  yield { name: 'a deflate bomb', job, content: bomb.toString('base64') }
  yield {
    name: 'a deflate bomb in a form',
    job,
    content: `SAMLResponse=${encodeURIComponent(bomb.toString('base64'))}`,
  }
  yield { name: 'a gzip bomb', job, content: gzipSync(zeros) }
  yield { name: 'a gzip bomb in base64', job, content: gzipSync(zeros).toString('base64') }
  yield { name: 'a bomb in a bomb', job, content: gzipSync(deflateRawSync(zeros)) }
  yield { name: 'a gzip bomb as metadata', job: 'metadata.inspect', content: gzipSync(zeros) }
  let nested = xml
  for (let round = 0; round < 8; round++) nested = Buffer.from(nested).toString('base64')
  yield { name: 'base64 of base64 of base64', job, content: nested }
  yield { name: '8 MB of base64 of nothing', job, content: 'QUFB'.repeat(2 * megabyte) }
  yield { name: '20 MB of percent signs', job, content: '%25'.repeat(7 * megabyte) }
  yield { name: 'a thousand messages in a form', job, content: `SAMLResponse=${'QUFB'.repeat(500)}&`.repeat(1000) }
}

function* garbage(): Generator<HostileFile> {
  const random = Buffer.alloc(50 * megabyte)
  // Not random but without order: the same bytes on every run.
  for (let index = 0, value = 1; index < random.length; index += 4) {
    value = (Math.imul(value, 1_664_525) + 1_013_904_223) | 0
    random.writeInt32LE(value, index)
  }
  const kinds: ReadonlyArray<readonly [string, string | Uint8Array]> = [
    ['50 MB without order', random],
    ['50 MB of one letter', 'A'.repeat(50 * megabyte)],
    ['50 MB of “<”', '<'.repeat(50 * megabyte)],
    ['50 MB of blanks', ' '.repeat(50 * megabyte)],
    ['50 MB of “[”', '['.repeat(50 * megabyte)],
    ['50 MB of quotes', '"'.repeat(50 * megabyte)],
    ['50 MB behind “{”', `{${'"a'.repeat(25 * megabyte)}`],
    ['50 MB of text in an element', `<EntityDescriptor>${'x'.repeat(50 * megabyte)}`],
    ['50 MB of a web page', `<html>${'<input name="SAMLResponse" value="'.repeat(1_500_000)}`],
  ]
  for (const [name, content] of kinds) {
    yield { name: `${name} as metadata`, job: 'metadata.inspect', content }
    yield { name: `${name} as a response`, job: 'response.inspect', content }
    // Just under what is refused by its size alone.
    yield {
      name: `${name} as a response, cut to 31 MB`,
      job: 'response.inspect',
      content: content.slice(0, 31 * megabyte),
    }
  }
}

function* recordings(): Generator<HostileFile> {
  const entry = (text: string) =>
    JSON.stringify({ request: { method: 'POST', url: 'https://sp.test/acs', postData: { text } } })
  const har = (entries: readonly string[]) => `{"log":{"entries":[${entries.join(',')}]}}`
  const huge = har([entry(`SAMLResponse=${'A'.repeat(60 * megabyte)}`)])
  const many = har(Array.from({ length: 12 }, () => entry(`SAMLResponse=${'A'.repeat(5 * megabyte)}`)))
  const empty = har(Array.from({ length: 5_000_000 }, () => '{}'))
  const quotes = `{"log":{"entries":[{${'"a"'.repeat(20 * megabyte)}`
  const deep = `{"log":{"entries":[${'{"request":'.repeat(2_000_000)}`
  for (const [name, content] of [
    ['a HAR with a body of 60 MB', huge],
    ['a HAR with twelve bodies of 5 MB', many],
    ['a HAR of five million empty entries', empty],
    ['a HAR with an entry of 60 MB of quotes', quotes],
    ['a HAR nested two million times', deep],
  ] as const) {
    yield { name, job: 'response.inspect', content }
    yield { name: `${name}, as a recording`, job: 'recording.read', content }
  }
}
