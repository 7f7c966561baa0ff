/** Waiting, as an argument: tests hand in a clock of their own. */
export interface Timers {
  /** Resolves after `ms` milliseconds, or at once when the signal is aborted. Never rejects. */
  wait(ms: number, signal: AbortSignal): Promise<void>
}

export const realTimers: Timers = {
  wait: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve()
      const done = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      signal.addEventListener('abort', done, { once: true })
    }),
}
