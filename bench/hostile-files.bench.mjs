import { fork } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

const rounds = 2
const megabyte = 1024 * 1024
const bareParser = fileURLToPath(new URL('hostile-files/bare-parser.mjs', import.meta.url))
/** Sound as JSON, whatever their size and their messages: they are read to their end. */
const captures = /^a HAR/
const bars = { ms: 200, memory: 150 * megabyte }

/**
 * Every hostile file read by an inspector of its own: the slowest refusal, and the most memory any of them took. A few are sound
 * but very large, and are read to their end: these are measured against a bare parser over the same bytes.
 */
export async function measure({ root }) {
  const folder = mkdtempSync(join(tmpdir(), 'signpost-bench-'))
  const outDir = mkdtempSync(join(root, 'node_modules/.hostile-files-'))
  try {
    const { hostileFiles } = await bundled(root, outDir)
    const path = join(folder, 'hostile')
    const inspector = join(root, 'out/cli/inspector.js')
    const found = []
    for await (const { name, job, content } of hostileFiles()) {
      writeFileSync(path, content)
      const ask = { type: 'job', job: 2, kind: job, input: inputs[job](path) }
      const looks = []
      for (let round = 0; round < rounds; round++) looks.push(await look(inspector, ask))
      // The less disturbed round: what the work costs, not what else the machine did.
      const least = (key) => Math.min(...looks.map((one) => one[key]))
      const file = { name, ms: least('ms'), memory: least('memory') }
      const bare =
        looks[0].refused && !captures.test(name) ? null : await look(bareParser, { type: 'job', job: 2, path })
      found.push(bare === null || bare.refused ? file : { ...file, bare: bare.ms })
    }
    const refused = found.filter(({ bare }) => bare === undefined)
    const slowest = most(refused, ({ ms }) => ms)
    const largest = most(found, ({ memory }) => memory)
    const read = most(
      found.filter(({ bare }) => bare !== undefined),
      ({ ms, bare }) => ms / bare,
    )
    return [
      {
        what: `the slowest of ${refused.length} refusals of hostile files (${slowest.name})`,
        against: '200 ms',
        ratio: slowest.ms / bars.ms,
        bar: 1,
      },
      {
        what: `the most memory over one of ${found.length} (${largest.name})`,
        against: '150 MB',
        ratio: largest.memory / bars.memory,
        bar: 1,
      },
      {
        what: `the slowest of ${found.length - refused.length} that are read to their end (${read.name})`,
        against: 'a bare parser',
        ratio: read.ms / read.bare,
        // A guard against cost that grows faster than the file; small files pay for what is done once.
        bar: 25,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
    rmSync(outDir, { recursive: true, force: true })
  }
}

const most = (files, by) => files.reduce((one, other) => (by(other) > by(one) ? other : one))

const document = (path) => ({ kind: 'path', path, name: 'hostile' })
const inputs = {
  'metadata.inspect': (path) => ({
    document: document(path),
    exchange: null,
    now: Date.now(),
    skewMs: 180_000,
    entityId: null,
    certificate: null,
    entities: { offset: 0 },
    withText: true,
  }),
  'response.inspect': (path) => ({
    document: document(path),
    message: null,
    acs: null,
    audience: null,
    requestId: null,
    now: null,
    skewMs: 180_000,
    metadata: null,
    certificates: [],
    decryptionKey: null,
    withText: true,
  }),
  'recording.read': (path) => ({ document: document(path) }),
}

/** What it says of a document that it did not read to its end. */
const refusals = new Set(['well-formed', 'dtd', 'source', 'encoding', 'decoding'])

/** One job in a process that is up before: starting it is not what is measured. Memory counts from its start on. */
async function look(entry, ask) {
  const child = fork(entry, [], {
    env: {},
    execArgv: ['--max-old-space-size=512'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  try {
    await answer(child, { type: 'job', job: 1, kind: 'none', input: {} }, ['broken'])
    const before = performance.now()
    const { type, findings } = await answer(child, ask, ['done', 'problem'])
    const ms = performance.now() - before
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]
    const refused =
      type === 'problem' || findings.some(({ id, status }) => status === 'fail' && refusals.has(id.split('.')[1]))
    return { ms, memory: Number(peak) * 1024, refused }
  } finally {
    child.kill('SIGKILL')
  }
}

/** The last word on a job, with the findings before it. */
function answer(child, message, lastWords) {
  return new Promise((resolve, reject) => {
    const findings = []
    const ended = (code) => reject(new Error(`the process ended with code ${code}`))
    child.once('exit', ended)
    const listen = (heard) => {
      if (heard.type === 'findings') findings.push(...JSON.parse(heard.json))
      if (heard.type === 'broken' && !lastWords.includes('broken')) reject(new Error(heard.message))
      if (!lastWords.includes(heard.type)) return
      child.off('message', listen)
      child.off('exit', ended)
      resolve({ type: heard.type, findings })
    }
    child.on('message', listen)
    child.send(message)
  })
}

async function bundled(root, outDir) {
  const entry = fileURLToPath(new URL('hostile-files/corpus.ts', import.meta.url))
  await build({
    root,
    configFile: false,
    logLevel: 'silent',
    build: { ssr: entry, outDir, emptyOutDir: true, target: 'node20.18', copyPublicDir: false },
  })
  return import(pathToFileURL(join(outDir, 'corpus.js')).href)
}
