import { describe, expect, it } from 'vitest'
import { answerJobs } from '../../src/main/inspection/desk'
import { inspectionJobs } from '../../src/main/inspection/jobs'
import { fromInspectorSchema, type ToInspector } from '../../src/main/inspection/protocol'
import { type InspectorProcess, inspectionLimits, superviseInspector } from '../../src/main/inspection/supervisor'
import type { InspectMetadataInput } from '../../src/main/metadata/job'
import type { Finding } from '../../src/shared/finding'
import { documentOf, now } from './metadata-corpus'

type Jobs = Parameters<typeof answerJobs>[0]

function deliver(alive: boolean, listeners: ReadonlyArray<(message: unknown) => void>, message: unknown): void {
  if (alive) for (const listener of listeners) listener(message)
}

/** The inspector in this process, behind a carrier that copies what it carries as a real one does. */
function inProcess(jobs: Jobs = inspectionJobs) {
  const seen = { spawned: 0, killed: 0, toMain: [] as unknown[], toInspector: [] as ToInspector[] }
  const spawn = (): InspectorProcess => {
    seen.spawned++
    let alive = true
    const toMain: Array<(message: unknown) => void> = []
    const toInspector: Array<(message: unknown) => void> = []
    answerJobs(jobs, {
      post: (message) => {
        const copy = structuredClone(message)
        if (message.type !== 'memory') seen.toMain.push(copy)
        setImmediate(() => deliver(alive, toMain, copy))
      },
      onMessage: (listener) => toInspector.push(listener),
    })
    return {
      post: (message) => {
        const copy = structuredClone(message)
        seen.toInspector.push(copy)
        setImmediate(() => deliver(alive, toInspector, copy))
      },
      onMessage: (listener) => toMain.push(listener),
      onExit: () => {},
      kill: () => {
        seen.killed++
        alive = false
      },
    }
  }
  return { spawn, seen }
}

const input = (document: string | Uint8Array): InspectMetadataInput => ({
  document: { kind: 'bytes', bytes: typeof document === 'string' ? Buffer.from(document) : document, name: 'm.xml' },
  exchange: null,
  now,
  skewMs: 0,
  entityId: null,
  certificate: null,
  entities: { offset: 0 },
})

async function run(
  inspector: ReturnType<typeof superviseInspector>,
  given = input(documentOf('okta')),
  signal = new AbortController().signal,
) {
  const findings: Finding[] = []
  const job = inspector.inspect('metadata.inspect', given, signal)
  let step = await job.next()
  while (!step.done) {
    findings.push(step.value)
    step = await job.next()
  }
  return { findings, outcome: step.value }
}

/** Jobs of which the one under test behaves as told. */
const behaving = (job: Jobs[string]): Jobs => ({ ...inspectionJobs, 'metadata.inspect': job })

const limits = { ...inspectionLimits, timeMs: 200, graceMs: 50 }
const hang: Jobs[string] = async function* () {
  yield { id: 'metadata.source', status: 'pass', summary: 'x', evidence: [] }
  await new Promise(() => {})
  throw new Error('never here')
}

describe('a job in the inspector', () => {
  it('streams findings and returns its result', async () => {
    const { spawn, seen } = inProcess()
    const inspector = superviseInspector(spawn)
    const { findings, outcome } = await run(inspector)
    expect(findings.map(({ id }) => id)).toContain('metadata.certificate-expiry')
    expect(outcome).toMatchObject({ ok: true, value: { entityCount: 1, entities: [{ roles: ['IDPSSODescriptor'] }] } })
    await run(inspector)
    expect(seen.spawned).toBe(1)
    expect(seen.toMain.every((message) => fromInspectorSchema.safeParse(message).success)).toBe(true)
  })

  it('gets large bytes in pieces, and only the bytes meant', async () => {
    const { spawn, seen } = inProcess()
    const padded = Buffer.from(`secret${documentOf('okta')}<!-- ${'é'.repeat(400_000)} -->secret`)
    const bytes = padded.subarray(6, padded.length - 6)
    const { outcome } = await run(superviseInspector(spawn), input(bytes))
    expect(outcome.ok).toBe(true)
    const sizes = seen.toInspector.flatMap((message) =>
      message.type === 'bytes' ? [message.bytes.buffer.byteLength] : [],
    )
    expect(Math.max(...sizes)).toBeLessThanOrEqual(256 * 1024)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(bytes.length)
  })

  it('never sends more than 100 kB in one message', async () => {
    const { spawn, seen } = inProcess()
    const entity = documentOf('shibboleth').replace(/^<\?xml[^>]*\?>/, '')
    const many = Array.from({ length: 400 }, (_, index) =>
      entity.replace('idp.example.edu/idp/shibboleth"', `idp${index}.example.edu/${'x'.repeat(900)}"`),
    )
    const document = `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${many.join('')}</EntitiesDescriptor>`
    const { outcome } = await run(superviseInspector(spawn), { ...input(document), now: now + 20 * 365 * 86_400_000 })
    expect(outcome).toMatchObject({ ok: true, value: { entityCount: 400 } })
    for (const message of seen.toMain) expect(JSON.stringify(message).length).toBeLessThan(100_000)
  })

  it('runs one at a time, in order', async () => {
    const order: string[] = []
    const { spawn } = inProcess(
      behaving(async function* (given: InspectMetadataInput) {
        order.push(`${given.document.name} begins`)
        await new Promise((resolve) => setImmediate(resolve))
        yield { id: 'metadata.source', status: 'pass', summary: 'x', evidence: [] }
        order.push(`${given.document.name} ends`)
        return { ok: true, value: { entities: [], entityCount: 0 } }
      } as Jobs[string]),
    )
    const inspector = superviseInspector(spawn)
    const named = (name: string) => ({ ...input('x'), document: { kind: 'path' as const, path: '/nowhere', name } })
    await Promise.all([run(inspector, named('a')), run(inspector, named('b')), run(inspector, named('c'))])
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  })
})

