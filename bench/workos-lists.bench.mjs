import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { openElectronWindow } from './electron-window.mjs'
import { median } from './median.mjs'

const records = 10_000
/** How long the stand-in takes for a page, about as long as WorkOS does over the internet. */
const pageMs = 250
const frameMs = 32
/** What is read once the page rests has been read by then, as it has when a person gets here. */
const settledMs = 2500
const heapBytes = 120 * 1024 * 1024
const rounds = 3

/** The lists of an environment at ten thousand connections: first rows, frames, memory, and whether WorkOS had to say stop. */
export async function measure({ electron, display, root, switches }) {
  const lab = await startLab(root)
  try {
    await lab.tell('seed-connections', { environment: 'staging', count: records })
    await lab.tell('seed-directories', { environment: 'staging', count: records })
    const open = async () => {
      const window = await openElectronWindow({
        executable: electron.executable,
        folder: root,
        env: { ...display.env, SIGNPOST_LAB: lab.line },
        switches: [...switches, '--enable-precise-memory-info', '--js-flags=--expose-gc'],
        ready: () => document.querySelector('[role=row]') !== null,
      })
      await window.evaluate(visit('#/workbench/workos', 'article'))
      await wait(settledMs)
      return window
    }

    for (const path of ['/connections', '/organizations', '/directories']) {
      await lab.tell('fail', { kind: 'slow', delayMs: pageMs, path, times: 'always' })
    }
    const answers = []
    const firstRows = []
    for (let round = 0; round < rounds; round++) {
      answers.push(await lab.firstPage())
      const window = await open()
      firstRows.push(
        await window.evaluate(visit('#/workbench/workos/lab-staging/connections', '[role=row][data-kind=line]', true)),
      )
      await window.close()
    }

    await lab.tell('clear-faults', {})
    await lab.tell('reset-requests', {})
    const window = await open()
    const page = (path) => `#/workbench/workos/lab-staging/${path}`
    for (const path of ['directories', 'connections']) {
      await window.evaluate(visit(page(path), '[role=row][data-kind=line]'))
      await window.evaluate(untilRead)
    }
    const { requests } = await lab.tell('requests', {})
    const refused = requests.filter(({ status }) => status === 429).length
    const scrolling = await window.evaluate(scrolled)
    const filtering = await window.evaluate(filtered)
    const heap = await window.evaluate('(gc(), performance.memory.usedJSHeapSize)')
    await window.close()

    return [
      {
        what: `first rows painted, of ${records} connections`,
        against: 'the answer time of the first page',
        ratio: median(firstRows) / median(answers),
        bar: 1.2,
      },
      {
        what: 'frames while scrolling, 95th percentile',
        against: `${frameMs} ms`,
        ratio: high(scrolling) / frameMs,
        bar: 1,
      },
      {
        what: 'frames while filtering, 95th percentile',
        against: `${frameMs} ms`,
        ratio: high(filtering) / frameMs,
        bar: 1,
      },
      { what: 'heap of the page with all three lists', against: '120 MB', ratio: heap / heapBytes, bar: 1 },
      { what: `answers “too many requests” in ${requests.length} pages`, against: 'one', ratio: refused, bar: 0 },
    ]
  } finally {
    await lab.close()
  }
}

/** The value that 95 of 100 stay below. */
function high(values) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))]
}

async function startLab(root) {
  const program = spawn(process.execPath, [join(root, 'build/lab.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] })
  const line = await new Promise((resolve, reject) => {
    createInterface({ input: program.stdout }).once('line', resolve)
    program.once('close', (code) => reject(new Error(`The lab ended with exit code ${code}`)))
  })
  const { workos } = JSON.parse(line)
  return {
    line,
    tell: async (operation, body) => {
      const answer = await fetch(`${workos.control}/${operation}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
      if (!answer.ok) throw new Error(`The lab refused ${operation}: ${await answer.text()}`)
      return answer.json()
    },
    firstPage: async () => {
      const before = performance.now()
      const headers = { Authorization: `Bearer ${workos.staging.apiKey}` }
      await (await fetch(`${workos.origin}/connections?limit=30`, { headers })).json()
      return performance.now() - before
    },
    close: () => {
      const ended = new Promise((resolve) => program.once('close', resolve))
      program.kill()
      return ended
    },
  }
}

/** Goes to a page, by pressing its link where asked to, and waits until the selector is painted there; yields the time from one to the other, milliseconds. */
function visit(hash, selector, byLink = false) {
  return `(async () => {
    const before = performance.now()
    const link = ${byLink} && document.querySelector('a[href=${JSON.stringify(hash).replaceAll('"', '"')}]')
    if (link) {
      link.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
      link.click()
    } else location.hash = ${JSON.stringify(hash)}
    // A message that is sent in a frame's own callback arrives when that frame has been painted.
    await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = resolve
      const look = () =>
        document.querySelector(${JSON.stringify(selector)}) ? port2.postMessage(null) : requestAnimationFrame(look)
      requestAnimationFrame(look)
    })
    return performance.now() - before
  })()`
}

const untilRead = `(async () => {
  const refresh = () => [...document.querySelectorAll('button')].some((button) => button.textContent === 'Refresh')
  while (!refresh()) await new Promise((resolve) => setTimeout(resolve, 50))
})()`

/** Scrolls through the list, some rows a frame, and back in long jumps; yields how long each frame took. */
const scrolled = `(async () => {
  const list = document.querySelector('[role=grid]')
  const took = []
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  let last = await frame()
  for (let step = 0; step < 400; step++) {
    list.scrollTop += step < 300 ? 330 : -17_000
    const now = await frame()
    took.push(now - last)
    last = now
  }
  return took
})()`

/** Types into the filter, a letter every other frame; yields how long each frame took. */
const filtered = `(async () => {
  const input = document.querySelector('input[role=combobox]')
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
  const type = (text) => {
    set.call(input, text)
    input.dispatchEvent(new InputEvent('input', { bubbles: true, data: text.at(-1), inputType: 'insertText' }))
  }
  const took = []
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  let last = await frame()
  for (const word of ['customer', 'okta', 'customer-09', 'draft', 'validating', 'entra id saml', 'conn_01', 'nothing fits']) {
    for (let length = 1; length <= word.length; length++) {
      type(word.slice(0, length))
      for (let pause = 0; pause < 2; pause++) {
        const now = await frame()
        took.push(now - last)
        last = now
      }
    }
    type('')
  }
  return took
})()`
