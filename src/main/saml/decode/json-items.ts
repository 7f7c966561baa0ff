/** One element of an array in a JSON document, or word of one that was left out because it is larger than `maxItemBytes`. */
export type JsonItem = { ok: true; text: string } | { ok: false }

const quote = 0x22
const backslash = 0x5c
const open = { object: 0x7b, array: 0x5b }
const close = { object: 0x7d, array: 0x5d }
const maxKeyBytes = 64

/**
 * Walks a JSON document in one pass and hands out the objects of every array that stands, at most `maxDepth` levels deep,
 * under one of the names given. Holds one object at a time, so that a capture of hundreds of megabytes costs the memory of
 * its largest entry. It finds boundaries only: whether an entry is valid JSON shows when it is parsed.
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

  for await (const chunk of chunks) {
    let start = itemDepth >= 0 ? 0 : -1
    for (let index = 0; index < chunk.length; index++) {
      if (inString) {
        const found = chunk.indexOf(quote, index)
        const end = found < 0 ? chunk.length : found
        if (itemDepth < 0) key += latin1(chunk, index, Math.min(end, index + maxKeyBytes - key.length))
        const isEscaped = endsEscaped(chunk, index, end, escaped)
        escaped = found < 0 && isEscaped
        if (found < 0) break
        index = found
        if (isEscaped) continue
        inString = false
        if (itemDepth < 0) lastString = key
        continue
      }
      const byte = chunk[index]
      if (byte === quote) {
        inString = true
        if (itemDepth < 0) key = ''
      } else if (byte === open.object || byte === open.array) {
        depth++
        if (arrayDepth < 0 && byte === open.array && depth <= maxDepth && names.includes(lastString)) arrayDepth = depth
        else if (itemDepth < 0 && arrayDepth >= 0 && byte === open.object && depth === arrayDepth + 1) {
          itemDepth = depth
          start = index
          kept = []
          keptBytes = 0
          dropped = false
        }
        if (itemDepth < 0) lastString = ''
      } else if (byte === close.object || byte === close.array) {
        if (depth === itemDepth) {
          const last = chunk.subarray(start, index + 1)
          itemDepth = -1
          start = -1
          if (dropped || keptBytes + last.length > maxItemBytes) yield { ok: false }
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
