import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { rememberInput, subjectOf } from '../../../src/main/diagnosis/remember'
import type { Bundle } from '../../../src/main/report/bundle'
import { DiagnosisStore } from '../../../src/main/shell/store/diagnoses'
import type { Finding } from '../../../src/shared/finding'
import type { Outcome } from '../../../src/shared/problem'
import type { DiagnoseInput, DiagnoseResult } from '../../../src/shared/runs/diagnose'
import { finding } from './world'

let folder: string
let time: number
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-diagnoses-'))
  time = Date.parse('2026-11-24T10:00:00.000Z')
})
afterEach(async () => {
  // A program that is gone holds no file; this one would.
  await Promise.all(cutOff.splice(0).map((keeper) => keeper.ended('cancelled', null)))
  await rm(folder, { recursive: true, force: true })
})

/** Diagnoses that a test leaves as a program that is killed would. */
const cutOff: Array<ReturnType<DiagnosisStore['keep']>> = []

const clock = () => {
  time += 1000
  return new Date(time)
}
const store = () => new DiagnosisStore(folder, clock, '1.0.0')
const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.problem.title)
  return outcome.value
}
const id = (name: string) => `run-${name}-0000`

const refused: Finding[] = [finding('scim.token', 'fail', [['Answer', 'status 401']])]
const sound: Finding[] = [finding('scim.token', 'pass'), finding('scim.endpoint', 'pass')]
const result: DiagnoseResult = {
  verdicts: [],
  inputs: ['scim-endpoint', 'scim-token'],
  product: 'okta',
  hinted: [],
  sides: [],
  metadata: null,
  assertion: null,
  clocks: [],
  probes: [],
}

async function run(kept: DiagnosisStore, name: string, findings: Finding[], input: DiagnoseInput = {}) {
  const keeper = kept.keep(id(name), input)
  await keeper.found(findings)
  await keeper.ended('done', result)
}

describe('a diagnosis that ran to its end', () => {
  test('is there after a restart, judged anew, with the first cause in the list', async () => {
    await run(store(), 'one', refused, { setupId: 'setup-1' })
    const { items } = await store().list('setup-1')
    expect(items).toMatchObject([
      {
        id: id('one'),
        end: 'done',
        first: { cause: 'scim.unauthorized', state: 'confirmed' },
        confirmed: 1,
        good: false,
      },
    ])
    const shown = value(await store().get(id('one')))
    expect(shown.verdicts).toHaveLength(23)
    expect(shown.verdicts[0]).toMatchObject({ cause: 'scim.unauthorized', state: 'confirmed' })
    expect(shown.result.product).toBe('okta')
  })

  test('counts as good when it found no cause and ruled some out', async () => {
    const kept = store()
    await run(kept, 'good', sound)
    await run(kept, 'nothing', [])
    const { items } = await kept.list(null)
    expect(items.map(({ id, good }) => [id, good])).toEqual([
      [id('nothing'), false],
      [id('good'), true],
    ])
  })

  test('counts as good with a likely cause only where WorkOS says that all works', async () => {
    const kept = store()
    const likely = [finding('scim.token', 'fail', [['Answer', 'status 403']])]
    const answers = finding('scim.endpoint', 'pass', [['Answer', 'status 200']])
    await run(kept, 'doubtful', [...likely, answers])
    await run(kept, 'live', [...likely, answers, finding('workos.directory-state', 'pass')])
    const { items } = await kept.list(null)
    expect(items.map(({ id, likely: count, good }) => [id, count > 0, good])).toEqual([
      [id('live'), true, true],
      [id('doubtful'), true, false],
    ])
  })

  test('belongs to its set-up alone', async () => {
    const kept = store()
    await run(kept, 'a', sound, { setupId: 'a' })
    await run(kept, 'b', sound, { setupId: 'b' })
    expect((await kept.list('a')).items.map(({ id }) => id)).toEqual([id('a')])
  })

  test('can be deleted and brought back', async () => {
    const kept = store()
    await run(kept, 'one', sound)
    value(await kept.remove(id('one')))
    expect((await kept.list(null)).items).toEqual([])
    expect(await kept.get(id('one'))).toMatchObject({ ok: false, problem: { code: 'diagnosis.unknown' } })
    value(await kept.restore(id('one')))
    expect((await kept.list(null)).items).toHaveLength(1)
  })

  test('goes when forty newer ones are there, but never the last good one', async () => {
    const kept = store()
    await run(kept, 'good', sound, { setupId: 's' })
    await run(kept, 'bad', refused, { setupId: 's' })
    for (let more = 0; more < 40; more++) await run(kept, `m${more}`, refused, { setupId: 's' })
    const ids = (await kept.list('s')).items.map((one) => one.id)
    expect(ids).toHaveLength(41)
    expect(ids).toContain(id('good'))
    expect(ids).not.toContain(id('bad'))
  })
})

