import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeAggregate } from './metadata-aggregate/generate.mjs'

const besides = (name) => fileURLToPath(new URL(`metadata-aggregate/${name}`, import.meta.url))
const megabyte = 1024 * 1024
const rounds = 5

/** A federation aggregate of 100 MB in the inspector, against saxes alone over the same bytes in a process like it. */
export async function measure({ root }) {
  const folder = mkdtempSync(join(tmpdir(), 'signpost-bench-'))
  try {
    const path = join(folder, 'aggregate.xml')
    const { entities, late } = await writeAggregate(path, 100_000_000)
    const entry = join(root, 'out/cli/inspector.js')
    const found = { find: [], again: [], list: [], bare: [], kept: [], memory: [], command: [] }
    for (let round = 0; round < rounds; round++) {
      const bare = await inProcess(besides('bare-saxes.mjs'), async (child) => {
        const ms = await timed(child, { path })
        return { ms, peak: peakMemory(child) }
      })
      const find = await inProcess(entry, async (child) => {
        const before = await heap(child)
        const first = await timed(child, inspection(path, late, 1))
        const peak = peakMemory(child)
        const kept = (await heap(child)) - before
        const again = await timed(child, inspection(path, late, 2))
        return { first, again, peak, kept }
      })
      const list = await inProcess(entry, async (child) => {
        const ms = await timed(child, inspection(path, null, 1), (result) => {
          if (result.entityCount !== entities)
            throw new Error(`${result.entityCount} of ${entities} entities were listed`)
        })
        return { ms, peak: peakMemory(child) }
      })
      found.bare.push(bare.ms)
      found.find.push(find.first)
      found.again.push(find.again)
      found.list.push(list.ms)
      found.kept.push(find.kept / megabyte)
      found.memory.push(Math.max(find.peak, list.peak) / bare.peak)
      found.command.push((await commandPeak(root, path)) / bare.peak)
    }
    // The least disturbed round of each: what the work costs, not what else the machine did.
    const least = (values) => Math.min(...values)
    const yardstick = least(found.bare)
    const bare = 'saxes alone'
    return [
      { what: 'one entity of a 100 MB aggregate', against: bare, ratio: least(found.find) / yardstick, bar: 1.3 },
      { what: 'every certificate expiry of it', against: bare, ratio: least(found.list) / yardstick, bar: 1.3 },
      { what: 'a second look-up', against: 'the first', ratio: least(found.again) / least(found.find), bar: 0.01 },
      { what: 'peak memory', against: bare, ratio: least(found.memory), bar: 1.5 },
      {
        what: 'peak memory of the command that lists all as JSON',
        against: bare,
        ratio: least(found.command),
        bar: 1.5,
      },
      { what: 'heap kept afterwards', against: '1 MB', ratio: least(found.kept), bar: 20 },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function inProcess(entry, work) {
  const child = fork(entry, [], {
    execArgv: ['--max-old-space-size=512', '--expose-gc', '--import', besides('heap-probe.mjs')],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = new Promise((_, reject) => {
    child.once('exit', (code) => reject(new Error(`${entry} ended with code ${code}`)))
  })
  try {
    return await Promise.race([work(child), ended])
  } finally {
    child.kill('SIGKILL')
  }
}

const inspection = (path, entityId, job) => ({
  type: 'job',
  job,
  kind: 'metadata.inspect',
  input: {
    document: { kind: 'path', path, name: 'aggregate.xml' },
    exchange: null,
    now: Date.now(),
    skewMs: 180_000,
    entityId,
    certificate: null,
    entities: { offset: 0 },
  },
})

/** From the question to the last word of the answer. The process is up before: starting it is not what is measured. */
async function timed(child, message, check = () => {}) {
  await heap(child)
  const pieces = []
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const listen = (answer) => {
      if (answer.type === 'piece') pieces.push(answer.text)
      if (answer.type === 'broken' || answer.type === 'problem') reject(new Error(JSON.stringify(answer)))
      if (answer.type !== 'done') return
      child.off('message', listen)
      const ms = performance.now() - started
      if (pieces.length > 0) check(JSON.parse(pieces.join('')))
      resolve(ms)
    }
    child.on('message', listen)
    child.send(message)
  })
}

function heap(child) {
  return new Promise((resolve) => {
    const listen = (answer) => {
      if (answer.type !== 'heap') return
      child.off('message', listen)
      resolve(answer.used)
    }
    child.on('message', listen)
    child.send({ type: 'heap?' })
  })
}

/** The most memory the command line itself held while it printed every entity; the inspector is a process of its own. */
async function commandPeak(root, path) {
  const command = spawn(process.execPath, [join(root, 'out/cli/cli.js'), 'metadata', 'inspect', path, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let peak = 0
  command.stdout.on('data', () => {
    peak = Math.max(peak, peakMemory(command) || 0)
  })
  await once(command, 'close')
  return peak
}

/** The most memory the process ever held, in bytes: Linux keeps count. */
function peakMemory(child) {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1024
}
