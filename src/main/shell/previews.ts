import { randomUUID } from 'node:crypto'

/** One is looked at, and one may be on its way. */
const most = 2

/** Pages that are shown in a frame before they leave, each under an address of its own for as long as it is looked at. */
export class Previews {
  private readonly pages = new Map<string, string>()

  /** Keeps a page and gives its name. */
  show(html: string): string {
    const name = `${randomUUID()}.html`
    this.pages.set(name, html)
    const [oldest] = this.pages.keys()
    if (this.pages.size > most && oldest !== undefined) this.pages.delete(oldest)
    return name
  }

  read(name: string): string | undefined {
    return this.pages.get(name)
  }
}
