import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm, root, Stop, say } from './commands.mjs'

const smallestNode = [20, 19]

/** Ends with one line when this Node is older than the tools need. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > smallestNode[0] || (major === smallestNode[0] && minor >= smallestNode[1])) return
  throw new Stop(`Signpost needs Node.js ${smallestNode.join('.')} or newer; this is ${process.versions.node}.`)
}

/** Installs the npm packages of package-lock.json when they are missing or others than it names. */
export async function installPackages() {
  checkNode()
  const lock = readLock(join(root, 'package-lock.json'))
  const wrong = differingPackages(lock, readLock(join(root, 'node_modules/.package-lock.json')))
  if (wrong.length > 0) {
    say(`Installing the npm packages (${wrong.length} of ${Object.keys(lock).length} missing or outdated).`)
    await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  }
  const left = unlockedForPlatform(lock).filter(({ name }) => !existsSync(join(root, 'node_modules', name)))
  if (left.length > 0) {
    say(`Installing this platform's part of ${left.map(({ parent }) => parent).join(', ')}.`)
    const wanted = left.map(({ name, version }) => `${name}@${version}`)
    await npm(['install', '--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error', ...wanted])
  }
}

function readLock(file) {
  if (!existsSync(file)) return {}
  const { packages } = JSON.parse(readFileSync(file, 'utf8'))
  return Object.fromEntries(Object.entries(packages).filter(([path, { link }]) => path !== '' && !link))
}

/** The paths of a lock file's packages that are not installed as it names them. Optional ones may be absent. */
export function differingPackages(lock, installed) {
  return Object.entries(lock)
    .filter(([path, { version, integrity, optional }]) => {
      const found = installed[path]
      if (found === undefined) return !optional
      if (found.version !== version || found.integrity !== integrity) return true
      return !optional && !existsSync(join(root, path))
    })
    .map(([path]) => path)
}

/**
 * Platform parts that the lock file's packages name and the lock file lacks: a lock file written on one platform may
 * hold no entry for another's, and `npm ci` then leaves them out without a word.
 */
export function unlockedForPlatform(lock, { platform, arch } = process) {
  const suffix = new RegExp(`[-/]${platform}-${arch}(-msvc|-gnu)?$`)
  return Object.entries(lock).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(
        ([name]) => suffix.test(name) && !(`node_modules/${name}` in lock) && !(`${path}/node_modules/${name}` in lock),
      )
      .map(([name, version]) => ({ parent: path.replace(/^.*node_modules\//, ''), name, version })),
  )
}
