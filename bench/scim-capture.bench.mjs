import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { inTurn, median } from './median.mjs'
import { push } from './scim/push.mjs'

const users = 50_000
const mostMegabytes = 250

/** The capture endpoint under a push, against a bare server that answers the same bodies under the same headers; and what it holds afterwards. */
export async function measure({ root }) {
  const folder = await mkdtemp(join(root, 'node_modules/.bench-scim-'))
  await build({
    configFile: false,
    logLevel: 'silent',
    root,
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      target: 'node20',
      copyPublicDir: false,
      rolldownOptions: { input: { parts: join(root, 'bench/scim/parts.ts') }, output: { entryFileNames: '[name].js' } },
    },
  })
  const module = join(folder, 'parts.js')
  try {
    const capture = await start(root, 'capture', module)
    const bare = await start(root, 'bare', module)
    let next = 0
    const turn = (server) => async () => {
      const from = next
      next += 5000
      const started = performance.now()
      await push(server.origin, from, 5000)
      return performance.now() - started
    }
    await turn(capture)()
    await turn(bare)()
    const [own, least] = await inTurn(5, turn(capture), turn(bare))
    bare.child.kill()
    const held = await holds(root, module)
    capture.child.kill()
    return [
      {
        what: 'SCIM capture, time for a push',
        against: 'a bare server that answers the same bodies',
        ratio: median(own) / median(least),
        bar: 2,
      },
      { what: `SCIM capture holding ${users} users`, against: `${mostMegabytes} MB`, ratio: held, bar: 1 },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function start(root, what, module) {
  const child = fork(join(root, 'bench/scim/capture-child.mjs'), [what, module], { execArgv: ['--expose-gc'] })
  const [{ origin }] = await once(child, 'message')
  return { child, origin }
}

/** Pushes every user into a fresh endpoint and asks what its process holds then. */
async function holds(root, module) {
  const { child, origin } = await start(root, 'capture', module)
  await push(origin, 0, users)
  child.send('tell')
  const [{ rss, rows, users: whole }] = await once(child, 'message')
  child.kill()
  if (rows !== 2 * users || whole !== users) throw new Error(`the push is not whole: ${rows} requests, ${whole} users`)
  return rss / 1024 / 1024 / mostMegabytes
}
