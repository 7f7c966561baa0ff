import { readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from '@playwright/test'

const executable = process.env.SIGNPOST_PACKAGE ?? ''
const resources =
  process.platform === 'darwin' ? join(dirname(executable), '../Resources') : join(dirname(executable), 'resources')

// A fuse is one character in the executable: '1' on, '0' off.
const asShipped: ReadonlyArray<readonly [keyof typeof FuseV1Options, '0' | '1']> = [
  ['RunAsNode', '0'],
  ['EnableCookieEncryption', '1'],
  ['EnableNodeOptionsEnvironmentVariable', '0'],
  ['EnableNodeCliInspectArguments', '0'],
  ['EnableEmbeddedAsarIntegrityValidation', '1'],
  ['OnlyLoadAppFromAsar', '1'],
  ['LoadBrowserProcessSpecificV8Snapshot', '0'],
  ['GrantFileProtocolExtraPrivileges', '0'],
]

test('ships with every fuse as the security rules want it', async () => {
  const wire = await getCurrentFuseWire(executable)
  const states = asShipped.map(([name]) => [name, String.fromCharCode(wire[FuseV1Options[name]] ?? 0)])
  expect(states).toEqual(asShipped)
})

test('carries one archive under 12 MB with the built program and nothing else', async () => {
  const archive = join(resources, 'app.asar')
  expect((await stat(archive)).size).toBeLessThan(12 * 1024 * 1024)
  const folders = new Set(
    listPackage(archive, { isPack: false }).map((path) => path.split(/[\\/]/).slice(1, 3).join('/')),
  )
  expect([...folders].sort()).toEqual(['out', 'out/main', 'out/preload', 'out/renderer', 'package.json'])
})

test('brings no default app that would start other programs', async () => {
  const names = await readdir(resources)
  expect(names.filter((name) => /^app($|\.asar\.unpacked$)|default_app/.test(name))).toEqual([])
})
