import { contradictionsIn } from './contradictions'
import { type Integration, integrationSchema } from './schema'

/** A file of the catalog as it was read: its name without `.json`, and what it holds. */
export interface CatalogFile {
  name: string
  content: unknown
}

/**
 * Judges the files of the catalog: the strict schema, then each row against itself, then the rows against each other.
 * Every defect is one line that begins with the file's name; without defects the rows come back in the order of the files.
 */
export function judgeCatalog(files: readonly CatalogFile[]): { rows: Integration[]; defects: string[] } {
  const rows: Integration[] = []
  const defects: string[] = []
  for (const { name, content } of files) {
    const parsed = integrationSchema.safeParse(content)
    if (!parsed.success) {
      defects.push(
        ...parsed.error.issues.map(({ path, message }) => `${name}: ${path.join('.') || 'file'}: ${message}`),
      )
      continue
    }
    const row = parsed.data
    rows.push(row)
    if (row.slug !== name) defects.push(`${name}: slug is ${row.slug}`)
    defects.push(...contradictionsIn(row).map((sentence) => `${name}: ${sentence}`))
  }
  return { rows, defects }
}
