// npm run e2e [-- <arguments for playwright test>]: the end-to-end tests alone, on a fresh build. Add
// `--project packaged` for those that run on the package.
import { main } from './setup/commands.mjs'
import { installPackages } from './setup/dependencies.mjs'
import { virtualDisplay } from './setup/display.mjs'
import { getElectron } from './setup/electron.mjs'
import { packageForTests } from './setup/package.mjs'
import { playwright } from './setup/playwright.mjs'
import { buildProgramIfChanged } from './setup/program.mjs'
import { installSystemPackages } from './setup/system.mjs'

const args = process.argv.slice(2)
const onPackage = args.join(' ').includes('packaged')

await main(async () => {
  await installPackages()
  await installSystemPackages(['window', 'display', 'test'])
  const electron = await getElectron()
  await buildProgramIfChanged()
  if (onPackage) await packageForTests(electron)
  const display = process.platform === 'linux' ? await virtualDisplay() : { env: {} }
  const project = args.some((argument) => argument.startsWith('--project')) ? [] : ['--project', 'electron']
  await playwright([...args, ...project], { electron, display })
})
