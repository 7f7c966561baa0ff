import { randomUUID } from 'node:crypto'
import { BrowserWindow, session } from 'electron'

const scheme = 'report'

/**
 * HTML as PDF, printed in a window of its own that runs no script and loads nothing. What is folded on screen is open on paper. The
 * page comes by a scheme of its own session: an address that holds it would be cut off at 2 MB.
 */
export async function printed(html: string): Promise<Uint8Array> {
  const own = session.fromPartition(`print-${randomUUID()}`)
  const page = html.replaceAll('<details>', '<details open>')
  own.protocol.handle(scheme, () => new Response(page, { headers: { 'Content-Type': 'text/html; charset=utf-8' } }))
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      session: own,
    },
  })
  try {
    await window.loadURL(`${scheme}://page`)
    return await window.webContents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      margins: { top: 0.5, bottom: 0.5, left: 0.4, right: 0.4 },
    })
  } finally {
    window.destroy()
    own.protocol.unhandle(scheme)
  }
}
