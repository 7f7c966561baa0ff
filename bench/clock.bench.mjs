import { execFileSync, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { findCommand } from '../build/setup/system.mjs'
import { median } from './median.mjs'
import { bundleParts, ending } from './network/bundle.mjs'

/** The offset of a time server, against chrony's own figure for it; the offset behind a Date header, against the truth. */
export async function measure({ root }) {
  const { parts, remove } = await bundleParts(root)
  const check = async (servers, urls) => {
    const before = performance.now()
    const [source] = await ending(
      parts.checkClocks({ servers, urls, messages: [] }, parts.limitsFor(180), parts.nodeHost()),
    )
    if (source === undefined) throw new Error('no clock was read')
    return { offsetMs: source.offsetMs, ms: performance.now() - before }
  }
  try {
    return [...(findCommand('chronyd') === null ? [] : await againstChrony(check)), ...(await againstTruth(check))]
  } finally {
    await remove()
  }
}

async function againstChrony(check) {
  const folder = mkdtempSync(join(tmpdir(), 'signpost-bench-'))
  const port = await freePort()
  const file = join(folder, 'chrony.conf')
  writeFileSync(
    file,
    `port ${port}\nbindaddress 127.0.0.1\nallow 127.0.0.1\ncmdport 0\npidfile ${folder}/pid\nlocal stratum 5\n`,
  )
  const server = spawn(findCommand('chronyd'), ['-d', '-x', '-f', file], { stdio: 'ignore' })
  try {
    await wait(1000)
    const differences = []
    for (let round = 0; round < 3; round++) {
      const { offsetMs } = await check([`127.0.0.1:${port}`], [])
      differences.push(Math.abs(offsetMs - chronysOwn(port, folder)))
    }
    return [{ what: 'NTP offset off chrony’s own', against: '2 ms', ratio: median(differences) / 2, bar: 1 }]
  } finally {
    server.kill('SIGKILL')
    await once(server, 'close')
    rmSync(folder, { recursive: true })
  }
}

/** Chrony asked for its one-time measurement; it does not set the clock. */
function chronysOwn(port, folder) {
  const lines = [
    `server 127.0.0.1 port ${port} iburst maxsamples 4`,
    'port 0',
    'cmdport 0',
    `pidfile ${folder}/client.pid`,
  ]
  const said = execFileSync('sh', [
    '-c',
    '"$@" 2>&1',
    'sh',
    findCommand('chronyd'),
    '-Q',
    '-t',
    '15',
    ...lines,
  ]).toString()
  const seconds = /System clock wrong by (-?[\d.]+) seconds/.exec(said)?.[1]
  if (seconds === undefined) throw new Error(`chrony measured nothing: ${said}`)
  return Number(seconds) * 1000
}

async function againstTruth(check) {
  const errors = []
  const took = []
  for (const shiftMs of [137, -740, 12_345]) {
    const server = createServer((_, response) => {
      response.sendDate = false
      response.writeHead(200, { date: new Date(Date.now() + shiftMs).toUTCString() }).end()
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { offsetMs, ms } = await check([], [`http://127.0.0.1:${server.address().port}/`])
    errors.push(Math.abs(offsetMs - shiftMs))
    took.push(ms)
    server.closeAllConnections()
    server.close()
  }
  return [
    { what: 'HTTP Date refined, off the truth', against: '30 ms', ratio: Math.max(...errors) / 30, bar: 1 },
    { what: 'refining it', against: '3 s', ratio: Math.max(...took) / 3000, bar: 1 },
  ]
}

async function freePort() {
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address()
  socket.close()
  return port
}
