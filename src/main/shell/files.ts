import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename, isAbsolute } from 'node:path'
import { type BrowserWindow, dialog } from 'electron'
import type { FileTicket } from '../../shared/contract'
import { failed, type Outcome, type Problem, succeeded } from '../../shared/problem'
import { fileProblem } from './store/json-file'

/** The files the person opened or dropped. The page holds tickets; the paths stay here. */
export class OpenFiles {
  private readonly paths = new Map<string, string>()

  async choose(
    window: BrowserWindow,
    title: string,
    extensions: readonly string[],
  ): Promise<Outcome<FileTicket | null>> {
    const filters =
      extensions.length === 0
        ? []
        : [
            { name: title, extensions: [...extensions] },
            { name: 'All files', extensions: ['*'] },
          ]
    const { canceled, filePaths } = await dialog.showOpenDialog(window, { title, properties: ['openFile'], filters })
    const path = filePaths[0]
    return canceled || path === undefined ? succeeded(null) : this.adopt(path)
  }

  /** Takes a file chosen here or dropped on the page; the preload script reads the path of a drop from a real file only. */
  async adopt(path: unknown): Promise<Outcome<FileTicket>> {
    if (typeof path !== 'string' || !isAbsolute(path)) return failed(notFromDisk)
    try {
      const { size, isFile } = await stat(path).then((found) => ({ size: found.size, isFile: found.isFile() }))
      if (!isFile) return failed(notAFile(path))
      const ticket = randomUUID()
      this.paths.set(ticket, path)
      return succeeded({ ticket, name: basename(path), bytes: size })
    } catch (error) {
      return failed(fileProblem(error, path, 'read'))
    }
  }

  path(ticket: string): Outcome<{ path: string; name: string }> {
    const path = this.paths.get(ticket)
    return path === undefined ? failed(ticketUnknown) : succeeded({ path, name: basename(path) })
  }

  forget(ticket: string): void {
    this.paths.delete(ticket)
  }
}

const notAFile = (path: string): Problem => ({
  code: 'file.is-a-folder',
  title: `${basename(path)} is not a file.`,
  detail: 'It is a folder or a device.',
  remedy: 'Choose a file.',
})

const notFromDisk: Problem = {
  code: 'file.not-on-disk',
  title: 'What was dropped is not a file on this computer.',
  detail: 'It has no path, for example because it comes from a browser or an archive.',
  remedy: 'Save it as a file first, then drop that.',
}

const ticketUnknown: Problem = {
  code: 'file.absent',
  title: 'This file is not open any more.',
  detail: 'Signpost was restarted since it was chosen.',
  remedy: 'Choose the file again.',
}