describe('a job that goes wrong', () => {
  it('takes too long: killed, said, and the next one runs in a fresh process', async () => {
    const { spawn, seen } = inProcess(behaving(hang))
    const inspector = superviseInspector(spawn, () => {}, limits)
    const { findings, outcome } = await run(inspector)
    expect(findings).toHaveLength(1)
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'inspection.timeout' } })
    await run(inspector)
    expect(seen).toMatchObject({ spawned: 2, killed: 2 })
  })

  it('takes too much memory, by its own word or by the system’s', async () => {
    const { spawn } = inProcess(behaving(hang))
    const own = superviseInspector(spawn, () => {}, { ...limits, memoryBytes: 1024, timeMs: 5000 })
    expect((await run(own)).outcome).toMatchObject({ ok: false, problem: { code: 'inspection.memory' } })
    const weighed = superviseInspector(
      () => ({ ...spawn(), memory: () => 2 * limits.memoryBytes }),
      () => {},
      { ...limits, timeMs: 5000 },
    )
    expect((await run(weighed)).outcome).toMatchObject({ ok: false, problem: { code: 'inspection.memory' } })
  })

  it('is cancelled: ends within its grace, killed if it does not stop', async () => {
    const { spawn, seen } = inProcess(behaving(hang))
    const inspector = superviseInspector(spawn, () => {}, { ...limits, timeMs: 10_000 })
    const controller = new AbortController()
    const running = run(inspector, input('x'), controller.signal)
    await new Promise((resolve) => setTimeout(resolve, 20))
    const at = performance.now()
    controller.abort()
    expect((await running).outcome).toMatchObject({ ok: false, problem: { code: 'inspection.cancelled' } })
    expect(performance.now() - at).toBeLessThan(1000)
    expect(seen.killed).toBe(1)
  })

  it('is cancelled while it waits for its turn', async () => {
    const { spawn } = inProcess(behaving(hang))
    const inspector = superviseInspector(spawn, () => {}, limits)
    const first = run(inspector)
    const controller = new AbortController()
    const second = run(inspector, input('x'), controller.signal)
    controller.abort()
    expect((await second).outcome).toMatchObject({ ok: false, problem: { code: 'inspection.cancelled' } })
    expect((await first).outcome).toMatchObject({ ok: false, problem: { code: 'inspection.timeout' } })
  })

  it('throws: a bug, reported without the message, which may quote the document', async () => {
    const reports: string[] = []
    const { spawn } = inProcess(
      behaving(async function* () {
        yield* []
        throw new Error('the document said CANARY')
      }),
    )
    const { outcome } = await run(superviseInspector(spawn, (bug) => reports.push(bug)))
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'inspection.bug' } })
    expect(reports.join()).toMatch(/^Error/)
    expect(JSON.stringify([outcome, reports])).not.toContain('CANARY')
  })

  it('answers with what is no answer', async () => {
    for (const value of [{ entities: 'none' }, null, { entities: [], entityCount: -0.5 }]) {
      const { spawn, seen } = inProcess(
        behaving(async function* () {
          yield* []
          return { ok: true, value }
        }),
      )
      expect((await run(superviseInspector(spawn))).outcome).toMatchObject({
        ok: false,
        problem: { code: 'inspection.bug' },
      })
      expect(seen.killed).toBe(1)
    }
  })

  it('is left early: the work does not go on', async () => {
    const { spawn, seen } = inProcess(behaving(hang))
    const inspector = superviseInspector(spawn)
    for await (const finding of inspector.inspect('metadata.inspect', input('x'), new AbortController().signal)) {
      expect(finding.id).toBe('metadata.source')
      break
    }
    expect(seen.killed).toBe(1)
  })

  it('loses its process', async () => {
    let exit: (code: number | null) => void = () => {}
    const { spawn } = inProcess(behaving(hang))
    const inspector = superviseInspector(() => ({ ...spawn(), onExit: (listener) => (exit = listener) }))
    const running = run(inspector)
    await new Promise((resolve) => setTimeout(resolve, 20))
    exit(134)
    expect((await running).outcome).toMatchObject({ ok: false, problem: { code: 'inspection.crashed' } })
  })
})
