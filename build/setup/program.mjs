import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { bin, node, root, say } from './commands.mjs'

const sources = [
  'src',
  'build/catalog.mjs',
  'build/icon.png',
  'build/prerender.mjs',
  'build/unused-styles.mjs',
  'electron.vite.config.ts',
  'vite.cli.config.ts',
  'package.json',
  'package-lock.json',
]
const stampFile = join(root, 'out/sources')

/** Builds the window and the command line into out/, after the catalog has been judged. */
export async function buildProgram() {
  const stamp = sourceStamp()
  rmSync(stampFile, { force: true })
  await node(join(root, 'build/catalog.mjs'), ['--check'], { quiet: true })
  const env = { NODE_ENV: 'production' }
  await node(bin('electron-vite'), ['build', '--logLevel', 'warn'], { env })
  await node(bin('vite'), ['build', '--config', 'vite.cli.config.ts', '--logLevel', 'warn'], { env })
  writeFileSync(stampFile, stamp)
}

/** Builds unless out/ was built from exactly these sources. */
export async function buildProgramIfChanged() {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourceStamp()) return
  say('Building Signpost.')
  await buildProgram()
}

/** One hash over the names and contents of everything that goes into a build. */
function sourceStamp() {
  const hash = createHash('sha256')
  for (const file of sources.flatMap((source) => filesBelow(join(root, source))).sort()) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesBelow(path) {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
}
