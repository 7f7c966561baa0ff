import type { Finding } from '../../../shared/finding'
import { failed, type Outcome, type Problem, succeeded } from '../../../shared/problem'
import type { CaptureClaims, CaptureResult } from '../../../shared/runs/scim-capture'
import type { Host } from '../../host/host'
import type { Inspector } from '../../inspection/door'
import { runProbe } from '../../probe'
import type { NamedDocument } from '../../runs/run'
import type { CapturedExchange } from './exchange'
import { type CaptureInput, captureProbe } from './gather'
import { judgeCapture } from './judge'
import { CaptureRecord } from './record'
import { CaptureRefusal, type CaptureServer } from './server'

/** Listens until it is stopped; yields the findings then. */
export async function* captureWith(input: CaptureInput, host: Host): AsyncGenerator<Finding, Outcome<CaptureResult>> {
  let server: CaptureServer | null = null
  const onStart = (started: CaptureServer) => {
    server = started
    input.onStart?.(started)
  }
  try {
    for await (const { observation, findings } of runProbe(captureProbe, { ...input, onStart }, host)) {
      yield* findings
      return succeeded({ facts: observation.facts, address: addressOf(server) })
    }
  } catch (error) {
    if (error instanceof CaptureRefusal) return failed(cannotListen(error))
    throw error
  }
  return failed({
    code: 'scim.cancelled',
    title: 'The capture was cancelled.',
    detail: 'What had arrived until then was not judged.',
    remedy: 'Start it again, and stop it when enough has arrived.',
  })
}

const addressOf = (server: CaptureServer | null) => server?.address ?? null

/** Why a capture could not start, and what to do. */
export function cannotListen({ reason, message }: CaptureRefusal): Problem {
  const remedies: Readonly<Record<CaptureRefusal['reason'], string>> = {
    'plain-http-outside': 'Give a certificate and its key, or listen on this machine only.',
    'in-use': 'Choose another port, or let the system choose one.',
    'not-allowed': 'Choose a port above 1024.',
    'no-such-address': 'Give an address of this machine, or leave it out.',
    'bad-certificate': 'Give the certificate with its chain, and its private key without a passphrase, both in PEM.',
    other: 'Choose another port or address.',
  }
  return {
    code: `scim.capture-${reason}`,
    title: 'The capture cannot start.',
    detail: message,
    remedy: remedies[reason],
  }
}

export interface ReplayWish {
  claims: CaptureClaims
  provider: string | null
  onExchange?(exchange: CapturedExchange): void
}

/** Reads a recorded log in place of listening; yields the findings. */
export async function* replayLog(
  document: Exclude<NamedDocument, { kind: 'url' }>,
  { claims, provider, onExchange }: ReplayWish,
  host: Host,
  inspector: Inspector,
): AsyncGenerator<Finding, Outcome<CaptureResult>> {
  const record = new CaptureRecord('log')
  const run = inspector.inspect('scim.read-log', { document }, host.signal, ({ exchanges }) => {
    for (const exchange of exchanges) {
      record.add(exchange)
      onExchange?.(exchange)
    }
  })
  for (;;) {
    const step = await run.next()
    if (!step.done) {
      yield step.value
      continue
    }
    if (!step.value.ok) return step.value
    const observation = record.observation(host.now(), claims, provider)
    yield* judgeCapture(observation)
    return succeeded({ facts: observation.facts, address: null })
  }
}
