import type { Finding, Status } from '../../shared/finding'
import { type Outcome, succeeded } from '../../shared/problem'
import type { WatchSweepInput, WatchSweepProgress } from '../../shared/runs/watch'
import type { MetadataSighting, Setup } from '../../shared/setup'
import type { SeenCertificate } from '../../shared/watch/book'
import { judgeEnd } from '../../shared/watch/expiry'
import {
  type MetadataStanding,
  type SweepPart,
  type Swept,
  type SweptItem,
  sweepParts,
} from '../../shared/watch/overview'
import { limitsFor } from '../clock/limits'
import { checkClocks } from '../clock/probe'
import { reach } from '../network/reach'
import { wayOf } from '../network/run'
import type { ProgressTold, RunContext, Runner } from '../runs/run'
import type { WorkosClient } from '../workos/client'
import { metadataAddress, providerOrigins } from './addresses'
import { lookAtMetadata } from './look-at-metadata'
import { once, pool } from './pool'
import type { MetadataSeen, Watched } from './watched'

/** Few at once: nobody waits for it, and all of it goes through one line. */
const setupsAtOnce = 4
const reachLimitMs = 8000
const mostTroubled = 20

/** What was found of one part, before it is put down for a set-up. */
type Found = Pick<SweptItem, 'status' | 'summary'>

interface Sweeping {
  context: RunContext & { watched: Watched }
  seenMetadata: ReturnType<typeof once<MetadataSeen | null>>
  seenServer: ReturnType<typeof once<SeenCertificate | null>>
  readClock: ReturnType<typeof once<Finding | null>>
  client: ReturnType<typeof once<Outcome<WorkosClient>>>
}

/**
 * Checks again what can be checked of set-ups: their metadata against the last good state, their state at WorkOS, the certificate
 * and the clock of the identity provider. What two set-ups share is asked once. Everything seen is kept as it comes, also when the
 * sweep is cancelled. Nothing is changed anywhere.
 */
export const sweepWatched: Runner<'watch.sweep'> = async function* (input, context) {
  const { watched } = context
  if (watched === undefined) throw new Error('a sweep needs the set-ups')
  yield* []
  return succeeded(await sweep(input, { ...context, watched }))
}

async function sweep(
  { setupIds, parts }: WatchSweepInput,
  context: Sweeping['context'] & ProgressTold<'watch.sweep'>,
): Promise<Swept> {
  const { host, watched } = context
  const at = new Date(host.now()).toISOString()
  const all = watched.setups()
  const wanted = setupIds === null ? all : all.filter(({ id }) => setupIds.includes(id))
  const sweeping: Sweeping = {
    context,
    seenMetadata: once(),
    seenServer: once(),
    readClock: once(),
    client: once(),
  }
  const items: SweptItem[] = []
  const progress: WatchSweepProgress = { done: 0, total: wanted.length, troubled: [] }
  const tell = () => context.progress?.(() => ({ ...progress, troubled: [...progress.troubled] }))
  tell()
  await pool(wanted, setupsAtOnce, host.signal, async (setup) => {
    for (const part of parts) {
      if (host.signal.aborted) return
      const found = await partChecks[part](setup, sweeping)
      if (found === null || host.signal.aborted) continue
      const { id: setupId, name, organization } = setup
      const item = { setupId, name, organization, part, ...found, at: new Date(host.now()).toISOString() }
      item.summary = item.summary.slice(0, 2000)
      items.push(item)
      if (isTrouble(item) && progress.troubled.length < mostTroubled) progress.troubled.push(item)
    }
    progress.done++
    tell()
  })
  const swept = { at, finished: !host.signal.aborted, items: items.sort(worstFirst) }
  // A look at single set-ups, or at the metadata alone, takes nothing from what the last check of all said.
  if (setupIds === null && sweepParts.every((part) => parts.includes(part))) await watched.swept(swept)
  return swept
}

const severity: readonly Status[] = ['fail', 'warn', 'info', 'skipped', 'pass']
const isTrouble = ({ status }: Found) => status === 'fail' || status === 'warn'
const worseFirst = (one: Found, other: Found) => severity.indexOf(one.status) - severity.indexOf(other.status)
const worstFirst = (one: SweptItem, other: SweptItem) =>
  worseFirst(one, other) || one.organization.localeCompare(other.organization) || one.name.localeCompare(other.name)

/** Null where a set-up has nothing of the kind. */
type PartCheck = (setup: Setup, sweeping: Sweeping) => Promise<Found | null>

const partChecks: Readonly<Record<SweepPart, PartCheck>> = {
  metadata: checkMetadata,
  workos: checkState,
  server: checkServers,
  clock: checkClock,
}

async function checkMetadata(setup: Setup, { context, seenMetadata }: Sweeping): Promise<Found | null> {
  const url = metadataAddress(setup)
  if (url === null) return null
  const known = setup.metadata?.entityId ?? null
  const look = await seenMetadata(`${url} ${known ?? ''}`, () => lookAtMetadata(url, known, context))
  if (look === null) return null
  const standing = await context.watched.sawMetadata(setup.id, url, look)
  if (standing === null) return null
  const found = sayMetadata(standing, setup.metadata === null)
  const ending = 'seen' in look ? sayEnding(look.seen, context.host.now()) : null
  return ending !== null && severity.indexOf(ending.status) < severity.indexOf(found.status) ? ending : found
}

