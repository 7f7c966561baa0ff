import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openElectronWindow } from './electron-window.mjs'
import { inTurn, median } from './median.mjs'
import { memoryOfTree } from './processes.mjs'

const restMs = 4_000
const catalogIsInteractive = 'input[role=combobox]:not(:disabled):focus, [role=row]'

/** Cold start, with a fresh profile, and memory at rest: Signpost against an empty window on the same Electron. */
export async function measure({ electron, display, root, switches }) {
  const open = async (folder, selector) => {
    const window = await openElectronWindow({
      executable: electron.executable,
      folder,
      env: display.env,
      switches,
      selector,
    })
    await wait(restMs)
    const memory = process.platform === 'linux' ? memoryOfTree(window.pid) : Number.NaN
    await window.close()
    return { startedMs: window.startedMs, memory }
  }
  const [own, empty] = await inTurn(
    5,
    () => open(root, catalogIsInteractive),
    () => open(join(root, 'bench/empty-window'), 'p'),
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
