import { constants, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cp, mkdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { bin, node, root, say } from './commands.mjs'

// Where electron-builder leaves the unpacked program: folder below dist/, path of the executable inside it.
const layouts = {
  linux: ['linux-unpacked', 'signpost'],
  win32: ['win-unpacked', 'Signpost.exe'],
  darwin: ['mac', 'Signpost.app/Contents/MacOS/Signpost'],
}
const [name, executable] = layouts[process.platform] ?? layouts.linux
const suffixed = { darwin: `${name}-arm64`, linux: 'linux-arm64-unpacked', win32: 'win-arm64-unpacked' }
const unpacked = process.arch === 'arm64' ? suffixed[process.platform] : name

/** The package as it ships, and the copy that tests can attach to. */
export const testPackage = {
  shipping: join(root, 'dist', unpacked, executable),
  driven: join(root, 'dist/under-test', unpacked, executable),
}

/** Packs the built program with the given Electron into dist/, without installers. */
export async function packProgram({ folder, version }) {
  const options = ['--dir', '--publish', 'never', `-c.electronDist=${folder}`, `-c.electronVersion=${version}`]
  await node(bin('electron-builder'), options, { quiet: true })
}

/**
 * Packs the program as it ships, and beside it a copy that differs in one fuse: Playwright attaches to the main process
 * through `--inspect`, which the package ignores. Does nothing when both are there from the same build.
 */
export async function packageForTests(electron) {
  const stampFile = join(root, 'dist/stamp')
  const stamp = ['out/sources', 'electron-builder.yml'].map((file) => readFileSync(join(root, file), 'utf8'))
  const wanted = JSON.stringify([...stamp, electron])
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return say('The package is up to date.')
  await rm(stampFile, { force: true })
  await packProgram(electron)

  const copy = join(root, 'dist/under-test', unpacked)
  await rm(copy, { recursive: true, force: true })
  await mkdir(dirname(copy), { recursive: true })
  await cp(join(root, 'dist', unpacked), copy, {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
  })
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(testPackage.driven, {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: process.platform === 'darwin',
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
  writeFileSync(stampFile, wanted)
  say(`Packed ${basename(testPackage.shipping)} with Electron ${electron.version}.`)
}
