import type { Fetched } from './fetch'

/** More documents than the tools look at at once are let go. */
const mostKept = 2

/**
 * What addresses gave, for as long as the person goes on looking at it: another entity or another page of a document is read from
 * the same bytes, and not from what the address may give by then.
 */
export class FetchedDocuments {
  private readonly byAddress = new Map<string, Fetched>()

  read(url: string): Fetched | null {
    return this.byAddress.get(url) ?? null
  }

  keep(url: string, fetched: Fetched): void {
    this.byAddress.delete(url)
    this.byAddress.set(url, fetched)
    const [oldest] = this.byAddress.keys()
    if (this.byAddress.size > mostKept && oldest !== undefined) this.byAddress.delete(oldest)
  }
}
