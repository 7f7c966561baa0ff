import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { statfsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SetupStore } from '../../src/main/shell/store/setups'

const clock = () => new Date()
let folder: string
let program: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-survival-'))
  await build({
    logLevel: 'silent',
    configFile: false,
    ssr: { noExternal: true },
    build: {
      ssr: 'tests/lab/write-loop.ts',
      outDir: join(folder, 'program'),
      rollupOptions: { output: { entryFileNames: 'write-loop.mjs' } },
    },
  })
  program = join(folder, 'program/write-loop.mjs')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('killed at any moment of a write, a set-up holds the last confirmed edit or the one after it', async () => {
  const setups = join(folder, 'setups')
  await mkdir(setups)
  let confirmed = 0
  for (let round = 0; round < 25; round++) {
    const child = spawn(process.execPath, [program, setups, String(confirmed + 1)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const wanted = confirmed + 1 + (round % 7)
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk
      const last = Number(output.trimEnd().split('\n').at(-1))
      if (last >= wanted) child.kill('SIGKILL')
    })
    await once(child, 'close')
    confirmed = Number(output.slice(0, output.lastIndexOf('\n')).split('\n').at(-1))
    const store = await SetupStore.open(setups, clock, () => undefined)
    expect(store.reports()).toEqual([])
    const counter = store.all()[0]?.values.counter
    if (counter?.kind !== 'plain') throw new Error('the value is gone')
    expect(counter.text).toHaveLength(16_000)
    expect(Number(counter.text.slice(0, 8))).toBeGreaterThanOrEqual(confirmed)
  }
})

/** Bytes a small disk has left: enough for the beginning of a file is the case that must not leave half of one. */
const free = (disk: string) => {
  const { bavail, bsize } = statfsSync(disk)
  return bavail * bsize
}

const mayMount = process.platform === 'linux' && process.getuid?.() === 0

test.skipIf(!mayMount)(
  'on a full disk an edit is refused with a sentence, and nothing is lost (needs root to mount a small disk)',
  async () => {
    const disk = join(folder, 'disk')
    await mkdir(disk)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk])
    try {
      const store = await SetupStore.open(join(disk, 'setups'), clock, () => undefined)
      const created = await store.create('okta-saml', 'Acme', 'Acme')
      if (!created.ok) throw new Error(created.problem.title)
      await writeFile(join(disk, 'filler'), Buffer.alloc(free(disk) - 20_000))
      const text = 'x'.repeat(100_000)
      const refused = await store.edit(created.value.id, {
        do: 'set-value',
        name: 'idp_metadata_xml',
        text,
        origin: 'typed',
      })
      expect(refused).toMatchObject({ ok: false, problem: { code: 'file.disk-full' } })
      await rm(join(disk, 'filler'))
      const reopened = await SetupStore.open(join(disk, 'setups'), clock, () => undefined)
      expect(reopened.reports()).toEqual([])
      expect(reopened.all()).toHaveLength(1)
      expect(
        await store.edit(created.value.id, { do: 'set-value', name: 'idp_metadata_xml', text, origin: 'typed' }),
      ).toMatchObject({ ok: true })
    } finally {
      execFileSync('umount', ['-l', disk])
    }
  },
)

test.skipIf(!mayMount)(
  'on a read-only disk the store opens, says why, and refuses to save (needs root to mount one)',
  async () => {
    const disk = join(folder, 'read-only')
    await mkdir(disk)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k,ro', 'tmpfs', disk])
    try {
      const store = await SetupStore.open(join(disk, 'setups'), clock, () => undefined)
      expect(store.reports()).toMatchObject([{ reason: expect.stringContaining('read-only') }])
      expect(await store.create('okta-saml', 'Acme', 'Acme')).toMatchObject({ ok: false })
    } finally {
      execFileSync('umount', ['-l', disk])
    }
  },
)
