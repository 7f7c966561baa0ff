/** A length of time as a person says it: `420 s` is `7 min 0 s`. */
export function sayDuration(ms: number): string {
  const size = Math.abs(ms)
  if (size < 1000) return `${Math.round(size)} ms`
  if (size < 120_000) return `${(size / 1000).toFixed(size < 10_000 ? 1 : 0)} s`
  const seconds = Math.round(size / 1000)
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor((seconds % 86_400) / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ]
  const from = parts.findIndex(([count]) => count > 0)
  return parts
    .slice(from, from + 2)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ')
}

/** `ahead by 7 min 0 s`, `behind by 420 ms`, with the bounds of the error. */
export function sayOffset(offsetMs: number, errorMs: number): string {
  if (Math.abs(offsetMs) <= errorMs) return `in step (within ±${sayDuration(Math.max(errorMs, 1))})`
  return `${offsetMs > 0 ? 'ahead' : 'behind'} by ${sayDuration(offsetMs)} (±${sayDuration(Math.max(errorMs, 1))})`
}
