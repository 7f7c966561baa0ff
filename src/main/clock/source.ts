/** A clock's offset from this machine's. Positive: that clock is ahead. True to ±`errorMs`. */
export interface ClockSource {
  source: string
  kind: 'ntp' | 'http-date' | 'message'
  offsetMs: number
  errorMs: number
}

/**
 * The offset most time servers agree on: the middle of the interval that the largest number of them shares (Marzullo's
 * algorithm, RFC 5905 section 11.2.1). Null when no majority agrees.
 */
export function agreedOffset(sources: readonly ClockSource[]): { offsetMs: number; errorMs: number } | null {
  const edges = sources.flatMap(({ offsetMs, errorMs }) => [
    { at: offsetMs - errorMs, step: 1 },
    { at: offsetMs + errorMs, step: -1 },
  ])
  edges.sort((a, b) => a.at - b.at || b.step - a.step)
  let sharing = 0
  let most = 0
  let low = 0
  let high = 0
  edges.forEach((edge, index) => {
    sharing += edge.step
    const next = edges[index + 1]
    if (sharing > most && next) {
      most = sharing
      low = edge.at
      high = next.at
    }
  })
  return most * 2 > sources.length ? { offsetMs: (low + high) / 2, errorMs: (high - low) / 2 } : null
}
