import { setTimeout as wait } from 'node:timers/promises'
import { openElectronWindow } from './electron-window.mjs'
import { push } from './scim/push.mjs'

const users = 50_000
const frameMs = 32
const path = '#/workbench/scim-capture'

/** The list of a capture in the window when 50,000 users were pushed: its frames at rest, and while more come in. */
export async function measure({ electron, display, root, switches }) {
  const window = await openElectronWindow({
    executable: electron.executable,
    folder: root,
    env: display.env,
    switches,
    ready: () => document.querySelector('[role=row]') !== null,
  })
  try {
    const address = await window.evaluate(listening)
    await window.evaluate(copied)
    await window.paste()
    const token = await window.evaluate('document.activeElement.value')
    const { origin } = new URL(address)
    await push(origin, 0, users, { token })
    const rows = await window.evaluate(shown(2 * users))
    const atRest = await window.evaluate(scrolled(500))
    const more = new AbortController()
    const pushing = pushOn(origin, token, more.signal)
    const whilePushed = await window.evaluate(scrolled(500))
    more.abort()
    const came = await pushing
    await window.evaluate(filled)
    return [
      {
        what: `frames while scrolling through ${rows} captured requests, 95th percentile`,
        against: `${frameMs} ms`,
        ratio: high(atRest) / frameMs,
        bar: 1,
      },
      {
        what: `the same while ${came} more come in, 95th percentile`,
        against: `${frameMs} ms`,
        ratio: high(whilePushed) / frameMs,
        bar: 1,
      },
    ]
  } finally {
    await window.close()
  }
}

/** Pushes two hundred requests a second, more than an identity provider sends, until it is told to stop; yields how many. */
async function pushOn(origin, token, signal) {
  let came = 0
  while (!signal.aborted) {
    const pause = wait(100)
    await push(origin, users + came, 10, { token, atOnce: 1 })
    came += 10
    await pause
  }
  return came * 2
}

/** The value that 95 of 100 stay below. */
function high(values) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))]
}

const until = `const until = async (find) => {
  for (const deadline = performance.now() + 30_000; performance.now() < deadline; ) {
    const found = find()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('The page does not show ' + find)
}
const button = (name) => [...document.querySelectorAll('button')].find(({ textContent }) => textContent.includes(name))`

/** Starts a capture on a port the system chooses; yields its address. */
const listening = `(async () => {
  ${until}
  location.hash = ${JSON.stringify(path)}
  await until(() => button('Start the capture'))
  const port = document.querySelector('input[inputmode=numeric]')
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(port, '0')
  port.dispatchEvent(new InputEvent('input', { bubbles: true }))
  await new Promise((resolve) => setTimeout(resolve, 50))
  button('Start the capture').click()
  await until(() => button('Copy token'))
  return document.body.textContent.match('http://127[.]0[.]0[.]1:[0-9]+/scim/v2')[0]
})()`

/** Puts the token on the clipboard, and the focus where it can be pasted. */
const copied = `(async () => {
  ${until}
  button('Copy token').click()
  await until(() => document.body.textContent.includes('The token is on the clipboard.'))
  const field = document.body.appendChild(document.createElement('input'))
  field.focus()
})()`

const shown = (requests) => `(async () => {
  ${until}
  const list = await until(() => {
    const found = document.querySelector('[role=listbox] [role=option]')
    return Number(found?.getAttribute('aria-setsize')) === ${requests} ? found : null
  })
  list.scrollIntoView()
  return Number(list.getAttribute('aria-setsize'))
})()`

/** Waits until every row in sight says something: frames of empty rows prove nothing. */
const filled = `(async () => {
  ${until}
  await until(() => [...document.querySelectorAll('[role=listbox] [role=option]')].every((row) => row.children.length > 1))
})()`

/** Scrolls through the list, some rows a frame, and back in long jumps; yields how long each frame took. */
const scrolled = (steps) => `(async () => {
  const list = document.querySelector('[role=listbox]')
  const took = []
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  let last = await frame()
  for (let step = 0; step < ${steps}; step++) {
    list.scrollTop += step < ${steps} * 0.8 ? 330 : -17_000
    const now = await frame()
    took.push(now - last)
    last = now
  }
  return took
})()`
