/** Lets a number of works run at a time; the others wait in the order they came. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>

/** Makes a gate for `places` works at a time. */
export function makeGate(places: number): Gate {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running < places) running++
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
