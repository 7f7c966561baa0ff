// npm run bench [-- <part of a file's name>]: runs bench/*.bench.mjs on a fresh build and package. Each exports `measure`,
// which returns rows { what, against, ratio, bar }: one number against its yardstick in the same run, and the most it may be.
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { main, root, say } from './setup/commands.mjs'
import { installPackages } from './setup/dependencies.mjs'
import { virtualDisplay } from './setup/display.mjs'
import { getElectron } from './setup/electron.mjs'
import { machineSwitches } from './setup/launch.mjs'
import { packageForTests, testPackage } from './setup/package.mjs'
import { buildProgramIfChanged } from './setup/program.mjs'
import { installSystemPackages } from './setup/system.mjs'

const wanted = process.argv[2] ?? ''

await main(async () => {
  await installPackages()
  await installSystemPackages(['window', 'display'])
  const electron = await getElectron()
  await buildProgramIfChanged()
  await packageForTests(electron)
  const context = {
    root,
    electron,
    display: process.platform === 'linux' ? await virtualDisplay() : { env: {} },
    switches: machineSwitches().map(([name]) => name),
    resources: join(dirname(testPackage.shipping), process.platform === 'darwin' ? '../Resources' : 'resources'),
  }
  const files = readdirSync(join(root, 'bench')).filter((file) => file.endsWith('.bench.mjs') && file.includes(wanted))
  let missed = 0
  for (const file of files.sort()) {
    const { measure } = await import(pathToFileURL(join(root, 'bench', file)).href)
    for (const { what, against, ratio, bar } of await measure(context)) {
      const kept = ratio <= bar
      if (!kept) missed += 1
      say(`${kept ? 'kept  ' : 'MISSED'}  ${what}: ${ratio.toFixed(2)} × ${against} (bar ${bar})`)
    }
  }
  return missed === 0 ? 0 : 1
})
