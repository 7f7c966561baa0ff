const shown = 3
const longestCompared = 500
const editsAtMost = 12

/** The ids most like the wanted one, most alike first: within a third of its length of edits, and never more than twelve. */
export function nearestIds(wanted: string, ids: readonly string[]): string[] {
  const target = wanted.trim().toLowerCase()
  if (target.length > longestCompared) return []
  const limit = Math.min(editsAtMost, Math.max(2, Math.floor(target.length / 3)))
  const alike: Array<{ id: string; distance: number }> = []
  for (const id of new Set(ids)) {
    if (Math.abs(id.length - target.length) > limit) continue
    const distance = editDistance(target, id.toLowerCase(), limit)
    if (distance <= limit) alike.push({ id, distance })
  }
  return alike
    .sort((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1))
    .slice(0, shown)
    .map(({ id }) => id)
}

/** Levenshtein's distance within a band around the diagonal; more than the limit is only known to be more. */
function editDistance(a: string, b: string, limit: number): number {
  const beyond = limit + 1
  let previous = Array.from({ length: b.length + 1 }, (_, column) => Math.min(column, beyond))
  for (let row = 1; row <= a.length; row++) {
    const current = new Array<number>(b.length + 1).fill(beyond)
    current[0] = Math.min(row, beyond)
    let best = current[0]
    for (let column = Math.max(1, row - limit); column <= Math.min(b.length, row + limit); column++) {
      const change = a.charCodeAt(row - 1) === b.charCodeAt(column - 1) ? 0 : 1
      const distance = Math.min(
        (previous[column] ?? beyond) + 1,
        (current[column - 1] ?? beyond) + 1,
        (previous[column - 1] ?? beyond) + change,
      )
      current[column] = distance
      best = Math.min(best, distance)
    }
    if (best > limit) return beyond
    previous = current
  }
  return previous[b.length] ?? beyond
}
