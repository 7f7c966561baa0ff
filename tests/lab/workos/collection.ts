/** Records of one kind in the order they were created. IDs carry their time, so that order is the order of the IDs. */
export class Collection<T extends { id: string }> {
  readonly #byId = new Map<string, T>()
  /** Records by the value of a field, for the fields that were asked for. */
  readonly #byField = new Map<keyof T, Map<unknown, T[]>>()
  #ascending: T[] = []
  #sorted = true

  add(record: T): T {
    const last = this.#ascending.at(-1)
    if (last !== undefined && last.id > record.id) this.#sorted = false
    this.#ascending.push(record)
    this.#byId.set(record.id, record)
    this.#byField.clear()
    return record
  }

  get(id: string): T | undefined {
    return this.#byId.get(id)
  }

  remove(id: string): void {
    if (!this.#byId.delete(id)) return
    this.#ascending = this.#ascending.filter((record) => record.id !== id)
    this.#byField.clear()
  }

  /** Oldest first. */
  all(): readonly T[] {
    if (!this.#sorted) {
      this.#ascending.sort((a, b) => (a.id < b.id ? -1 : 1))
      this.#sorted = true
    }
    return this.#ascending
  }

  /** Those whose field has this value, oldest first. The field must be one that never changes, such as whose record it is. */
  with<K extends keyof T>(field: K, value: T[K]): readonly T[] {
    const known = this.#byField.get(field)
    if (known) return known.get(value) ?? []
    const groups = new Map<unknown, T[]>()
    for (const record of this.all()) {
      const group = groups.get(record[field])
      if (group) group.push(record)
      else groups.set(record[field], [record])
    }
    this.#byField.set(field, groups)
    return groups.get(value) ?? []
  }

  get size(): number {
    return this.#byId.size
  }
}
