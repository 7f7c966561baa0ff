import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { WebSocket } from 'undici'

/**
 * Starts an Electron program with a fresh profile and waits until `selector` has been painted in its first window.
 * `startedMs` is the time from the start of the process to that frame, read from the page's own clock.
 * `evaluate` runs an expression in the page; `close` ends the program.
 */
export async function openElectronWindow({ executable, folder, env, switches, selector }) {
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
    const page = await browser.firstPage(watchFor(selector))
    const paintedAt = await page('globalThis.signpostBench')
    return { startedMs: paintedAt - startedAt, pid: program.pid, evaluate: page, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** A promise, put into the page before its own scripts, for the time at which a frame with the selector was painted. */
function watchFor(selector) {
  return `globalThis.signpostBench = new Promise((resolve) => {
    const look = () => {
      if (!document.querySelector(${JSON.stringify(selector)})) return requestAnimationFrame(look)
      requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())))
    }
    look()
  })`
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
      const session = pages[0] ?? (await new Promise((resolve) => (onPage = resolve)))
      await Promise.all([
        send('Page.enable', {}, session),
        send('Page.addScriptToEvaluateOnNewDocument', { source: script }, session),
        send('Runtime.runIfWaitingForDebugger', {}, session),
      ])
      return async (expression) => {
        for (;;) {
          const { result, exceptionDetails } = await send(
            'Runtime.evaluate',
            { expression, awaitPromise: true, returnByValue: true },
            session,
          ).catch((error) => ({ exceptionDetails: { text: error.message } }))
          // The page that was there before the program's own was loaded takes its promises with it.
          if (exceptionDetails && /navigated|context was destroyed|promise was collected/i.test(exceptionDetails.text))
            continue
          if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
          if (result.value !== undefined) return result.value
        }
      }
    },
  }
}