/** What the metadata says of its own end, and the signing certificate of it that lasts longest; null where it names neither. */
function sayEnding({ validUntil, certificates }: Omit<MetadataSighting, 'at'>, now: number): Found | null {
  const signing = certificates.filter(({ use }) => use !== 'encryption')
  const lasting = signing
    .map(({ notAfter }) => judgeEnd({ kind: 'instant', at: notAfter }, now, 'UTC'))
    .sort((one, other) => (other.daysLeft ?? Number.MAX_SAFE_INTEGER) - (one.daysLeft ?? Number.MAX_SAFE_INTEGER))[0]
  const ends: Found[] = []
  if (lasting) {
    const which = signing.length === 1 ? 'signing certificate' : `last of ${signing.length} signing certificates`
    ends.push({ status: lasting.status, summary: `The ${which} of the metadata: ${lasting.sentence.toLowerCase()}.` })
  }
  // Documents that are renewed every few hours end within days, and rightly so: only one that has ended is trouble.
  if (validUntil !== null && judgeEnd({ kind: 'instant', at: validUntil }, now, 'UTC').band === 'expired')
    ends.push({ status: 'fail', summary: `The metadata must not be used any more: it was valid until ${validUntil}.` })
  return ends.sort(worseFirst)[0] ?? null
}

function sayMetadata({ state, trouble, findings, workos }: MetadataStanding, first: boolean): Found {
  // A warning only: this machine's way to the address is not that of WorkOS.
  if (state === 'failing') return { status: 'warn', summary: `The metadata could not be read. ${trouble ?? ''}`.trim() }
  if (state === 'changed') {
    const needed = workos?.needed === 'no' ? '' : ' WorkOS must be given the new metadata.'
    return {
      status: workos?.needed === 'now' ? 'fail' : workos?.needed === 'no' ? 'info' : 'warn',
      summary: `The metadata changed. ${findings[0]?.summary ?? ''}${needed}`,
    }
  }
  return {
    status: 'pass',
    summary: first
      ? 'The metadata was read for the first time; it is what later looks are compared with.'
      : 'The metadata is as it was.',
  }
}

async function checkState(setup: Setup, { context, client }: Sweeping): Promise<Found | null> {
  const { link } = setup
  if (link === null || (link.connectionId === null && link.directoryId === null)) return null
  const asked = await client(link.environmentId, async () => {
    const credentials = await context.credentials(link.environmentId)
    if (!credentials.ok) return credentials
    // The SDK is read when WorkOS is first asked, so that nothing else waits for it.
    const { createWorkosClient } = await import('../workos/client')
    return createWorkosClient(credentials.value, context.host)
  })
  if (!asked.ok) return { status: 'skipped', summary: `${asked.problem.title} ${asked.problem.detail}` }
  const { connectionState, directoryState } = await import('./state-at-workos')
  return link.connectionId === null
    ? directoryState(asked.value, setup.id, link.directoryId ?? '', context.watched)
    : connectionState(asked.value, setup.id, link.connectionId, context.watched)
}

async function checkServers(setup: Setup, { context, seenServer }: Sweeping): Promise<Found | null> {
  const origins = providerOrigins(setup).filter((origin) => origin.startsWith('https:'))
  if (origins.length === 0) return null
  const { host, watched } = context
  const found: Found[] = []
  for (const origin of origins) {
    const certificate = await seenServer(origin, async () => {
      const run = reach(`${origin}/`, { ...wayOf(context), limitMs: reachLimitMs, brief: true }, host)
      let step = await run.next()
      while (!step.done) step = await run.next()
      const [leaf] = step.value.result.chain
      if (leaf === undefined) return null
      const { subject, sha256, notBefore, notAfter } = leaf
      const seen = { subject, sha256, notBefore: isoOf(notBefore), notAfter: isoOf(notAfter) }
      await watched.sawServer(origin, seen)
      return seen
    })
    found.push(sayServer(new URL(origin).host, certificate, host.now()))
  }
  return found.sort(worseFirst)[0] ?? null
}

const isoOf = (text: string) => {
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? text : new Date(ms).toISOString()
}

function sayServer(host: string, certificate: SeenCertificate | null, now: number): Found {
  if (certificate === null) return { status: 'skipped', summary: `${host} showed no certificate.` }
  const { status, sentence } = judgeEnd({ kind: 'instant', at: certificate.notAfter }, now, 'UTC')
  return { status, summary: `The certificate of the web server ${host}: ${sentence.toLowerCase()}.` }
}

/** What strict service providers commonly allow, in seconds. */
const usualSkew = 180

async function checkClock(setup: Setup, { context, readClock }: Sweeping): Promise<Found | null> {
  const [origin] = providerOrigins(setup)
  if (origin === undefined) return null
  const finding = await readClock(origin, async () => {
    const run = checkClocks({ servers: [], urls: [origin], messages: [] }, limitsFor(usualSkew), context.host)
    let first: Finding | null = null
    let step = await run.next()
    while (!step.done) {
      first ??= step.value
      step = await run.next()
    }
    await context.watched.sawClocks(step.value)
    return first
  })
  return finding && { status: finding.status, summary: finding.summary }
}
