// Judges the catalog's files and derives from them what lists need without loading a guide.
//   node build/catalog.mjs          judge, then write src/shared/catalog/derived.ts and derived-fields.ts
//   node build/catalog.mjs --check  judge, and fail when these are not what the files say (part of the build)
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { runnerImport } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = `${root}src/shared/catalog/`
const derivedFile = `${folder}derived.ts`
const fieldsFile = `${folder}derived-fields.ts`

const load = async (file) =>
  (await runnerImport(`${folder}${file}`, { configFile: false, root, logLevel: 'error' })).module

function readFiles() {
  const files = readdirSync(`${folder}integrations`).filter((file) => file.endsWith('.json'))
  const names = files.map((file) => file.slice(0, -'.json'.length)).sort()
  return names.map((name) => ({ name, content: parse(name) }))
}

function parse(name) {
  try {
    return JSON.parse(readFileSync(`${folder}integrations/${name}.json`, 'utf8'))
  } catch (error) {
    end([`${name}: ${error.message}`])
  }
}

function end(defects) {
  for (const defect of defects) process.stderr.write(`catalog: ${defect}\n`)
  process.exit(1)
}

function write({ summaries, linkHosts, consoleFields }) {
  const head = '// Derived from integrations/*.json by build/catalog.mjs.\n'
  writeFileSync(
    derivedFile,
    `${head}import type { IntegrationSummary } from './summary'

/** Every row of the catalog in short, by slug. */
export const summaries: readonly IntegrationSummary[] = ${JSON.stringify(summaries)}

/** Every host the catalog names: sources, consoles, addresses in steps. */
export const linkHosts: readonly string[] = ${JSON.stringify(linkHosts)}
`,
  )
  writeFileSync(
    fieldsFile,
    `${head}import type { ConsoleField } from './console-fields'

/** The fields of each console on which connections break, by slug. */
export const consoleFields: Readonly<Record<string, readonly ConsoleField[]>> = ${JSON.stringify(consoleFields)}
`,
  )
  const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome')
  execFileSync(process.execPath, [biome, 'format', '--write', derivedFile, fieldsFile], { stdio: 'ignore' })
}

const { judgeCatalog } = await load('judge.ts')
const { summaryOf, linkHostsOf } = await load('summary.ts')
const { consoleFieldsOf } = await load('console-fields.ts')
const { rows, defects } = judgeCatalog(readFiles())
if (defects.length > 0) end(defects)
const fields = rows.map((row) => [row.slug, consoleFieldsOf(row)]).filter(([, found]) => found.length > 0)
const derived = {
  summaries: rows.map(summaryOf),
  linkHosts: linkHostsOf(rows),
  consoleFields: Object.fromEntries(fields),
}

if (!process.argv.includes('--check')) {
  write(derived)
} else {
  const { summaries, linkHosts } = await load('derived.ts')
  const { consoleFields } = await load('derived-fields.ts')
  if (!isDeepStrictEqual({ summaries, linkHosts, consoleFields }, derived)) {
    end(['derived.ts or derived-fields.ts is not what the files say; run `npm run catalog` and commit the result'])
  }
}
process.stdout.write(`catalog: ${rows.length} integrations, no defect\n`)
