import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { connect, isIP } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Host } from '../host/host'
import type { NtpObservation, NtpSample } from './observation'
import { readReply, requestPacket } from './sntp-packet'
import { parseServer } from './time-server'

const samplesEach = 4
const betweenSamplesMs = 150
const patienceMs = 2500
const mostAddresses = 2

/** Asks one time server several times. Never throws; ends within a few seconds or when the host's signal is aborted. */
export async function askTimeServer(server: string, host: Host): Promise<NtpObservation> {
  const observation: NtpObservation = {
    kind: 'ntp',
    server,
    address: null,
    lookupFailure: null,
    samples: [],
    hostAnswers: null,
    at: new Date(host.now()).toISOString(),
  }
  const parsed = parseServer(server)
  if (parsed === null) return { ...observation, lookupFailure: 'this is not a host name with an optional port' }
  const found = await findAddresses(parsed.host, host.signal)
  if ('failure' in found) return { ...observation, lookupFailure: found.failure }

  const [first, ...others] = found.addresses
  if (first === undefined) return { ...observation, lookupFailure: 'ENODATA' }
  let heard = await askAddress(first, parsed.port, host)
  for (const address of others) {
    if (host.signal.aborted || heard.samples.some(({ kind }) => kind === 'reply')) break
    const other = await askAddress(address, parsed.port, host)
    // What the first address says stands unless another one answers.
    if (other.samples.some(({ kind }) => kind === 'reply')) heard = other
  }
  const silent = heard.samples.length > 0 && heard.samples.every(({ kind }) => kind === 'silent')
  const hostAnswers = silent && heard.address !== null ? await answersOtherwise(heard.address, host.signal) : null
  return { ...observation, ...heard, hostAnswers }
}

/** Ports on which a host that is up commonly listens, or says that it does not. */
const commonPorts = [443, 80, 53, 22, 135]
const tcpPatienceMs = 1000

/** Whether a host gives any sign of life over TCP: a connection, or the word that nobody listens. Ends within a second. */
async function answersOtherwise(address: string, signal: AbortSignal): Promise<boolean> {
  const tries = await Promise.all(commonPorts.map((port) => signOfLife(address, port, signal)))
  return tries.includes(true)
}

function signOfLife(address: string, port: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port })
    const end = (alive: boolean) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      socket.destroy()
      resolve(alive)
    }
    const stop = () => end(false)
    const timer = setTimeout(stop, tcpPatienceMs)
    signal.addEventListener('abort', stop, { once: true })
    socket.on('error', (error: Error & { code?: string }) => end(error.code === 'ECONNREFUSED'))
    socket.once('connect', () => end(true))
    if (signal.aborted) stop()
  })
}

async function askAddress(
  address: string,
  port: number,
  host: Host,
): Promise<Pick<NtpObservation, 'address' | 'samples'>> {
  const samples: NtpSample[] = []
  for (let count = 0; count < samplesEach && !host.signal.aborted; count++) {
    if (count > 0) await pause(betweenSamplesMs, undefined, { signal: host.signal }).catch(() => undefined)
    const sample = await exchange(address, isIP(address), port, host)
    samples.push(sample)
    if (sample.kind !== 'reply' || sample.stratum === 0) break
  }
  return { address, samples }
}

/** The first addresses of a name: a server may listen on one family only, or this machine may have one only. */
async function findAddresses(
  name: string,
  signal: AbortSignal,
): Promise<{ addresses: string[] } | { failure: string }> {
  if (isIP(name) !== 0) return { addresses: [name] }
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), 5000)
  const stopped = new Promise<never>((_, reject) => {
    const stop = () => reject(new Error('no answer from the resolver in time'))
    if (signal.aborted) stop()
    AbortSignal.any([signal, limit.signal]).addEventListener('abort', stop, { once: true })
  })
  try {
    const found = await Promise.race([lookup(name, { all: true }), stopped])
    return { addresses: [...new Set(found.map(({ address }) => address))].slice(0, mostAddresses) }
  } catch (error) {
    return { failure: error instanceof Error && 'code' in error ? String(error.code) : 'no answer in time' }
  } finally {
    clearTimeout(timer)
  }
}

/**
 * One request and its answer, on a connected socket: the system drops what comes from any other address or port and
 * reports a port where nothing listens. Answers whose originate field is not our nonce are counted and passed over.
 */
function exchange(address: string, family: number, port: number, host: Host): Promise<NtpSample> {
  return new Promise((resolve) => {
    const socket = createSocket(family === 6 ? 'udp6' : 'udp4')
    const nonce = randomBytes(8)
    let foreign = 0
    let shortest: number | null = null
    let sentWall = 0
    let sentMono = 0

    const finish = (sample: NtpSample) => {
      clearTimeout(timer)
      host.signal.removeEventListener('abort', stop)
      socket.removeAllListeners()
      socket.on('error', () => undefined)
      socket.close()
      resolve(sample)
    }
    const stop = () => finish({ kind: 'silent', foreign, shortest })
    const timer = setTimeout(stop, patienceMs)
    host.signal.addEventListener('abort', stop, { once: true })
    if (host.signal.aborted) return stop()

    socket.on('error', (error: Error & { code?: string }) =>
      finish({ kind: 'unreachable', code: error.code ?? 'UNKNOWN' }),
    )
    socket.on('message', (packet) => {
      const arrivedMono = host.monotonic()
      const reply = readReply(packet)
      if (reply === null) {
        shortest = Math.min(shortest ?? packet.length, packet.length)
        return
      }
      if (!nonce.equals(reply.originate)) {
        foreign++
        return
      }
      const elapsed = arrivedMono - sentMono
      const arrivedWall = sentWall + elapsed
      finish({
        kind: 'reply',
        leap: reply.leap,
        mode: reply.mode,
        stratum: reply.stratum,
        referenceId: reply.referenceId,
        rootDelayMs: reply.rootDelayMs,
        rootDispersionMs: reply.rootDispersionMs,
        transmitIsZero: reply.transmitIsZero,
        offsetMs: (reply.receivedMs - sentWall + (reply.transmittedMs - arrivedWall)) / 2,
        delayMs: Math.max(0, elapsed - (reply.transmittedMs - reply.receivedMs)),
        foreign,
      })
    })
    socket.connect(port, address, () => {
      sentMono = host.monotonic()
      sentWall = host.now()
      socket.send(requestPacket(nonce))
    })
  })
}
