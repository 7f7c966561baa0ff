import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { ScimRefusal } from './service/error'

/** What WorkOS takes at most. Source: https://github.com/workos/scim-bridge (workos-scim-requirements) */
export const largestBody = 2_000 * 1024
/** Beyond this nothing more is listened to. */
const mostListenedTo = 64 * 1024 * 1024
const deepest = 64

export interface ReadBody {
  kind: 'none' | 'json' | 'broken' | 'unread'
  body: unknown
  text: string | null
  bytes: number
  refusal: ScimRefusal | null
}

/** Connections on which a request is being read: one that came right behind it must not overtake it. */
const reading = new WeakSet<Socket>()

/**
 * Reads the body of a request to its end, so that an answer is heard, and hands it over: at once where the headers announce
 * none, never when the client went away before.
 *
 * @param wanted false: nothing of it is kept, because nobody with the right token sent it
 */
export function readBody(request: IncomingMessage, wanted: boolean, then: (read: ReadBody) => void): void {
  const { socket, headers } = request
  const announced = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
  if (!announced && !reading.has(socket)) {
    then(judged(request, wanted, [], 0))
    return
  }
  reading.add(socket)
  const chunks: Buffer[] = []
  let bytes = 0
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (wanted && bytes <= largestBody) chunks.push(chunk)
    else chunks.length = 0
    if (bytes > mostListenedTo) request.destroy()
  })
  request.on('end', () => {
    reading.delete(socket)
    then(judged(request, wanted, chunks, bytes))
  })
  request.on('error', () => undefined)
}

function judged(request: IncomingMessage, wanted: boolean, chunks: Buffer[], bytes: number): ReadBody {
  const none: ReadBody = { kind: bytes === 0 ? 'none' : 'unread', body: undefined, text: null, bytes, refusal: null }
  if (!wanted) return none
  const takesBody = request.method === 'POST' || request.method === 'PUT' || request.method === 'PATCH'
  if (bytes === 0)
    return takesBody ? { ...none, refusal: new ScimRefusal(400, 'The request has no body.', 'invalidSyntax') } : none
  if (bytes > largestBody)
    return {
      ...none,
      refusal: new ScimRefusal(413, `The body is larger than ${largestBody / 1024} KB, the most WorkOS takes.`),
    }
  const type = request.headers['content-type']
  if (type !== undefined && !/^\s*[\w.+-]+\/([\w.-]+\+)?json\s*(;|$)/i.test(type))
    return {
      ...none,
      refusal: new ScimRefusal(415, 'The body is labelled as something else than application/scim+json.'),
    }
  const encoding = request.headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity')
    return { ...none, refusal: new ScimRefusal(415, `The content encoding ${encoding.slice(0, 40)} is not taken.`) }
  const [only] = chunks
  return parsed(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks), bytes)
}

function parsed(raw: Buffer, bytes: number): ReadBody {
  const broken = (detail: string, text: string | null): ReadBody => ({
    kind: 'broken',
    body: undefined,
    text,
    bytes,
    refusal: new ScimRefusal(400, detail, 'invalidSyntax'),
  })
  if (!isUtf8(raw)) return broken('The body is no UTF-8.', null)
  const text = raw.toString('utf8').replace(/^\uFEFF/, '')
  if (isTooDeep(text)) return broken('The body is nested too deeply.', null)
  try {
    return { kind: 'json', body: JSON.parse(text), text, bytes, refusal: null }
  } catch {
    return broken('The body is no JSON.', null)
  }
}

/** Whether brackets stand deeper in each other than any resource needs. Text in quotation marks is passed over. */
function isTooDeep(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 34) {
      at += 1
      while (at < text.length && text.charCodeAt(at) !== 34) at += text.charCodeAt(at) === 92 ? 2 : 1
    } else if (code === 123 || code === 91) {
      depth += 1
      if (depth > deepest) return true
    } else if (code === 125 || code === 93) depth -= 1
  }
  return false
}
