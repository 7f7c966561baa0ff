import { describe, expect, test } from 'vitest'
import { type DiagnosisProbe, type ProbeContext, type ProbeEnd, runEngine } from '../../../src/main/diagnosis/engine'
import { type FactName, Facts } from '../../../src/main/diagnosis/facts'
import { type Host, httpDefaults } from '../../../src/main/host/host'
import type { CheckId } from '../../../src/shared/checks'
import type { Finding } from '../../../src/shared/finding'
import { judgeCauses } from '../../../src/shared/guidance/evidence/judge'
import { finding } from './world'

type Probe = DiagnosisProbe<null>

const passes = (id: CheckId) => finding(id, 'pass')
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
const never = () => new Promise<never>(() => undefined)

function probe(name: string, run: Probe['run'], more: Partial<Probe> = {}): Probe {
  const base = { looksAt: `the ${name}`, standsFor: 'network.http', reports: [], gives: [], uses: [] } as const
  return { name, ...base, needs: () => true, run, ...more }
}

function context(signal = new AbortController().signal): Omit<ProbeContext, 'observe'> {
  const host: Host = {
    now: Date.now,
    monotonic: () => performance.now(),
    signal,
    http: () => Promise.reject(new Error(`nothing is fetched here within ${httpDefaults.timeoutMs}`)),
  }
  return {
    host,
    inspector: {
      // biome-ignore lint/correctness/useYield: there is no document here
      inspect: async function* () {
        throw new Error('there is no document here')
      },
      close: () => undefined,
    },
    document: () => {
      throw new Error('there is no document here')
    },
  }
}

async function run(
  probes: readonly Probe[],
  { limitMs = 1000, signal, onBug }: { limitMs?: number; signal?: AbortSignal; onBug?: () => void } = {},
): Promise<{ findings: Finding[]; ends: Record<string, ProbeEnd>; ms: number }> {
  const findings: Finding[] = []
  const ends: Record<string, ProbeEnd> = {}
  const started = performance.now()
  const steps = runEngine(probes, null, context(signal), { limitMs, ...(onBug ? { onBug } : {}) })
  for (;;) {
    const step = await steps.next()
    if (step.done) return { findings, ends, ms: performance.now() - started }
    if (step.value.kind === 'found') findings.push(step.value.finding)
    if (step.value.kind === 'ended') ends[step.value.probe] = step.value.end
  }
}

async function nextFinding(steps: ReturnType<typeof runEngine>): Promise<Finding | null> {
  for (;;) {
    const step = await steps.next()
    if (step.done) return null
    if (step.value.kind === 'found') return step.value.finding
  }
}

test('whoever listens is told when a probe begins and how it ended', async () => {
  const told: string[] = []
  const probes = [
    probe('quick', async function* () {
      yield passes('scim.token')
    }),
    probe('broken', async function* () {
      yield passes('network.dns')
      throw new Error('a bug')
    }),
    probe('not asked for', async function* () {}, { needs: () => false }),
  ]
  for await (const step of runEngine(probes, null, context(), { limitMs: 1000 })) {
    if (step.kind !== 'found') told.push(`${step.probe} ${step.kind === 'ended' ? step.end : step.kind}`)
  }
  expect(told.toSorted()).toEqual(['broken began', 'broken broken', 'quick began', 'quick done'])
  expect(told.indexOf('quick began')).toBeLessThan(told.indexOf('quick done'))
})

describe('probes that misbehave', () => {
  test('one that hangs is given up, and says so; the others are heard', async () => {
    const { findings, ends } = await run(
      [
        probe('hanging', async function* () {
          yield passes('network.dns')
          await never()
        }),
        probe('quick', async function* () {
          yield passes('scim.token')
        }),
      ],
      { limitMs: 60 },
    )
    expect(ends).toEqual({ hanging: 'timed-out', quick: 'done' })
    expect(findings.map(({ id, status }) => [id, status])).toEqual([
      ['network.dns', 'pass'],
      ['scim.token', 'pass'],
      ['network.http', 'skipped'],
    ])
    expect(findings.at(-1)?.summary).toMatch(/the hanging was given up .* What it had found until then stands/)
  })

  test('one that throws becomes a skipped finding, and is reported as a bug', async () => {
    const bugs: unknown[] = []
    const { findings, ends } = await run(
      [
        probe('broken', () => {
          throw new TypeError('a secret: hunter2')
        }),
        probe('breaking', async function* () {
          yield passes('scim.endpoint')
          throw new TypeError('a secret: hunter2')
        }),
        probe('fine', async function* () {
          await pause(5)
          yield passes('scim.token')
        }),
      ],
      { onBug: () => bugs.push(1) },
    )
    expect(ends).toEqual({ broken: 'broken', breaking: 'broken', fine: 'done' })
    expect(findings.filter(({ status }) => status === 'skipped')).toHaveLength(2)
    expect(JSON.stringify(findings)).not.toContain('hunter2')
    expect(bugs).toHaveLength(2)
  })

  test('verdicts come all the same', async () => {
    const { findings } = await run(
      [
        probe('broken', () => {
          throw new Error('broken')
        }),
        probe('token', async function* () {
          yield finding('scim.token', 'fail')
        }),
      ],
      { limitMs: 50 },
    )
    const verdicts = judgeCauses(findings, new Set())
    expect(verdicts[0]).toMatchObject({ cause: 'scim.unauthorized', state: 'confirmed' })
    expect(verdicts).toHaveLength(23)
  })

  test('one that ignores its signal holds up nobody', async () => {
    const deaf = probe('deaf', async function* () {
      await never()
      yield passes('network.dns')
    })
    const { ms } = await run([deaf], { limitMs: 40 })
    expect(ms).toBeLessThan(400)
  })
})