describe('a diagnosis that was cut off', () => {
  test('loses no finding that was told before', async () => {
    const keeper = store().keep(id('cut'), { setupId: 's' })
    cutOff.push(keeper)
    await keeper.found(refused)
    const probes = [{ name: 'scim', looksAt: 'the SCIM endpoint', state: 'running' }]
    await keeper.stands({ inputs: ['scim-endpoint'], product: null, probes, verdicts: [], open: [] })
    await keeper.found(sound.slice(1))
    // The program is gone; another one starts.
    const [one] = (await store().list('s')).items
    expect(one).toMatchObject({ end: 'interrupted', first: { cause: 'scim.unauthorized', state: 'confirmed' } })
    const shown = value(await store().get(id('cut')))
    expect(shown.findings.map(({ id }) => id)).toEqual(['scim.token', 'scim.endpoint'])
    expect(shown.result.inputs).toEqual(['scim-endpoint'])
    expect(shown.result.probes).toMatchObject([{ name: 'scim', end: 'cancelled' }])
    expect(await readdir(folder)).not.toContain(`${id('cut')}.running.jsonl`)
  })

  test('in the middle of a line loses that line alone', async () => {
    const keeper = store().keep(id('torn'), {})
    cutOff.push(keeper)
    await keeper.found(refused)
    await appendFile(join(folder, `${id('torn')}.running.jsonl`), '{"findings":[{"id":"scim.endp')
    expect(value(await store().get(id('torn'))).findings).toEqual(refused)
  })

  test('that still runs here is not taken for one that was cut off', async () => {
    const kept = store()
    const keeper = kept.keep(id('still'), {})
    await keeper.found(refused)
    expect((await kept.list(null)).items).toEqual([])
    await keeper.ended('done', result)
    expect((await kept.list(null)).items).toMatchObject([{ end: 'done' }])
  })

  test('before its first line was whole is put aside and reported', async () => {
    await writeFile(join(folder, 'run-x-0000.running.jsonl'), '{"schema":1,"id":"run-')
    const { items, problem } = await store().list(null)
    expect(items).toEqual([])
    expect(problem?.detail).toContain('run-x-0000')
    expect(await readdir(folder)).toContain('run-x-0000.running.jsonl.damaged')
  })
})

describe('a disk that refuses', () => {
  test('does not end the diagnosis, and says why nothing was kept', async () => {
    await writeFile(join(folder, 'file'), '')
    const kept = new DiagnosisStore(join(folder, 'file', 'diagnoses'), clock, '1.0.0')
    const keeper = kept.keep(id('lost'), {})
    await keeper.found(refused)
    await keeper.ended('done', result)
    expect(await kept.list(null)).toMatchObject({ items: [], problem: { title: expect.any(String) } })
  })

  test('one damaged file leaves the others', async () => {
    await run(store(), 'one', sound)
    await run(store(), 'two', sound)
    await writeFile(join(folder, `${id('one')}.json`), '{"schema":1')
    const { items, problem } = await store().list(null)
    expect(items.map((one) => one.id)).toEqual([id('two')])
    expect(problem?.code).toBe('diagnosis.damaged')
  })
})

describe('what is kept of an input', () => {
  test('is neither a secret nor the text of a document', async () => {
    const input: DiagnoseInput = {
      metadata: { kind: 'url', url: 'https://user:canary-a@idp.example/metadata?token=canary-b-long-enough' },
      response: { kind: 'text', text: 'canary-c' },
      decryptionKey: { kind: 'typed', text: 'canary-d' },
      scim: { url: 'https://scim.example/v2', token: { kind: 'typed', text: 'canary-e' } },
      urls: ['https://user:canary-f@idp.example/'],
      acs: 'https://auth.example/acs',
    }
    await run(store(), 'canary', sound, input)
    const file = await readFile(join(folder, `${id('canary')}.json`), 'utf8')
    expect(file).not.toMatch(/canary-[acdef]|canary-b-l/)
    expect(file).toContain('https://auth.example/acs')
  })

  test('names what was looked at in a line', () => {
    expect(subjectOf(rememberInput({ symptom: 'MSIS3200\n it says' }))).toBe('MSIS3200 it says')
    expect(
      subjectOf(
        rememberInput({
          response: { kind: 'text', text: 'x' },
          workos: { environmentId: 'e', connectionId: 'conn_1', organizationId: 'org_1' },
        }),
      ),
    ).toBe('a pasted response, conn_1')
    expect(subjectOf({})).toBe('nothing in particular')
  })
})

describe('a bundle from elsewhere', () => {
  const bundle = (part: Partial<Bundle>): Bundle => ({
    tool: 'signpost',
    version: '1.0.0',
    command: 'diagnose',
    subject: 'theirs',
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 5,
    findings: refused,
    verdicts: [],
    result: {},
    ...part,
  })

  test('is judged here, whatever verdicts it claims', async () => {
    const claimed = {
      cause: 'saml.nameid-missing',
      state: 'confirmed',
      summary: 'trust me',
      because: [],
      contradicts: [],
      grounds: [],
    } as const
    const kept = store()
    const { id: own } = value(
      await kept.adopt(bundle({ verdicts: [{ ...claimed, because: [], contradicts: [], grounds: [] }] })),
    )
    const shown = value(await kept.get(own))
    expect(shown).toMatchObject({ end: 'opened', subject: 'theirs', setupId: null })
    expect(shown.verdicts[0]?.cause).toBe('scim.unauthorized')
  })

  test('with a result of another shape shows what can be read of it', async () => {
    const kept = store()
    const { id: own } = value(
      await kept.adopt(bundle({ result: { inputs: 'all', product: 'okta', sides: [{ id: 7 }] } })),
    )
    expect(value(await kept.get(own)).result).toMatchObject({ inputs: [], product: 'okta', sides: [] })
  })
})
