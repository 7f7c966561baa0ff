import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { WebSocket } from 'undici'

const paintLimitMs = 30_000

/**
 * Starts an Electron program with a fresh profile and waits until its first window is ready and has painted that. Two
 * functions are carried into the page: `ready` is asked once a frame; `act`, where there is one, is called whenever the
 * document has changed, from its first element on, until it returns true. `startedMs` is the time from the start of the process to that frame, read from the page's own clock.
 * `evaluate` runs an expression in the page, `drop` lets a file fall onto it, `paste` puts what is on the clipboard where the
 * focus is; `close` ends the program.
 */
export async function openElectronWindow({ executable, folder, env, switches, ready, act = () => true }) {
  const profile = mkdtempSync(join(tmpdir(), 'signpost-bench-'))
  const startedAt = performance.timeOrigin + performance.now()
  const program = spawn(
    executable,
    [...switches, `--user-data-dir=${profile}`, '--remote-debugging-port=0', '--remote-allow-origins=*', folder],
    { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const ended = new Promise((resolve) => program.once('close', resolve))
  const close = async () => {
    program.kill()
    await ended
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const browser = await connect(await debuggerAddress(program))
    const watch = watchFor(ready, act)
    const page = await browser.firstPage(watch)
    const paintedAt = await painted(page, watch)
    return {
      startedMs: paintedAt - startedAt,
      pid: program.pid,
      evaluate: page,
      drop: page.drop,
      paste: page.paste,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Notes in the page the time at which it was ready and had been painted so; yields it, or null before that. */
function watchFor(ready, act) {
  return `(() => {
    if (globalThis.signpostBench !== undefined) return globalThis.signpostBench
    globalThis.signpostBench = null
    const ready = ${ready}
    const act = ${act}
    const changes = new MutationObserver(() => act() && changes.disconnect())
    changes.observe(document, { childList: true, subtree: true })
    const look = () => {
      if (!ready()) return requestAnimationFrame(look)
      requestAnimationFrame(() => setTimeout(() => { globalThis.signpostBench = performance.timeOrigin + performance.now() }))
    }
    look()
    return null
  })()`
}

/**
 * Asks the page until it has painted. Many short questions: the answer to a long one is lost when the page changes its
 * process, and a page may load before the script that watches it from its start has arrived.
 */
async function painted(page, watch) {
  for (const deadline = performance.now() + paintLimitMs; performance.now() < deadline; await wait(5)) {
    const at = await page(watch).catch((error) => {
      if (!/context|navigated/i.test(error.message)) throw error
    })
    if (at) return at
  }
  throw new Error(`The window had not painted after ${paintLimitMs} ms`)
}

/** The promise's value; an error when it takes too long. */
function inTime(promise) {
  const tooLate = wait(paintLimitMs, undefined, { ref: false }).then(() => {
    throw new Error(`No window opened in ${paintLimitMs} ms`)
  })
  return Promise.race([promise, tooLate])
}

function debuggerAddress(program) {
  return new Promise((resolve, reject) => {
    createInterface({ input: program.stderr }).on('line', (line) => {
      const address = /^DevTools listening on (ws:\S+)/.exec(line)?.[1]
      if (address) resolve(address)
    })
    program.once('close', (code) => reject(new Error(`Electron ended (exit code ${code}) before its window opened`)))
  })
}

async function connect(address) {
  const socket = new WebSocket(address)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', ({ error }) => reject(error), { once: true })
  })
  const waiting = new Map()
  const pages = []
  let onPage = (page) => pages.push(page)
  let last = 0
  const send = (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      last += 1
      waiting.set(last, { resolve, reject })
      socket.send(JSON.stringify({ id: last, method, params, sessionId }))
    })
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Electron ended in the middle of a measurement'))
  })
  socket.addEventListener('message', ({ data }) => {
    const { id, error, result, method, params } = JSON.parse(data)
    if (id !== undefined) {
      const { resolve, reject } = waiting.get(id)
      waiting.delete(id)
      return error ? reject(new Error(error.message)) : resolve(result)
    }
    if (method !== 'Target.attachedToTarget') return
    const { sessionId, targetInfo } = params
    if (targetInfo.type === 'page') onPage(sessionId)
    else void send('Runtime.runIfWaitingForDebugger', {}, sessionId)
  })
  await send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true })
  return {
    async firstPage(script) {
      const session = pages[0] ?? (await inTime(new Promise((resolve) => (onPage = resolve))))
      await Promise.all([
        send('Page.enable', {}, session),
        send('Page.addScriptToEvaluateOnNewDocument', { source: script }, session),
        send('Runtime.runIfWaitingForDebugger', {}, session),
      ])
      const evaluate = async (expression) => {
        const { result, exceptionDetails } = await send(
          'Runtime.evaluate',
          { expression, awaitPromise: true, returnByValue: true },
          session,
        )
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
        return result.value
      }
      const drop = async (path, x, y) => {
        const data = { items: [], files: [path], dragOperationsMask: 1 }
        for (const type of ['dragEnter', 'dragOver', 'drop']) {
          await send('Input.dispatchDragEvent', { type, x, y, data }, session)
        }
      }
      const paste = () =>
        send('Input.dispatchKeyEvent', { type: 'keyDown', key: 'v', code: 'KeyV', commands: ['paste'] }, session)
      return Object.assign(evaluate, { drop, paste })
    },
  }
}
