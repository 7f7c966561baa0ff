import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm, root, Stop, say } from './commands.mjs'

const smallestNode = [20, 19]

// Which package-lock.json the installed packages are of. It goes when npm ci removes the folder.
const stampFile = join(root, 'node_modules/.package-lock.sha256')

/** Ends with one line when this Node is older than the tools need. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > smallestNode[0] || (major === smallestNode[0] && minor >= smallestNode[1])) return
  throw new Stop(`Signpost needs Node.js ${smallestNode.join('.')} or newer; this is ${process.versions.node}.`)
}

/** Installs the npm packages of package-lock.json when they are missing or others than it names. */
export async function installPackages() {
  checkNode()
  const lockFile = join(root, 'package-lock.json')
  const stamp = createHash('sha256').update(readFileSync(lockFile)).digest('hex')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  const lock = readLock(lockFile)
  const wrong = differingPackages(lock, readLock(join(root, 'node_modules/.package-lock.json')))
  if (wrong.length > 0) {
    say(`Installing the npm packages (${wrong.length} of ${Object.keys(lock).length} missing or outdated).`)
    await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  }
  writeFileSync(stampFile, stamp)
}

function readLock(file) {
  if (!existsSync(file)) return {}
  const { packages } = JSON.parse(readFileSync(file, 'utf8'))
  return Object.fromEntries(Object.entries(packages).filter(([path, { link }]) => path !== '' && !link))
}

/** The paths of a lock file's packages that are not installed as it names them. Optional ones may be absent. */
export function differingPackages(lock, installed) {
  return Object.entries(lock)
    .filter(([path, { version, integrity, optional, devOptional }]) => {
      const found = installed[path]
      const mayLack = optional || devOptional
      if (found === undefined) return !mayLack
      if (found.version !== version || (integrity && found.integrity !== integrity)) return true
      return !mayLack && !existsSync(join(root, path))
    })
    .map(([path]) => path)
}
