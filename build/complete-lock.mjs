// node build/complete-lock.mjs [--check]: names in package-lock.json every platform's part of the packages it holds.
// npm leaves out the parts that the registry in use does not carry, and `npm ci` then refuses the lock file everywhere.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const file = fileURLToPath(new URL('../package-lock.json', import.meta.url))
const lock = JSON.parse(readFileSync(file, 'utf8'))

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64']
const libraries = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' }

/** The platform in a package's name, as a lock file writes it: `@scope/core-linux-x64-musl` runs on linux, x64, musl. */
function platformOf(name) {
  const words = name.replace(/^@[^/]+\//, '').split('-')
  const cpu = words.filter((word) => processors.includes(word))
  const os = words.filter((word) => systems.includes(word))
  const libc = words.flatMap((word) => libraries[word] ?? [])
  if (cpu.length !== 1 || os.length !== 1) throw new Error(`${name} names no platform`)
  return { cpu, os, libc: os[0] === 'linux' && libc.length > 0 ? libc : undefined }
}

const missing = Object.entries(lock.packages).flatMap(([path, { dev, engines, optionalDependencies = {} }]) =>
  Object.entries(optionalDependencies)
    .filter(
      ([name]) => !(`node_modules/${name}` in lock.packages) && !(`${path}/node_modules/${name}` in lock.packages),
    )
    .map(([name, version]) => {
      const { cpu, os, libc } = platformOf(name)
      return [`node_modules/${name}`, { version, cpu, dev, libc, optional: true, os, engines }]
    }),
)

if (missing.length === 0) {
  process.stdout.write('package-lock.json serves every platform\n')
} else if (process.argv.includes('--check')) {
  const names = missing.map(([path]) => path.replace('node_modules/', ''))
  process.stderr.write(
    `package-lock.json lacks ${names.join(', ')}; run node build/complete-lock.mjs and commit the result\n`,
  )
  process.exitCode = 1
} else {
  const packages = Object.entries({ ...lock.packages, ...Object.fromEntries(missing) })
  lock.packages = Object.fromEntries(packages.sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  process.stdout.write(`package-lock.json: ${missing.length} parts of other platforms named\n`)
}
