import type { CaptureClaims } from '../../../shared/runs/scim-capture'
import type { Host } from '../../host/host'
import type { Probe } from '../../probe'
import type { CapturedExchange } from './exchange'
import { judgeCapture } from './judge'
import { CaptureRecord } from './record'
import { type CaptureServer, type CaptureServerOptions, startCaptureServer } from './server'
import type { CaptureObservation } from './tally'

export interface CaptureInput extends Pick<CaptureServerOptions, 'port' | 'address' | 'tls' | 'token'> {
  claims: CaptureClaims
  /** The provider as the person names it; null: told by the requests. */
  provider: string | null
  /** Ends when no request has come for so long after the first one; null: only when stopped. */
  untilIdleMs: number | null
  stop: AbortSignal
  onStart?(server: CaptureServer): void
  onExchange?(exchange: CapturedExchange): void
  onBug(error: unknown): void
}

/** Listens as a SCIM service until it is stopped or nothing comes any more; yields what came, once. */
export async function* gatherCapture(input: CaptureInput, host: Host): AsyncGenerator<CaptureObservation, void> {
  const record = new CaptureRecord('live')
  const ended = AbortSignal.any([input.stop, host.signal])
  const idle = new IdleTimer(input.untilIdleMs)
  const server = await startCaptureServer({
    ...input,
    now: host.now,
    monotonic: host.monotonic,
    onExchange: (exchange) => {
      record.add(exchange)
      idle.restart()
      input.onExchange?.(exchange)
    },
  })
  try {
    input.onStart?.(server)
    await Promise.race([idle.over, aborted(ended)])
  } finally {
    idle.end()
    await server.close()
  }
  yield record.observation(host.now(), input.claims, input.provider)
}

export const captureProbe: Probe<CaptureInput, CaptureObservation> = {
  name: 'scim.capture',
  gather: gatherCapture,
  judge: judgeCapture,
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

/** Runs out some time after the last request; before the first it does not run. */
class IdleTimer {
  readonly over: Promise<void>
  private timer: NodeJS.Timeout | null = null
  private runOut: () => void = () => undefined

  constructor(private readonly ms: number | null) {
    this.over = new Promise((resolve) => {
      this.runOut = resolve
    })
  }

  restart(): void {
    if (this.ms === null) return
    if (this.timer === null) this.timer = setTimeout(() => this.runOut(), this.ms)
    else this.timer.refresh()
  }

  end(): void {
    if (this.timer !== null) clearTimeout(this.timer)
  }
}
