const shown = 3

/** The ids most like the wanted one, most alike first. Only those within a third of its length of edits count as alike. */
export function nearestIds(wanted: string, ids: readonly string[]): string[] {
  const target = wanted.trim().toLowerCase()
  const limit = Math.max(2, Math.floor(target.length / 3))
  const alike: Array<{ id: string; distance: number }> = []
  for (const id of new Set(ids)) {
    if (Math.abs(id.length - target.length) > limit || id.length > 2048) continue
    const distance = editDistance(target, id.toLowerCase(), limit)
    if (distance <= limit) alike.push({ id, distance })
  }
  return alike
    .sort((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1))
    .slice(0, shown)
    .map(({ id }) => id)
}

/** Levenshtein's distance, given up once it must exceed the limit. */
function editDistance(a: string, b: string, limit: number): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    let best = row
    for (let column = 1; column <= b.length; column++) {
      const same = a.charCodeAt(row - 1) === b.charCodeAt(column - 1) ? 0 : 1
      const distance = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + same,
      )
      current.push(distance)
      if (distance < best) best = distance
    }
    if (best > limit) return limit + 1
    previous = current
  }
  return previous[b.length] ?? limit + 1
}
