import { accessSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { systemPackages } from '../system-packages.mjs'
import { CommandFailed, onEnd, run, Stop, say } from './commands.mjs'

const folders = [...new Set([...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin', '/usr/bin', '/bin'])]

/**
 * Makes sure that the system has what is needed (Linux only): as root on Debian and its relatives by installing it,
 * otherwise by naming the exact command and stopping.
 */
export async function installSystemPackages(needs) {
  if (process.platform !== 'linux') return
  const missing = await missingRows(systemPackages.filter(({ need }) => needs.includes(need)))
  if (missing.length === 0) return
  if (findCommand('apt-get') === null) {
    const parts = missing.map(({ library, command, packages }) => library ?? command ?? packages[0])
    throw new Stop(`Signpost needs these from your distribution: ${parts.join(', ')}`)
  }
  if (process.getuid() !== 0) {
    const names = missing.map(({ packages }) => packages[0])
    const known = await knownPackages(missing).catch(() => names)
    throw new Stop(
      `Some system packages are missing. Install them, then run this again:\n  sudo apt-get update && sudo apt-get install -y ${known.join(' ')}`,
    )
  }
  say(
    `Installing system packages: ${missing.map(({ library, command, packages }) => library ?? command ?? packages[0]).join(', ')}.`,
  )
  await apt(['update'])
  const names = await knownPackages(missing)
  await withoutStartingServices(() => apt(['install', '-y', '--no-install-recommends', ...names]))
  const still = await missingRows(missing)
  if (still.length > 0)
    throw new Stop(`Still missing after apt-get: ${still.map((row) => row.library ?? row.command ?? row.packages[0])}`)
}

/** The full path of a command, or null. */
export function findCommand(name) {
  for (const folder of folders) {
    const path = join(folder, name)
    try {
      accessSync(path, constants.X_OK)
      return path
    } catch {}
  }
  return null
}

async function missingRows(rows) {
  const ldconfig = findCommand('ldconfig')
  const libraries = ldconfig === null ? '' : await run(ldconfig, ['-p'], { quiet: true })
  return rows.filter(({ library, command, file }) => {
    if (command) return findCommand(command) === null
    if (file) return !existsSync(file)
    return ldconfig !== null && !libraries.includes(`${library} `)
  })
}

/** For each row the first of its package names that apt can install. */
async function knownPackages(rows) {
  const names = rows.flatMap(({ packages }) => packages)
  const policy = await run('apt-cache', ['policy', ...names], { quiet: true, env: { LC_ALL: 'C' } })
  const known = new Set([...policy.matchAll(/^(\S+):\n.*\n {2}Candidate: (?!\(none\))/gm)].map((match) => match[1]))
  return rows.map(({ packages }) => packages.find((name) => known.has(name)) ?? packages[0])
}

/** The servers that tests start by themselves must not also run as services of this machine. */
async function withoutStartingServices(work) {
  const policy = '/usr/sbin/policy-rc.d'
  if (existsSync(policy)) return work()
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  const lift = onEnd(() => rmSync(policy, { force: true }))
  try {
    return await work()
  } finally {
    lift()
  }
}

/** Runs apt-get quietly and waits, for ten minutes at most, while another run holds its locks. */
async function apt(args) {
  const options = ['-qq', '-o', 'DPkg::Lock::Timeout=600', '-o', 'Dpkg::Use-Pty=0']
  for (const deadline = Date.now() + 600_000; ; await wait(2_000)) {
    try {
      return await run('apt-get', [...options, ...args], {
        quiet: true,
        env: { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
      })
    } catch (error) {
      const held = error instanceof CommandFailed && /Could not get lock|Unable to (acquire|lock)/.test(error.output)
      if (!held || Date.now() > deadline) throw error
    }
  }
}
