/** One request to the stand-in; what the lab's own control asks for is not among them. */
export interface LoggedRequest {
  /** Milliseconds since 1970, by the machine's clock. */
  at: number
  method: string
  path: string
  query: string
  /** Null without a valid key. */
  environment: string | null
  /** Null while it runs, and when it was cut or left hanging. */
  status: number | null
  requestId: string
}

const longest = 50_000

/** The requests since the last reset, oldest first. Keys and bodies are not kept. */
export class RequestLog {
  #entries: LoggedRequest[] = []

  add(entry: LoggedRequest): LoggedRequest {
    if (this.#entries.length >= longest) this.#entries.shift()
    this.#entries.push(entry)
    return entry
  }

  reset(): void {
    this.#entries = []
  }

  /** All, or those of this path (`/connections/*` for everything below). */
  list(path = '*'): readonly LoggedRequest[] {
    if (path === '*') return [...this.#entries]
    return this.#entries.filter((entry) =>
      path.endsWith('/*') ? entry.path.startsWith(path.slice(0, -1)) : entry.path === path,
    )
  }
}
