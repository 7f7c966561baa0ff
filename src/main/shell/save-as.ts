import { writeFile } from 'node:fs/promises'
import { type BrowserWindow, dialog } from 'electron'
import { failed, type Outcome, succeeded } from '../../shared/problem'
import { fileProblem } from './store/json-file'

/** Asks where to and writes there. `saved` is false when the person cancelled. */
export async function saveAs(
  window: BrowserWindow,
  suggested: string,
  extension: string,
  content: string | Uint8Array,
): Promise<Outcome<{ saved: boolean }>> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: suggested,
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
  })
  if (canceled || filePath === '') return succeeded({ saved: false })
  try {
    await writeFile(filePath, content)
    return succeeded({ saved: true })
  } catch (error) {
    return failed(fileProblem(error, filePath, 'write'))
  }
}

/** A name that every file system takes. */
export function fileName(text: string): string {
  return (
    text
      .normalize('NFKD')
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 80)
      .toLowerCase() || 'set-up'
  )
}
