import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { expect } from './electron-app'

/** Keeps what main answers and tells the pages from now on, for `messagesTo`. */
export async function listenToMessages(app: ElectronApplication): Promise<void> {
  const wrapped = await app.evaluate(({ ipcMain, BrowserWindow }) => {
    const seen: string[] = []
    Reflect.set(globalThis, 'seenByPage', seen)
    const handlers: Map<string, (...given: unknown[]) => unknown> = Reflect.get(ipcMain, '_invokeHandlers')
    for (const [name, handler] of [...handlers]) {
      handlers.set(name, async (...given) => {
        const answer = await handler(...given)
        seen.push(JSON.stringify(answer) ?? '')
        return answer
      })
    }
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      const send = webContents.send.bind(webContents)
      webContents.send = (...given) => {
        seen.push(JSON.stringify(given))
        send(...given)
      }
    }
    return handlers.size
  })
  expect(wrapped).toBeGreaterThan(20)
}

/** Every message a page was sent since it is listened to. */
export const messagesTo = (app: ElectronApplication): Promise<string> =>
  app.evaluate(() => String(Reflect.get(globalThis, 'seenByPage').join('\n')))

/** Every string the page holds, wherever it keeps it. */
export async function heapOf(page: Page): Promise<string> {
  const devtools = await page.context().newCDPSession(page)
  const chunks: string[] = []
  devtools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  return chunks.join('')
}

/** Every file below a folder, with what is in it. */
export async function filesBelow(folder: string): Promise<Array<{ path: string; content: Buffer }>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Promise.all(files.map(async (path) => ({ path, content: await readFile(path) })))
}
