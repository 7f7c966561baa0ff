import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { type InspectorProcess, inspectorHeapMegabytes } from './supervisor'

/**
 * The inspector as a child process of Node, for the command line. It gets an empty environment (Windows cannot start a program
 * without SystemRoot) and no standard streams.
 */
export function forkInspector(entry: string): InspectorProcess {
  const { SystemRoot } = process.env
  const child = fork(entry, [], {
    env: process.platform === 'win32' && SystemRoot !== undefined ? { SystemRoot } : {},
    execArgv: [`--max-old-space-size=${inspectorHeapMegabytes}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  // A message to a process that is going down is lost, which its end reports anyway.
  child.on('error', () => {})
  return {
    post: (message) => {
      if (child.connected) child.send(message, () => {})
    },
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.on('exit', listener),
    kill: () => child.kill('SIGKILL'),
    memory: () => residentBytes(child.pid),
  }
}

/** Linux tells anybody how much memory a process holds; elsewhere the inspector's own word has to do. */
function residentBytes(pid: number | undefined): number | null {
  if (process.platform !== 'linux' || pid === undefined) return null
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1])
    return Number.isFinite(pages) ? pages * 4096 : null
  } catch {
    return null
  }
}
