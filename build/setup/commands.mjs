import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Ends a script with one clear message instead of a stack trace. */
export class Stop extends Error {
  name = 'Stop'
}

/** A command that did not end with 0. Carries what it printed when it was run quietly. */
export class CommandFailed extends Stop {
  name = 'CommandFailed'
  constructor(what, output) {
    super(output === '' ? what : `${what}\n${output}`)
    this.output = output
  }
}

export function say(line) {
  process.stdout.write(`${line}\n`)
}

/**
 * Runs a script's main function and ends the script with the exit code it returns (default 0), whatever it left running.
 * A `Stop` becomes its message on standard error and exit code 1.
 */
export async function main(work) {
  try {
    process.exit((await work()) ?? 0)
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}

/**
 * Runs a command to its end. `quiet` keeps its output back unless it fails; `timeoutMs` ends it with SIGKILL.
 * Returns what it printed (quiet only). Throws `CommandFailed`.
 */
export function run(command, args, { quiet = false, timeoutMs, env, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    })
    const printed = []
    child.stdout?.on('data', (chunk) => printed.push(chunk))
    child.stderr?.on('data', (chunk) => printed.push(chunk))
    const what = [command, ...args].join(' ')
    child.on('error', (error) => reject(new CommandFailed(`${what} could not be started: ${error.message}`, '')))
    child.on('close', (code, signal) => {
      const output = Buffer.concat(printed).toString('utf8').trim()
      if (code === 0) return resolve(output)
      reject(new CommandFailed(`${what} ended with ${signal ?? `exit code ${code}`}`, output))
    })
  })
}

/** Runs a script with this Node. */
export function node(script, args, options) {
  return run(process.execPath, [script, ...args], options)
}

/** Runs the npm this script was started by, or the one on the path. */
export function npm(args, options) {
  const script = process.env.npm_execpath
  if (script?.endsWith('.js')) return node(script, args, options)
  if (process.platform === 'win32') return run('cmd.exe', ['/d', '/s', '/c', 'npm', ...args], options)
  return run('npm', args, options)
}

/** The script behind a command of an installed package, e.g. `bin('typescript', 'tsc')`. */
export function bin(packageName, name = packageName) {
  const folder = join(root, 'node_modules', packageName)
  const { bin: entry } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof entry === 'string' ? entry : entry[name])
}

/** Calls `undo` once, when this process is told to end or ends. */
export function onEnd(undo) {
  process.once('exit', undo)
  return () => {
    process.off('exit', undo)
    undo()
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => process.exit(128 + { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 }[signal]))
}

// npm passes a signal on to the shell between it and this script only: an orphan ends itself, and all it started.
const parent = process.ppid
setInterval(() => process.ppid === parent || process.exit(1), 500).unref()
