/** One element of an array in a JSON document, or word of what was left out: one larger than `maxItemBytes`, or all that follow. */
export type JsonItem = { ok: true; text: string } | { ok: false; left: 'one' | 'rest' }

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const colon = 0x3a
const open = { object: 0x7b, array: 0x5b }
const close = { object: 0x7d, array: 0x5d }
const maxKeyBytes = 64

/** More objects than these are not handed out. */
export const mostItems = 50_000

/** What no capture comes to, but a file made to exhaust its reader may. */
const most = {
  /** Brackets, strings, blanks and the like outside of the items. */
  stepsOutside: 1_000_000,
  depth: 256,
} as const

/**
 * Walks a JSON document in one pass and hands out the objects of every array that stands, at most `maxDepth` levels deep,
 * under one of the names given. Holds one object at a time, so that a capture of hundreds of megabytes costs the memory of
 * its largest entry. It finds boundaries only: whether an entry is valid JSON shows when it is parsed. Nested deeper, or with more
 * around its items than any capture has, it is not read on; behind `mostItems` of them it says so.
 */
export async function* jsonItems(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  names: readonly string[],
  maxItemBytes: number,
  maxDepth = 3,
): AsyncGenerator<JsonItem> {
  let depth = 0
  let inString = false
  let escaped = false
  let key = ''
  let lastString = ''
  let arrayDepth = -1
  let kept: Uint8Array[] = []
  let keptBytes = 0
  let itemDepth = -1
  let dropped = false
  let items = 0
  let mayOpenString = true
  let stepsOutside = 0

  for await (const chunk of chunks) {
    let start = itemDepth >= 0 ? 0 : -1
    for (let index = 0; index < chunk.length; index++) {
      if (itemDepth < 0 && ++stepsOutside > most.stepsOutside) return
      if (inString) {
        const found = endOfString(chunk, index)
        const end = found < 0 ? chunk.length : found
        if (arrayDepth < 0 && depth <= maxDepth)
          key += latin1(chunk, index, Math.min(end, index + maxKeyBytes - key.length))
        const isEscaped: boolean =
          (end > index ? chunk[end - 1] === backslash : escaped) && endsEscaped(chunk, index, end, escaped)
        escaped = found < 0 && isEscaped
        if (found < 0) break
        index = found
        if (isEscaped) continue
        inString = false
        lastString = key
        continue
      }
      const byte = chunk[index]
      if (byte === quote) {
        // No string follows another: this is no JSON.
        if (!mayOpenString) return
        mayOpenString = false
        inString = true
        key = ''
      } else if (byte === comma || byte === colon) {
        mayOpenString = true
      } else if (byte === open.object || byte === open.array) {
        mayOpenString = true
        depth++
        if (depth > most.depth) return
        if (arrayDepth < 0 && byte === open.array && depth <= maxDepth && names.includes(lastString)) arrayDepth = depth
        else if (itemDepth < 0 && arrayDepth >= 0 && byte === open.object && depth === arrayDepth + 1) {
          itemDepth = depth
          start = index
          kept = []
          keptBytes = 0
          dropped = false
        }
        lastString = ''
      } else if (byte === close.object || byte === close.array) {
        if (depth === itemDepth) {
          const last = chunk.subarray(start, index + 1)
          itemDepth = -1
          start = -1
          if (++items > mostItems) {
            yield { ok: false, left: 'rest' }
            return
          }
          if (dropped || keptBytes + last.length > maxItemBytes) yield { ok: false, left: 'one' }
          else yield { ok: true, text: Buffer.concat([...kept, last]).toString('utf8') }
          kept = []
        } else if (depth === arrayDepth) arrayDepth = -1
        depth--
      }
    }
    if (itemDepth >= 0 && start >= 0) {
      keptBytes += chunk.length - start
      if (keptBytes > maxItemBytes) {
        dropped = true
        kept = []
      } else kept.push(chunk.slice(start))
    }
  }
}

/** Where a string that is open ends: most are short, and asking the system to search costs more than a look at them. */
function endOfString(chunk: Uint8Array, from: number): number {
  const near = Math.min(chunk.length, from + 32)
  for (let index = from; index < near; index++) if (chunk[index] === quote) return index
  return chunk.indexOf(quote, near)
}

/** Whether what stands at `end` is escaped: an odd number of backslashes ends right before it. */
function endsEscaped(chunk: Uint8Array, start: number, end: number, before: boolean): boolean {
  let slashes = 0
  while (end - slashes > start && chunk[end - slashes - 1] === backslash) slashes++
  const reachesStart = end - slashes === start
  return (slashes + (reachesStart && before ? 1 : 0)) % 2 === 1
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  return end <= start ? '' : Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1')
}
