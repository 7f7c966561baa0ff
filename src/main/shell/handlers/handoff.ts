import { Marked } from 'marked'
import type { Handlers } from '../ipc'
import { printed } from '../print'
import { fileName, saveAs } from '../save-as'
import type { SetupStore } from '../store/setups'

/** Saves the hand-off sheet as Markdown, as one HTML file without scripts, or as PDF made from that HTML. */
export function handoffHandlers(store: SetupStore): Pick<Handlers, 'setups.saveHandoff'> {
  return {
    'setups.saveHandoff': async ({ id, format, title, body }, window) => {
      const found = store.get(id)
      if (!found.ok) return found
      const suggested = `${fileName(title)}.${{ markdown: 'md', html: 'html', pdf: 'pdf' }[format]}`
      if (format === 'markdown') return saveAs(window, suggested, 'md', body)
      const html = page(title, body)
      if (format === 'html') return saveAs(window, suggested, 'html', html)
      return saveAs(window, suggested, 'pdf', await printed(html))
    },
  }
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

/** Raw HTML inside the Markdown is shown as text, never interpreted. */
const inert = new Marked({ gfm: true, renderer: { html: ({ text }) => escapeHtml(text) } })

function page(title: string, markdown: string): string {
  const body = inert.parse(markdown, { async: false })
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body { font: 15px/1.55 system-ui, sans-serif; max-width: 46rem; margin: 2.5rem auto; padding: 0 1.5rem; color: #1c2024 }
h1 { font-size: 1.6rem } h2 { font-size: 1.15rem; margin-top: 2rem }
table { border-collapse: collapse; width: 100% } th, td { border: 1px solid #d9d9e0; padding: .45rem .6rem; text-align: left; vertical-align: top }
code { font: 13px/1.4 ui-monospace, monospace; overflow-wrap: anywhere } pre { white-space: pre-wrap; background: #f6f6f8; padding: .7rem; border-radius: 6px }
</style></head><body>${body}</body></html>`
}