describe('side by side', () => {
  test.each([
    [50, 50, 50, 50, 50, 50],
    [300, 20, 20, 20],
  ])('takes as long as the slowest: %s', async (...delays) => {
    const probes = delays.map((ms, index) =>
      probe(`p${index}`, async function* () {
        await pause(ms)
        yield passes('network.dns')
      }),
    )
    const { ms, findings } = await run(probes)
    expect(findings).toHaveLength(delays.length)
    expect(ms).toBeLessThan(1.2 * Math.max(...delays) + 40)
  })

  test('findings come while others still run', async () => {
    const steps = runEngine(
      [
        probe('slow', async function* () {
          await never()
          yield passes('network.dns')
        }),
        probe('quick', async function* () {
          yield passes('scim.token')
        }),
      ],
      null,
      context(),
      { limitMs: 5000 },
    )
    expect(await nextFinding(steps)).toMatchObject({ id: 'scim.token' })
    await steps.return({ facts: new Facts(), observations: [] })
  })

  test('what is not given is not looked at', async () => {
    const { findings, ends } = await run([
      probe(
        'unasked',
        async function* () {
          yield passes('network.dns')
        },
        { needs: () => false },
      ),
    ])
    expect([findings, ends]).toEqual([[], {}])
  })
})

describe('cancelling', () => {
  test('ends everything at once, and keeps what was found', async () => {
    const stop = new AbortController()
    const signals: AbortSignal[] = []
    const slow = (name: string) =>
      probe(name, async function* (_input, _facts, { host }) {
        signals.push(host.signal)
        yield passes('network.dns')
        await never()
      })
    const running = run([slow('one'), slow('two')], { limitMs: 60_000, signal: stop.signal })
    await pause(20)
    stop.abort()
    const { findings, ends, ms } = await running
    expect(ends).toEqual({ one: 'cancelled', two: 'cancelled' })
    expect(findings.map(({ status }) => status)).toEqual(['pass', 'pass'])
    expect(ms).toBeLessThan(1000)
    expect(signals.every(({ aborted }) => aborted)).toBe(true)
  })

  test('whoever stops reading ends what still runs', async () => {
    let signal: AbortSignal | undefined
    const steps = runEngine(
      [
        probe('slow', async function* (_input, _facts, { host }) {
          signal = host.signal
          yield passes('network.dns')
          await never()
        }),
      ],
      null,
      context(),
      { limitMs: 60_000 },
    )
    await nextFinding(steps)
    await steps.return({ facts: new Facts(), observations: [] })
    await pause(1)
    expect(signal?.aborted).toBe(true)
  })

  test('a time limit ends the requests of its probe', async () => {
    const asked: boolean[] = []
    const { ends } = await run(
      [
        probe('asking', async function* (_input, _facts, { host }) {
          host.signal.addEventListener('abort', () => asked.push(host.signal.aborted))
          await never()
          yield passes('network.dns')
        }),
      ],
      { limitMs: 30 },
    )
    expect([ends, asked]).toEqual([{ asking: 'timed-out' }, [true]])
  })
})

describe('what one finds out, another uses', () => {
  const told = (error: string) => ({ answer: { kind: 'error', error, description: null } as const, from: 'a test' })
  const answer = told('told')
  const teller = (name: string, run: Probe['run'], gives: readonly FactName[] = ['authorize']) =>
    probe(name, run, { gives })
  const asker = probe('asker', async function* (_input, facts) {
    const fact = await facts.when('authorize')
    yield finding('workos.connection', fact === null ? 'skipped' : 'pass')
  })

  test('told while it runs', async () => {
    const { findings } = await run([
      asker,
      teller('teller', async function* (_input, facts) {
        await pause(20)
        facts.tell('authorize', answer)
        yield passes('network.dns')
      }),
    ])
    expect(findings.map(({ status }) => status)).toEqual(['pass', 'pass'])
  })

  test.each([
    ['nobody could tell', [asker]],
    ['who could was not asked', [asker, { ...teller('teller', async function* () {}), needs: () => false }]],
    ['who could ended without a word', [asker, teller('teller', async function* () {})]],
    [
      'who could broke down',
      [
        asker,
        teller('teller', () => {
          throw new Error('broken')
        }),
      ],
    ],
    [
      'who could hangs',
      [
        asker,
        teller('teller', async function* () {
          await never()
          yield passes('network.dns')
        }),
      ],
    ],
  ] as const)('nobody waits for ever: %s', async (_, probes) => {
    const { findings } = await run(probes, { limitMs: 80 })
    expect(findings.find(({ id }) => id === 'workos.connection')?.status ?? 'timed out').toMatch(/skipped|timed out/)
  })

  test('what no probe of the run could tell is not waited for', async () => {
    const { findings, ends } = await run([{ ...asker, uses: ['authorize'] }], { limitMs: 200 })
    expect([ends, findings.map(({ status }) => status)]).toEqual([{ asker: 'done' }, ['skipped']])
  })

  test('of several who can tell, the first counts, and one that fails closes nothing', async () => {
    const { findings } = await run([
      teller('failing', () => {
        throw new Error('broken')
      }),
      teller('telling', async function* (_input, facts) {
        await pause(20)
        facts.tell('authorize', answer)
        facts.tell('authorize', told('too late'))
        yield passes('network.dns')
      }),
      probe('asker', async function* (_input, facts) {
        const fact = await facts.when('authorize')
        yield finding('workos.connection', 'info', [
          ['told', fact?.answer.kind === 'error' ? fact.answer.error : 'nothing'],
        ])
      }),
    ])
    expect(findings.find(({ id }) => id === 'workos.connection')?.evidence[0]?.value).toBe('told')
  })
})
