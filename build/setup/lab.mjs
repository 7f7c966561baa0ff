import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onEnd, root, Stop } from './commands.mjs'

/** Starts the practice lab. Returns the JSON line with its addresses; the lab ends with this process at the latest. */
export async function startLab() {
  const lab = spawn(process.execPath, [join(root, 'build/lab.mjs')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const close = onEnd(() => lab.kill())
  const addresses = await new Promise((resolve, reject) => {
    createInterface({ input: lab.stdout }).on('line', (line) => {
      if (line.startsWith('{')) resolve(line)
    })
    lab.on('error', reject)
    lab.on('close', (code) => reject(new Stop(`The practice lab ended (exit code ${code}) before it was ready.`)))
  })
  return { addresses, close }
}
