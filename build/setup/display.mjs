import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onEnd, Stop } from './commands.mjs'
import { findCommand } from './system.mjs'

/** Whether a window would have nowhere to open. */
export function lacksDisplay() {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
}

/**
 * Starts a virtual display that only this user's programs can reach. Returns the environment that leads to it and a
 * function that ends it; it ends with this process at the latest.
 */
export async function virtualDisplay({ width = 1600, height = 1000 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'signpost-display-'))
  const authority = join(folder, 'authority')
  const cookie = randomBytes(16).toString('hex')
  const admit = (display) =>
    execFileSync(findCommand('xauth'), ['-q', '-f', authority, 'add', display, '.', cookie], { stdio: 'ignore' })
  admit(':0')
  const screen = `${width}x${height}x24`
  const server = spawn(
    findCommand('Xvfb'),
    ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-auth', authority],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
  )
  const close = onEnd(() => {
    server.kill()
    rmSync(folder, { recursive: true, force: true })
  })
  const display = `:${await displayNumber(server)}`
  admit(display)
  return { env: { DISPLAY: display, XAUTHORITY: authority, WAYLAND_DISPLAY: '' }, close }
}

function displayNumber(server) {
  return new Promise((resolve, reject) => {
    let complaints = ''
    let number = ''
    server.stderr.on('data', (chunk) => {
      complaints += chunk
    })
    server.stdio[3].on('data', (chunk) => {
      number += chunk
      if (number.includes('\n')) resolve(number.trim())
    })
    server.on('error', reject)
    server.on('close', () => reject(new Stop(`The virtual display (Xvfb) did not start.\n${complaints.trim()}`)))
  })
}
