/** Carries out work for each item, at most `many` at once, in order. Takes nothing new once the signal is aborted. */
export async function pool<T>(
  items: readonly T[],
  many: number,
  signal: AbortSignal,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items]
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined && !signal.aborted; next = waiting.shift()) await work(next)
  }
  await Promise.all(Array.from({ length: Math.min(many, items.length) }, lane))
}

/** Remembers what was begun under a name, so that the same is not done twice. */
export function once<T>(): (name: string, begin: () => Promise<T>) => Promise<T> {
  const begun = new Map<string, Promise<T>>()
  return (name, begin) => {
    const known = begun.get(name)
    if (known) return known
    const made = begin()
    begun.set(name, made)
    return made
  }
}
