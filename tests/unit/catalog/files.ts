import { readdirSync, readFileSync } from 'node:fs'
import type { CatalogFile } from '../../../src/shared/catalog/judge'

const folder = new URL('../../../src/shared/catalog/integrations/', import.meta.url)

/** The files of the catalog as they lie on the disk. */
export function catalogFiles(): CatalogFile[] {
  return readdirSync(folder)
    .sort()
    .map((file) => ({
      name: file.replace(/\.json$/, ''),
      content: JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
    }))
}
