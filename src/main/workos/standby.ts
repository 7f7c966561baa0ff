/** Whether the machine sleeps, and how often it has slept. The shell tells; readings wait and try again by it. */
export class Standby {
  #sleeps = 0
  #woken: { promise: Promise<void>; resolve: () => void } | null = null

  /** How often the machine went to sleep. */
  get sleeps(): number {
    return this.#sleeps
  }

  /** How often it woke up again. */
  get wakes(): number {
    return this.#woken === null ? this.#sleeps : this.#sleeps - 1
  }

  sleep(): void {
    if (this.#woken !== null) return
    this.#sleeps += 1
    let resolve = () => {}
    const promise = new Promise<void>((wake) => {
      resolve = wake
    })
    this.#woken = { promise, resolve }
  }

  wake(): void {
    this.#woken?.resolve()
    this.#woken = null
  }

  /** Resolves when the machine is awake, or when the signal is aborted. */
  async awake(signal: AbortSignal): Promise<void> {
    while (this.#woken !== null && !signal.aborted) {
      const given = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
      await Promise.race([this.#woken.promise, given])
    }
  }
}
