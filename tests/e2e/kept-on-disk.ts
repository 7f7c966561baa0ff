import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The files of a folder in which one of the texts stands, in either encoding that programs keep text in. */
export async function filesHolding(folder: string, texts: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const sought = texts.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')])
  const found: string[] = []
  for (const file of files) {
    const bytes = await readFile(file)
    if (sought.some((one) => bytes.includes(one))) found.push(file)
  }
  return found
}
