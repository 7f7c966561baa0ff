/**
 * Runs generators side by side and yields what each yields, as it comes. Ends when all have ended. A generator that throws ends
 * the whole with its error; the others are told to return.
 */
export async function* sideBySide<T>(generators: readonly AsyncGenerator<T, unknown>[]): AsyncGenerator<T, void> {
  const next = (generator: AsyncGenerator<T, unknown>) => generator.next().then((result) => ({ generator, result }))
  const running = new Map(generators.map((generator) => [generator, next(generator)]))
  try {
    while (running.size > 0) {
      const { generator, result } = await Promise.race(running.values())
      if (result.done) running.delete(generator)
      else {
        running.set(generator, next(generator))
        yield result.value
      }
    }
  } finally {
    for (const [generator, step] of running) {
      // One that hangs cannot be waited for; what it still rejects with is nobody's any more.
      step.catch(() => undefined)
      generator.return(undefined).catch(() => undefined)
    }
  }
}
