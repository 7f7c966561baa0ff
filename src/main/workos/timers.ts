/** Waiting, as an argument: tests hand in a clock of their own. */
export interface Timers {
  /** Resolves after `ms` milliseconds (Infinity: never by itself), or at once when the signal is aborted. Never rejects. */
  wait(ms: number, signal: AbortSignal): Promise<void>
}

/** What `setTimeout` can hold. */
const longestTimeoutMs = 2 ** 31 - 1

export const realTimers: Timers = {
  wait: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve()
      const done = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        resolve()
      }
      const timer = Number.isFinite(ms) ? setTimeout(done, Math.min(ms, longestTimeoutMs)) : undefined
      signal.addEventListener('abort', done, { once: true })
    }),
}
