import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { InspectedDocument } from '../../inspection/document'
import { mistakenFor } from '../../mistaken'
import { type Capture, type CapturedParameter, maxCaptureBytes, readCapture } from './capture'
import { responseWithin } from './log'
import { findParameters } from './parameters'
import { decodePayload } from './payload'
import { isGzip, maxMessageBytes, startsLikeXmlBytes, unpack } from './unpack'

/** What a SAML message was delivered in. */
export type Container = 'xml' | 'encoded' | 'form' | 'page' | 'har' | 'saml-tracer' | 'unknown'

/** One message found in a document, freed from its packing but not parsed. */
export interface FoundMessage {
  parameter: 'SAMLResponse' | 'SAMLRequest' | null
  xml: Uint8Array
  /** Layers taken off, outermost first: `form body`, `percent-encoding`, `base64`, `deflate`. */
  packing: string[]
  /** What was unusual about the packing. */
  notes: string[]
  /** The address it was sent to, without query and fragment. */
  sentTo: string | null
  method: string | null
  /** When it was sent, ISO 8601; from a capture only. */
  at: string | null
}

export interface Decoding {
  container: Container
  messages: FoundMessage[]
  /** Why something that looked like a message, or the whole document, could not be read. */
  unreadable: string[]
}

const maxTextBytes = 4 * maxMessageBytes

/**
 * Finds the SAML messages in whatever a person has at hand: raw XML, base64 in either alphabet, a form body, a URL, a page that
 * posts itself, a HAR or SAML-tracer export. Reads at most `maxCaptureBytes`, unpacks at most `maxMessageBytes` per message.
 * Expected failures come back in `unreadable`; a file that cannot be opened throws its system error.
 */
export async function decodeDocument(document: InspectedDocument): Promise<Decoding> {
  const size = document.kind === 'bytes' ? document.bytes.length : (await stat(document.path)).size
  if (size === 0) return nothing('It is empty.')
  if (size > maxCaptureBytes) {
    return nothing(`It is larger than ${maxCaptureBytes / 1024 / 1024} MB. Save only the requests of the sign-in.`)
  }
  const head = document.kind === 'bytes' ? document.bytes.subarray(0, 4096) : await readHead(document.path)
  if (startsLikeJson(head)) {
    const chunks =
      document.kind === 'bytes' ? [document.bytes] : createReadStream(document.path, { highWaterMark: 1024 * 1024 })
    const encoding = encodingOf(head)
    const capture = await readCapture(encoding === 'utf-8' ? chunks : asUtf8(chunks, encoding))
    if (capture) return fromCapture(capture)
    if (/^\s*\{\s*"log"\s*:/.test(decodeText(head))) return nothing('It is a browser capture without a single request.')
  }
  if (size > maxTextBytes) return nothing(`It is larger than ${maxTextBytes / 1024 / 1024} MB and no browser capture.`)
  return fromBytes(document.kind === 'bytes' ? document.bytes : await readWhole(document.path))
}

function fromBytes(bytes: Uint8Array): Decoding {
  if (isGzip(bytes)) {
    const unpacked = unpack(bytes, 'gzip')
    if (!unpacked.ok) return nothing(unpacked.reason === 'too-large' ? bomb : 'It is a damaged gzip file.')
    const inner = fromBytes(unpacked.bytes)
    return { ...inner, messages: inner.messages.map((one) => ({ ...one, packing: ['gzip', ...one.packing] })) }
  }
  const magic = otherFiles.find(([start]) => start.every((byte, index) => bytes[index] === byte))
  if (magic) return nothing(`It is ${magic[1]}, not a SAML message.`)
  if (startsLikeXmlBytes(bytes)) return fromMarkup(bytes)
  const text = decodeText(bytes)
  if (text.trim() === '') return nothing('It holds nothing but blanks.')
  const parameters = findParameters(withoutCarets(text))
  if (parameters.length > 0) return fromParameters('form', parameters.map(uncaptured))
  if (/^\s*eyJ[\w-]+\.eyJ[\w-]+\./.test(text)) {
    return nothing('It is a JSON Web Token of OpenID Connect, not a SAML message.')
  }
  const payload = decodePayload(text)
  if (!payload.ok) {
    const logged = responseWithin(text)
    if (logged !== null) return inPlainText(logged)
    const mistaken = mistakenFor(text)
    return nothing(mistaken === null ? payload.reason : `It is ${mistaken}, not a SAML message.`)
  }
  const container = payload.packing.length === 0 ? 'xml' : 'encoded'
  return {
    container,
    unreadable: [],
    messages: [{ ...bare, xml: payload.xml, packing: payload.packing, notes: payload.notes }],
  }
}

function inPlainText(response: string): Decoding {
  const notes = ['The message stood among other text, such as a log. A log may write it otherwise than it was sent.']
  return {
    container: 'unknown',
    unreadable: [],
    messages: [{ ...bare, xml: Buffer.from(response, 'utf8'), packing: [], notes }],
  }
}

/** A command copied for the command prompt of Windows, less the carets that keep that from reading special characters. */
function withoutCarets(text: string): string {
  return /^\s*curl(?:\.exe)?\s/.test(text) && text.includes('^"') ? text.replace(/\^(?=\S)/g, '') : text
}

const bare = { parameter: null, sentTo: null, method: null, at: null } as const
const bomb = `It unpacks to more than ${maxMessageBytes / 1024 / 1024} MB: a decompression bomb, or no SAML message. Unpacking was stopped there.`

function fromMarkup(bytes: Uint8Array): Decoding {
  const head = decodeText(bytes.subarray(0, 2048))
  if (
    !/^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>]|form[\s>])/i.test(
      head,
    )
  ) {
    return { container: 'xml', unreadable: [], messages: [{ ...bare, xml: trimStart(bytes), packing: [], notes: [] }] }
  }
  const parameters = findParameters(decodeText(bytes))
  if (parameters.length > 0) return fromParameters('page', parameters.map(uncaptured))
  const title = /<title[^>]*>([^<]{1,120})/i.exec(decodeText(bytes.subarray(0, 16_384)))?.[1]?.trim()
  return nothing(`It is a web page${title ? ` (“${title}”)` : ''} without a SAML message in it.`)
}

