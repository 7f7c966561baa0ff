import type { ServerResponse } from 'node:http'
import type { Answer } from './answers'

/** An answer as it goes out. */
export interface WireAnswer {
  status: number
  headers: Readonly<Record<string, string>>
  body: string
}

/** What happens to an answer on its way to the client. */
export type Delivery =
  | { kind: 'send'; answer: WireAnswer; delayMs: number }
  | { kind: 'drip'; answer: WireAnswer; overMs: number }
  | { kind: 'hang' }
  /** The connection is closed: before anything was said, or after half the body. */
  | { kind: 'cut'; answer: WireAnswer | null }

export function toWire(answer: Answer): WireAnswer {
  const content =
    answer.html !== undefined
      ? { type: 'text/html; charset=utf-8', body: answer.html }
      : answer.json !== undefined
        ? { type: 'application/json; charset=utf-8', body: JSON.stringify(answer.json) }
        : null
  return {
    status: answer.status,
    headers: { ...answer.headers, ...(content ? { 'Content-Type': content.type } : {}) },
    body: content?.body ?? '',
  }
}

/** Writes it. What is still to come is dropped when the client goes away. */
export function deliver(delivery: Delivery, requestId: string, response: ServerResponse): void {
  switch (delivery.kind) {
    case 'send': {
      const timer = setTimeout(() => {
        writeHead(delivery.answer, requestId, response)
        response.end(delivery.answer.body)
      }, delivery.delayMs)
      response.once('close', () => clearTimeout(timer))
      return
    }
    case 'drip':
      drip(delivery.answer, delivery.overMs, requestId, response)
      return
    case 'hang':
      return
    case 'cut': {
      if (delivery.answer === null) {
        response.socket?.destroy()
        return
      }
      writeHead(delivery.answer, requestId, response)
      const half = delivery.answer.body.slice(0, delivery.answer.body.length / 2)
      response.write(half, () => response.socket?.destroy())
    }
  }
}

function writeHead({ status, headers, body }: WireAnswer, requestId: string, response: ServerResponse): void {
  const length = status === 204 ? {} : { 'Content-Length': Buffer.byteLength(body) }
  response.writeHead(status, { 'X-Request-ID': requestId, ...length, ...headers })
}

const pieces = 10

function drip(answer: WireAnswer, overMs: number, requestId: string, response: ServerResponse): void {
  writeHead(answer, requestId, response)
  const bytes = Buffer.from(answer.body, 'utf8')
  const size = Math.max(1, Math.ceil(bytes.length / pieces))
  let sent = 0
  const timer = setInterval(() => {
    response.write(bytes.subarray(sent, sent + size))
    sent += size
    if (sent >= bytes.length) response.end()
  }, overMs / pieces)
  response.once('close', () => clearInterval(timer))
}
