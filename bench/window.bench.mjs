import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openElectronWindow } from './electron-window.mjs'
import { inTurn, median } from './median.mjs'
import { memoryOfTree } from './processes.mjs'

const restMs = 4_000

/** In the page: types into the search as soon as it is there, before any script of the page has run. */
function type() {
  const input = document.querySelector('input[role=combobox]:not(:disabled)')
  if (input === null) return false
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, 'okta')
  input.dispatchEvent(new InputEvent('input', { bubbles: true, data: 'a', inputType: 'insertText' }))
  return true
}

/** In the page: the rows that were asked for are there, and no others. */
function catalogAnswers() {
  const rows = [...document.querySelectorAll('[role=row]')]
  return rows.length > 0 && rows.every((row) => /okta/i.test(row.textContent))
}

/** In the page: the one line of the empty window is there. */
function emptyWindowShows() {
  return document.querySelector('p') !== null
}

/**
 * Cold start, with a fresh profile, until what was typed into the search is answered by painted rows, and memory at rest: Signpost against an empty window on the same Electron.
 */
export async function measure({ electron, display, root, switches }) {
  const open = async (folder, ready, act) => {
    const window = await openElectronWindow({
      executable: electron.executable,
      folder,
      env: display.env,
      switches,
      ready,
      act,
    })
    await wait(restMs)
    const memory = process.platform === 'linux' ? memoryOfTree(window.pid) : Number.NaN
    await window.close()
    return { startedMs: window.startedMs, memory }
  }
  const [own, empty] = await inTurn(
    5,
    () => open(root, catalogAnswers, type),
    () => open(join(root, 'bench/empty-window'), emptyWindowShows),
  )
  const of = (runs, key) => median(runs.map((run) => run[key]))
  return [
    {
      what: 'cold start to an interactive catalog',
      against: 'an empty Electron window',
      ratio: of(own, 'startedMs') / of(empty, 'startedMs'),
      bar: 1.25,
    },
    {
      what: 'memory of all processes at rest',
      against: 'an empty Electron window',
      ratio: of(own, 'memory') / of(empty, 'memory'),
      bar: 1.3,
    },
  ].filter(({ ratio }) => !Number.isNaN(ratio))
}
