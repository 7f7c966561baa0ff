import type { CapturedRequest, CapturedRow } from '../../../shared/runs/scim-capture'
import type { CapturedExchange } from './exchange'
import type { ExchangeFacts } from './read-exchange'
import { remarksOn, worstOf } from './remarks'

/** So many rows are listed; of more the first are dropped. */
const mostRows = 400_000
const rowsInChunk = 256
/** Of the last so many requests, and of no more text than so much, the bodies are kept. */
const mostBodies = 2_000
const mostText = 24 * 1024 * 1024
const longestShown = 60_000

interface Detail extends Omit<CapturedRequest, 'body' | 'bodyKept'> {
  text: string | null
}

/** The list of requests. Rows are kept as packed text, because a push of 50,000 users makes 100,000 of them. */
export class CaptureLog {
  private readonly chunks: string[] = []
  private open: string[] = []
  private dropped = 0
  private readonly details = new Map<number, Detail>()
  private text = 0

  get size(): number {
    return this.dropped + this.chunks.length * rowsInChunk + this.open.length
  }

  add(exchange: CapturedExchange, facts: ExchangeFacts): void {
    const remarks = remarksOn(exchange, facts)
    const row: CapturedRow = {
      n: this.size + 1,
      at: new Date(exchange.at).toISOString(),
      method: exchange.method,
      path: exchange.path,
      kind: facts.kind,
      subject: facts.subject,
      status: exchange.status,
      worst: worstOf(remarks),
    }
    this.open.push(JSON.stringify(row))
    if (this.open.length === rowsInChunk) this.pack()
    const { userAgent, contentType, bytes, detail, ms, text } = exchange
    this.keep({ ...row, userAgent, contentType, bytes, detail, ms, remarks, text })
  }

  /** Some rows, by their place in the list counted from 0. */
  rows(from: number, count: number): CapturedRow[] {
    const rows: CapturedRow[] = []
    for (let place = Math.max(from, this.dropped); place < Math.min(from + count, this.size); place++) {
      const inChunks = place - this.dropped
      const chunk = this.chunks[Math.floor(inChunks / rowsInChunk)]
      const line =
        chunk === undefined
          ? this.open[inChunks - this.chunks.length * rowsInChunk]
          : chunk.split('\n')[inChunks % rowsInChunk]
      if (line !== undefined) rows.push(JSON.parse(line))
    }
    return rows
  }

  /** One request in full; null when its row is dropped. */
  request(n: number): CapturedRequest | null {
    const kept = this.details.get(n)
    if (kept !== undefined) {
      const { text, ...detail } = kept
      return {
        ...detail,
        body: text === null ? null : { text: text.slice(0, longestShown), complete: text.length <= longestShown },
        bodyKept: true,
      }
    }
    const [row] = this.rows(n - 1, 1)
    if (row === undefined) return null
    const unknown = { userAgent: null, contentType: null, bytes: 0, detail: null, ms: null }
    return { ...row, ...unknown, body: null, bodyKept: false, remarks: [] }
  }

  /** Every request whose body is kept, for a file. */
  *kept(): Generator<Detail> {
    yield* this.details.values()
  }

  private pack(): void {
    this.chunks.push(this.open.join('\n'))
    this.open = []
    if (this.chunks.length * rowsInChunk > mostRows) {
      this.chunks.shift()
      this.dropped += rowsInChunk
    }
  }

  private keep(detail: Detail): void {
    this.details.set(detail.n, detail)
    this.text += detail.text?.length ?? 0
    for (const [n, { text }] of this.details) {
      if (this.details.size <= mostBodies && this.text <= mostText) return
      this.details.delete(n)
      this.text -= text?.length ?? 0
    }
  }
}
