import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'

const largest = 1024 * 1024

export const logFolder = (): string => join(app.getPath('userData'), 'logs')

/**
 * The log of unexpected errors: where and what kind, never what was handled. Messages are left out on purpose, since an
 * error may quote its input; the stack's own lines name only code.
 */
export class Log {
  private readonly path: string

  constructor(private readonly folder: string) {
    this.path = join(folder, 'signpost.log')
  }

  error(error: unknown, where: string): void {
    const kind = error instanceof Error ? error.name : typeof error
    const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
    this.write([`${new Date().toISOString()} ${where}: ${kind}`, ...frames.slice(0, 12)].join('\n'))
  }

  private write(text: string): void {
    try {
      mkdirSync(this.folder, { recursive: true })
      const size = statSync(this.path, { throwIfNoEntry: false })?.size ?? 0
      if (size > largest) renameSync(this.path, `${this.path}.1`)
      appendFileSync(this.path, `${text}\n`, { mode: 0o600 })
    } catch {
      // A log that cannot be written must not take the program down with it.
    }
  }
}
