import { readFile, rename } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { writeFile } from 'atomically'
import type { z } from 'zod'
import { failed, type Outcome, type Problem, succeeded } from '../../../shared/problem'
import type { DamagedFile } from '../../../shared/setup'

export type Reading<T> =
  | { kind: 'read'; value: T }
  | { kind: 'absent' }
  /** The file was put aside under another name; its content is untouched. */
  | { kind: 'damaged'; report: DamagedFile }
  /** The file stays where it is: it cannot be opened, or a newer Signpost wrote it. */
  | { kind: 'refused'; problem: Problem }

/** Brings the content of an older schema up to the next one. Index 0 leads from schema 1 to 2. */
export type Migration = (content: Record<string, unknown>) => Record<string, unknown>

/**
 * Reads a versioned JSON file. A file that does not fit its schema is renamed to `NAME.damaged-TIME` and reported, so
 * that nothing is overwritten and nothing is lost silently.
 */
export async function readJsonFile<T>(
  path: string,
  schema: z.ZodType<T>,
  version: number,
  migrations: readonly Migration[],
  now: Date,
): Promise<Reading<T>> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { kind: 'absent' }
    return { kind: 'refused', problem: fileProblem(error, path, 'read') }
  }
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    return setAside(path, text === '' ? 'The file is empty.' : `The file is not JSON: ${messageOf(error)}`, now)
  }
  if (!isRecord(content) || typeof content.schema !== 'number') return setAside(path, 'The file names no schema.', now)
  if (content.schema > version) {
    return {
      kind: 'refused',
      problem: {
        code: 'file.from-the-future',
        title: `${basename(path)} was written by a newer Signpost.`,
        detail: `It has schema ${content.schema}; this version knows schemas up to ${version}.`,
        remedy: 'Update Signpost. The file was left as it is.',
      },
    }
  }
  const migrated = migrations.slice(content.schema - 1).reduce((older, migrate) => migrate(older), content)
  const judged = schema.safeParse(migrated)
  if (!judged.success) {
    const issue = judged.error.issues[0]
    return setAside(path, `${issue?.path.join('.') || 'The content'}: ${issue?.message ?? 'does not fit'}`, now)
  }
  return { kind: 'read', value: judged.data }
}

async function setAside(path: string, reason: string, now: Date): Promise<Reading<never>> {
  const at = now.toISOString()
  const aside = `${path}.damaged-${at.replace(/[:.]/g, '-')}`
  try {
    await rename(path, aside)
  } catch (error) {
    return { kind: 'refused', problem: fileProblem(error, path, 'read') }
  }
  return { kind: 'damaged', report: { name: basename(path), reason, setAsideAs: aside, at } }
}

/** Writes a JSON file whole or not at all (temporary file, fsync, rename). */
export async function writeJsonFile(path: string, content: object): Promise<Outcome<void>> {
  try {
    // As a stream: a single write may stop short on a full disk without an error, a stream goes on until it gets one.
    const text = Buffer.from(`${JSON.stringify(content, null, 2)}\n`)
    await writeFile(path, Readable.from([text]), { mode: 0o600 })
    return succeeded(undefined)
  } catch (error) {
    return failed(fileProblem(error, path, 'write'))
  }
}

const reasons: Readonly<Record<string, readonly [code: string, detail: string, remedy: string]>> = {
  ENOSPC: [
    'file.disk-full',
    'The disk is full.',
    'Free some space and try again; what you typed is still on the screen.',
  ],
  EDQUOT: [
    'file.disk-full',
    'Your disk quota is used up.',
    'Free some space and try again; what you typed is still on the screen.',
  ],
  EACCES: [
    'file.not-permitted',
    'Your account may not do that.',
    'Give your account access to the file or its folder and try again.',
  ],
  EPERM: [
    'file.not-permitted',
    'Your account may not do that.',
    'Give your account access to the file or its folder and try again.',
  ],
  EROFS: ['file.read-only', 'The disk is read-only.', 'Choose a folder on a disk that can be written.'],
  EISDIR: ['file.is-a-folder', 'It is a folder, not a file.', 'Choose a file.'],
  ENOENT: ['file.absent', 'It does not exist any more.', 'Check the name, or choose the file again.'],
  EMFILE: ['file.too-many-open', 'Too many files are open.', 'Close other programs and try again.'],
}

/** Says of a failed read or write what happened, why, and what to do. */
export function fileProblem(error: unknown, path: string, doing: 'read' | 'write'): Problem {
  const platformCode = codeOf(error) ?? 'unknown'
  const [code, detail, remedy] = reasons[platformCode] ?? [
    'file.failed',
    `The system answered ${platformCode}.`,
    'Try again; if it stays, choose another place.',
  ]
  return { code, title: `${basename(path)} could not be ${doing === 'read' ? 'read' : 'saved'}.`, detail, remedy }
}

export function codeOf(error: unknown): string | null {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
