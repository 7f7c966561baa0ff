/** Records of one kind in the order they were created. IDs carry their time, so that order is the order of the IDs. */
export class Collection<T extends { id: string }> {
  readonly #byId = new Map<string, T>()
  #ascending: T[] = []
  #sorted = true

  add(record: T): T {
    const last = this.#ascending.at(-1)
    if (last !== undefined && last.id > record.id) this.#sorted = false
    this.#ascending.push(record)
    this.#byId.set(record.id, record)
    return record
  }

  get(id: string): T | undefined {
    return this.#byId.get(id)
  }

  remove(id: string): void {
    if (!this.#byId.delete(id)) return
    this.#ascending = this.#ascending.filter((record) => record.id !== id)
  }

  /** Oldest first. */
  all(): readonly T[] {
    if (!this.#sorted) {
      this.#ascending.sort((a, b) => (a.id < b.id ? -1 : 1))
      this.#sorted = true
    }
    return this.#ascending
  }

  get size(): number {
    return this.#byId.size
  }
}
