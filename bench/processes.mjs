import { readdirSync, readFileSync } from 'node:fs'

/** Proportional set size of a process and all its descendants, in bytes: shared pages count once. Linux only. */
export function memoryOfTree(pid) {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(name)]),
  )
  const belongs = (one) => one === pid || (parents.get(one) > 1 && belongs(parents.get(one)))
  return [...parents.keys()].filter(belongs).reduce((total, one) => total + proportionalSize(one), 0)
}

function parentOf(pid) {
  return Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0)
}

function proportionalSize(pid) {
  return Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) * 1024
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
