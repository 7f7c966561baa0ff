// npm run package: the program, unpacked, into dist/, with the Electron this machine develops with.
// npm run package -- --release [<switches for electron-builder>]: installers for this platform, with the official Electron
// of package.json, which electron-builder downloads.
import { bin, main, node, say } from './setup/commands.mjs'
import { installPackages } from './setup/dependencies.mjs'
import { getElectron } from './setup/electron.mjs'
import { packProgram, testPackage } from './setup/package.mjs'
import { buildProgram } from './setup/program.mjs'

const args = process.argv.slice(2)

await main(async () => {
  await installPackages()
  await buildProgram()
  if (args.includes('--release')) {
    const passedOn = args.filter((argument) => argument !== '--release')
    await node(bin('electron-builder'), ['--publish', 'never', ...passedOn])
    return
  }
  const electron = await getElectron()
  await packProgram(electron)
  say(`Packed ${testPackage.shipping} with Electron ${electron.version}.`)
  if (!electron.official) say('That Electron is for developing and testing only: this package is not for shipping.')
})
