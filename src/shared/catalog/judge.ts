import { contradictionsIn } from './contradictions'
import { type Integration, integrationSchema } from './schema'
import { joined } from './search-text'

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
    // Only the spelling may differ, so that whoever searches for the one finds the other.
    if (joined(row.name) !== joined(row.provider))
      defects.push(`${name}: name is ${row.name}, provider ${row.provider}`)
    defects.push(...contradictionsIn(row).map((sentence) => `${name}: ${sentence}`))
  }
  return { rows, defects: [...defects, ...namesSpeltTwice(rows)] }
}

/** A provider goes by one name in all of its rows. */
function namesSpeltTwice(rows: readonly Integration[]): string[] {
  const first = new Map<string, Integration>()
  return rows.flatMap((row) => {
    const other = first.get(row.provider) ?? row
    first.set(row.provider, other)
    return other.name === row.name ? [] : [`${row.slug}: name is ${row.name}, in ${other.slug} ${other.name}`]
  })
}
