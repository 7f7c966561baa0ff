import { statusSchema } from '../../../shared/finding'
import {
  type CapturedRequest,
  type CapturedRow,
  type CaptureRemark,
  captureKindSchema,
} from '../../../shared/runs/scim-capture'
import type { CapturedExchange } from './exchange'
import type { ExchangeFacts } from './read-exchange'
import { worstOf } from './remarks'

/** So many rows are listed; of more the first are dropped. */
const mostRows = 400_000
const rowsInChunk = 256
/** Of the last so many requests, and of no more text than so much, the bodies are kept. */
const mostBodies = 2_000
const mostText = 24 * 1024 * 1024
const longestShown = 60_000

type Detail = Pick<
  CapturedExchange,
  'n' | 'at' | 'method' | 'path' | 'status' | 'userAgent' | 'contentType' | 'bytes' | 'detail' | 'ms' | 'text'
> &
  Pick<CapturedRequest, 'kind' | 'subject' | 'worst' | 'remarks'>

/**
 * The list of requests. Rows are kept as packed text, because a push of 50,000 users makes 100,000 of them, and as many objects
 * would take four times the memory.
 */
export class CaptureLog {
  private readonly chunks: string[] = []
  private open: string[] = []
  private dropped = 0
  /** The last requests in full, each at its number modulo `mostBodies`: a ring is faster than a map that loses its oldest entry. */
  private readonly details: (Detail | undefined)[] = []
  private oldestKept = 1
  private text = 0

  get size(): number {
    return this.dropped + this.chunks.length * rowsInChunk + this.open.length
  }

  add(exchange: CapturedExchange, { kind, subject }: ExchangeFacts, remarks: CaptureRemark[]): void {
    const worst = worstOf(remarks)
    const { at, method, path, status, userAgent, contentType, bytes, detail, ms, text } = exchange
    const n = this.size + 1
    this.open.push(
      `${at}\t${method}\t${status ?? ''}\t${kind}\t${worst}\t${onOneLine(subject ?? '')}\t${onOneLine(path)}`,
    )
    if (this.open.length === rowsInChunk) this.pack()
    this.keep({
      n,
      at,
      method,
      path,
      status,
      userAgent,
      contentType,
      bytes,
      detail,
      ms,
      text,
      kind,
      subject,
      worst,
      remarks,
    })
  }

  /** Some rows, by their place in the list counted from 0. */
  rows(from: number, count: number): CapturedRow[] {
    const rows: CapturedRow[] = []
    const end = Math.min(from + count, this.size)
    let place = Math.max(from, this.dropped)
    while (place < end) {
      const inChunks = place - this.dropped
      const chunk = this.chunks[Math.floor(inChunks / rowsInChunk)]
      const lines = chunk?.split('\n') ?? this.open
      const first = chunk === undefined ? inChunks - this.chunks.length * rowsInChunk : inChunks % rowsInChunk
      const taken = lines.slice(first, first + end - place)
      if (taken.length === 0) break
      rows.push(...taken.map((line, index) => rowOf(line, place + index + 1)))
      place += taken.length
    }
    return rows
  }

  /** One request in full; null when its row is dropped. */
  request(n: number): CapturedRequest | null {
    const kept = n < this.oldestKept ? undefined : this.details[n % mostBodies]
    if (kept?.n === n) {
      const { text, at, ...rest } = kept
      return {
        ...rest,
        at: new Date(at).toISOString(),
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
    for (let n = this.oldestKept; n <= this.size; n++) {
      const detail = this.details[n % mostBodies]
      if (detail?.n === n) yield detail
    }
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
    this.text += detail.text?.length ?? 0
    while (this.oldestKept <= detail.n - mostBodies || (this.text > mostText && this.oldestKept <= detail.n))
      this.forgetOldest(detail)
    if (this.oldestKept <= detail.n) this.details[detail.n % mostBodies] = detail
  }

  private forgetOldest(newest: Detail): void {
    const place = this.oldestKept % mostBodies
    const oldest = this.oldestKept === newest.n ? newest : this.details[place]
    this.text -= oldest?.text?.length ?? 0
    this.details[place] = undefined
    this.oldestKept += 1
  }
}

const onOneLine = (text: string) => (/[\t\n\r]/.test(text) ? text.replace(/[\t\n\r]/g, ' ') : text)

function rowOf(line: string, n: number): CapturedRow {
  const [at, method = '', status, kind, worst, subject = '', path = ''] = line.split('\t')
  return {
    n,
    at: new Date(Number(at)).toISOString(),
    method,
    status: status === '' ? null : Number(status),
    kind: captureKindSchema.catch('other').parse(kind),
    worst: statusSchema.catch('info').parse(worst),
    subject: subject === '' ? null : subject,
    path,
  }
}