function fromCapture(capture: Capture): Decoding {
  const { kind, parameters, entries } = capture
  const left = leftOut(capture)
  if (parameters.length === 0) {
    const none = `None of its ${capture.cut ? `first ${entries}` : entries} requests carries a SAMLResponse or SAMLRequest. Capture the sign-in from before the IdP's page until after the return to WorkOS.`
    return { ...nothing([none, ...left].join(' ')), container: kind }
  }
  const decoding = fromParameters(kind, parameters)
  return { ...decoding, messages: decoding.messages.map((one) => ({ ...one, notes: [...left, ...one.notes] })) }
}

/** What of a capture was not read, in sentences: a later sign-in may stand there. */
function leftOut({ cut, entries, unread }: Capture): string[] {
  return [
    cut
      ? `The capture holds more than ${entries} requests; only the first ${entries} were read. Save only the requests of the sign-in.`
      : null,
    unread > 0 ? `${unread} of its requests could not be read: too large, or damaged.` : null,
  ].filter((one) => one !== null)
}

function fromParameters(container: Container, parameters: readonly CapturedParameter[]): Decoding {
  const decoding: Decoding = { container, messages: [], unreadable: [] }
  for (const { name, value, place, xml, sentTo, method, at } of parameters) {
    const payload = decodePayload(value)
    const way = { parameter: name, sentTo, method, at }
    if (payload.ok) {
      decoding.messages.push({ ...way, xml: payload.xml, packing: [place, ...payload.packing], notes: payload.notes })
    } else if (xml !== null) {
      const notes = [
        'The capture holds the decoded message only: its posted value was blanked out when it was exported.',
      ]
      decoding.messages.push({ ...way, xml: Buffer.from(xml, 'utf8'), packing: [], notes })
    } else decoding.unreadable.push(`${name}: ${payload.reason}`)
  }
  return decoding
}

const uncaptured = (parameter: ReturnType<typeof findParameters>[number]): CapturedParameter => ({
  ...parameter,
  xml: null,
  sentTo: null,
  method: null,
  at: null,
})

const nothing = (reason: string): Decoding => ({ container: 'unknown', messages: [], unreadable: [reason] })

const otherFiles: ReadonlyArray<readonly [readonly number[], string]> = [
  [[0x25, 0x50, 0x44, 0x46], 'a PDF file'],
  [[0x50, 0x4b, 0x03, 0x04], 'a ZIP archive'],
  [[0x89, 0x50, 0x4e, 0x47], 'a picture'],
  [[0xff, 0xd8, 0xff], 'a picture'],
  [[0x30, 0x82], 'a DER file (a certificate or key)'],
]

const decodeText = (bytes: Uint8Array): string => new TextDecoder(encodingOf(bytes)).decode(bytes)

/** By its byte-order mark; UTF-8 without one. Windows PowerShell writes UTF-16. */
function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}

async function* asUtf8(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, encoding: string) {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }))
}

/** A blank line before the XML declaration comes from copying; inside a posted value it would be the IdP's. */
function trimStart(bytes: Uint8Array): Uint8Array {
  let start = 0
  while (start < bytes.length && [0x09, 0x0a, 0x0d, 0x20].includes(bytes[start] ?? 0)) start++
  return bytes.subarray(start)
}

function startsLikeJson(head: Uint8Array): boolean {
  return /^\s*[{[]/.test(decodeText(head))
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

async function readWhole(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    return await file.readFile()
  } finally {
    await file.close()
  }
}
