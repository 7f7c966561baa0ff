import { readFile } from 'node:fs/promises'
import { type BrowserWindow, clipboard } from 'electron'
import { failed, type Outcome, type Problem, succeeded } from '../../shared/problem'
import type { CaptureClaims, CapturedRequest, CapturedRow, CaptureView } from '../../shared/runs/scim-capture'
import type { Host } from '../host/host'
import type { Inspector } from '../inspection/door'
import type { CaptureRecord } from '../scim/capture/record'
import type { CaptureServer } from '../scim/capture/server'
import type { OpenFiles } from './files'
import { fileName, saveAs } from './save-as'
import { fileProblem } from './store/json-file'

export interface CaptureStart {
  port: number
  address?: string | undefined
  tls?: { certTicket: string; keyTicket: string } | undefined
  provider: string | null
}

interface DeskOptions {
  hostFor(signal: AbortSignal): Host
  inspector: Inspector
  files: OpenFiles
  /** Tells the page that more has come, a few times a second at most. */
  tell(change: { phase: CaptureView['phase']; requests: number }): void
  report(error: unknown, call: string): void
}

const noClaims: CaptureClaims = { changed: false, deactivated: false }
const tellEveryMs = 250

/** The SCIM capture of the window: one at a time. It goes on while another page is open, and ends with the program. */
export class CaptureDesk {
  private record: CaptureRecord | null = null
  private server: CaptureServer | null = null
  private last: Pick<CaptureView, 'address' | 'file' | 'tokenEnd' | 'exposed'> = nothingYet
  private phase: CaptureView['phase'] = 'stopped'
  private claims = noClaims
  private provider: string | null = null
  private reading = new AbortController()
  private telling: NodeJS.Timeout | null = null

  constructor(private readonly options: DeskOptions) {}

  async start({ port, address, tls, provider }: CaptureStart): Promise<Outcome<CaptureView>> {
    const identity = tls === undefined ? null : await this.identity(tls)
    if (identity !== null && !identity.ok) return identity
    await this.stop()
    const { startCaptureServer, CaptureRefusal } = await import('../scim/capture/server')
    const { CaptureRecord } = await import('../scim/capture/record')
    const record = new CaptureRecord('live')
    const host = this.options.hostFor(new AbortController().signal)
    try {
      const server = await startCaptureServer({
        port,
        ...(address === undefined || address === '' ? {} : { address }),
        ...(identity === null ? {} : { tls: identity.value }),
        now: host.now,
        monotonic: host.monotonic,
        onExchange: (exchange) => {
          record.add(exchange)
          this.tellSoon()
        },
        onBug: (error) => this.options.report(error, 'scim capture'),
      })
      Object.assign(this, { record, server, phase: 'running', claims: noClaims, provider })
      this.last = {
        address: server.address,
        file: null,
        tokenEnd: server.token.slice(-4),
        exposed: server.exposed,
      }
      return succeeded(await this.view())
    } catch (error) {
      const { cannotListen } = await import('../scim/capture/run')
      if (error instanceof CaptureRefusal) return failed(cannotListen(error))
      throw error
    }
  }

  /** Ends listening. What came stays to be looked at. */
  async stop(): Promise<CaptureView> {
    this.reading.abort()
    const { server } = this
    this.server = null
    if (this.phase === 'running') this.phase = 'stopped'
    await server?.close()
    return this.view()
  }

  /** Puts away what came. */
  async clear(): Promise<CaptureView> {
    await this.stop()
    Object.assign(this, { record: null, last: nothingYet, phase: 'stopped', claims: noClaims })
    return this.view()
  }

  async replay(ticket: string): Promise<Outcome<CaptureView>> {
    const file = this.options.files.path(ticket)
    if (!file.ok) return file
    await this.clear()
    this.reading = new AbortController()
    const { CaptureRecord } = await import('../scim/capture/record')
    const { replayLog } = await import('../scim/capture/run')
    const record = new CaptureRecord('log')
    const run = replayLog(
      { kind: 'path', ...file.value },
      { claims: noClaims, provider: this.provider, onExchange: (exchange) => record.add(exchange) },
      this.options.hostFor(this.reading.signal),
      this.options.inspector,
    )
    let step = await run.next()
    while (!step.done) step = await run.next()
    if (!step.value.ok) return step.value
    Object.assign(this, { record, phase: 'read', last: { ...nothingYet, file: file.value.name } })
    return succeeded(await this.view())
  }

  async say(claims: CaptureClaims, provider: string | null): Promise<CaptureView> {
    this.claims = claims
    this.provider = provider
    return this.view()
  }

  async view(): Promise<CaptureView> {
    const { CaptureRecord } = await import('../scim/capture/record')
    const { judgeCapture } = await import('../scim/capture/judge')
    const record = this.record ?? new CaptureRecord('live')
    const observation = record.observation(Date.now(), this.claims, this.provider)
    return {
      phase: this.phase,
      ...this.last,
      provider: this.provider,
      claims: this.claims,
      facts: observation.facts,
      findings: this.record === null ? [] : judgeCapture(observation),
    }
  }

  page(from: number, count: number): { rows: CapturedRow[]; total: number } {
    const { record } = this
    return record === null
      ? { rows: [], total: 0 }
      : { rows: record.log.rows(from, count).map(short), total: record.log.size }
  }

  request(n: number): CapturedRequest | null {
    return this.record?.log.request(n) ?? null
  }

  /** Puts the token on the clipboard: the page never holds it. */
  copyToken(): Outcome<void> {
    if (this.server === null) return failed(notRunning)
    clipboard.writeText(this.server.token)
    return succeeded(undefined)
  }

  async save(window: BrowserWindow): Promise<Outcome<{ saved: boolean }>> {
    const { record } = this
    if (record === null) return failed(notRunning)
    const requests = [...record.log.kept()].map(({ at, text, ...request }) => ({
      ...request,
      at: new Date(at).toISOString(),
      body: text,
    }))
    const file = { signpost: 'scim-capture', schema: 1, facts: record.facts(), requests }
    const name = `scim-capture-${new Date().toISOString().slice(0, 16)}`
    return saveAs(window, `${fileName(name)}.json`, 'json', `${JSON.stringify(file, null, 2)}\n`)
  }

  private async identity(tls: NonNullable<CaptureStart['tls']>): Promise<Outcome<{ cert: string; key: string }>> {
    const texts: string[] = []
    for (const ticket of [tls.certTicket, tls.keyTicket]) {
      const file = this.options.files.path(ticket)
      if (!file.ok) return file
      try {
        texts.push(await readFile(file.value.path, 'utf8'))
      } catch (error) {
        return failed(fileProblem(error, file.value.path, 'read'))
      }
    }
    return succeeded({ cert: texts[0] ?? '', key: texts[1] ?? '' })
  }

  private tellSoon(): void {
    this.telling ??= setTimeout(() => {
      this.telling = null
      this.options.tell({ phase: this.phase, requests: this.record?.log.size ?? 0 })
    }, tellEveryMs)
  }
}

const nothingYet = { address: null, file: null, tokenEnd: null, exposed: false }

const notRunning: Problem = {
  code: 'scim.no-capture',
  title: 'There is no capture.',
  detail: 'It was stopped, or it was never started.',
  remedy: 'Start one first.',
}

/** A row as the list shows it: a path of thousands of characters is cut. */
const short = (row: CapturedRow): CapturedRow => ({ ...row, path: row.path.slice(0, 300) })
