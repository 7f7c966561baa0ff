import { describe, expect, test } from 'vitest'
import { idle, RunStore } from '../../../src/renderer/bridge/run-store'
import type { Finding } from '../../../src/shared/finding'
import type { Outcome } from '../../../src/shared/problem'

const finding = (summary: string): Finding => ({ id: 'metadata.source', status: 'pass', summary, evidence: [] })
const done: Outcome<unknown> = { ok: true, value: 'result' }
const summaries = (store: RunStore) => store.read('slot').findings.map(({ summary }) => summary)

/** A main whose answers to a start come when the test says so. */
function doorOnHold() {
  const answers: ((outcome: Outcome<{ runId: string }>) => void)[] = []
  const cancelled: string[] = []
  const store = new RunStore({
    start: () => new Promise((resolve) => answers.push(resolve)),
    cancel: (runId) => cancelled.push(runId),
  })
  const answer = async (index: number, outcome: Outcome<{ runId: string }>) => {
    answers[index]?.(outcome)
    await Promise.resolve()
    await Promise.resolve()
  }
  return {
    store,
    cancelled,
    answer,
    started: (index: number, runId: string) => answer(index, { ok: true, value: { runId } }),
  }
}

describe('a run', () => {
  test('shows its findings as they come and its outcome at the end', async () => {
    const { store, started } = doorOnHold()
    let changes = 0
    store.watch('slot', () => changes++)
    void store.start('slot', 'metadata.inspect', {})
    expect(store.read('slot').phase).toBe('running')
    await started(0, 'a')
    store.found({ runId: 'a', findings: [finding('one')] })
    store.found({ runId: 'a', findings: [finding('two')] })
    expect(summaries(store)).toEqual(['one', 'two'])
    store.ended({ runId: 'a', outcome: done })
    expect(store.read('slot')).toMatchObject({ phase: 'ended', outcome: done })
    expect(changes).toBe(5)
  })

  test('loses nothing that overtakes the answer to its start', async () => {
    const { store, started } = doorOnHold()
    void store.start('slot', 'metadata.inspect', {})
    store.found({ runId: 'a', findings: [finding('early')] })
    store.ended({ runId: 'a', outcome: done })
    expect(store.read('slot').phase).toBe('running')
    await started(0, 'a')
    expect(summaries(store)).toEqual(['early'])
    expect(store.read('slot').phase).toBe('ended')
  })

  test('shows how far it is, also where that overtakes the answer to its start, and keeps the last of it', async () => {
    const { store, started } = doorOnHold()
    void store.start('slot', 'diagnose', {})
    store.progressed({ runId: 'a', progress: 'a third' })
    await started(0, 'a')
    expect(store.read('slot').progress).toBe('a third')
    store.progressed({ runId: 'a', progress: 'all of it' })
    store.ended({ runId: 'a', outcome: done })
    expect(store.read('slot')).toMatchObject({ phase: 'ended', progress: 'all of it' })
    void store.start('slot', 'diagnose', {})
    expect(store.read('slot').progress).toBeNull()
  })

  test('keeps the text it is told of, also what overtakes the answer to its start', async () => {
    const { store, started } = doorOnHold()
    const origin = { line: 3, column: 1 }
    void store.start('slot', 'metadata.inspect', {})
    store.told({ runId: 'a', text: 'one ', origin })
    await started(0, 'a')
    store.told({ runId: 'a', text: 'two', origin })
    expect(store.read('slot').text).toEqual({ text: 'one two', origin })
    void store.start('slot', 'metadata.inspect', {})
    expect(store.read('slot').text).toBeNull()
  })

  test('that main refuses ends with the problem', async () => {
    const { store, answer } = doorOnHold()
    const refused: Outcome<{ runId: string }> = {
      ok: false,
      problem: { code: 'run.invalid', title: 'No.', detail: 'Because.', remedy: 'Change it.' },
    }
    void store.start('slot', 'metadata.inspect', {})
    await answer(0, refused)
    expect(store.read('slot')).toEqual({ ...idle, phase: 'ended', outcome: refused })
  })

  test('is cancelled by the next one in its slot, and what it still sends is dropped', async () => {
    const { store, cancelled, started } = doorOnHold()
    void store.start('slot', 'metadata.inspect', {})
    await started(0, 'a')
    void store.start('slot', 'metadata.inspect', {})
    expect(cancelled).toEqual(['a'])
    await started(1, 'b')
    store.found({ runId: 'a', findings: [finding('of the first')] })
    store.found({ runId: 'b', findings: [finding('of the second')] })
    expect(summaries(store)).toEqual(['of the second'])
  })

  test('cancelled before its id is known is cancelled as soon as it is', async () => {
    const { store, cancelled, started } = doorOnHold()
    void store.start('slot', 'metadata.inspect', {})
    store.cancel('slot')
    expect(cancelled).toEqual([])
    await started(0, 'a')
    expect(cancelled).toEqual(['a'])
  })

  test('put away before its id is known is cancelled and shows nothing', async () => {
    const { store, cancelled, started } = doorOnHold()
    void store.start('slot', 'metadata.inspect', {})
    store.clear('slot')
    await started(0, 'a')
    store.found({ runId: 'a', findings: [finding('late')] })
    expect(cancelled).toEqual(['a'])
    expect(store.read('slot')).toEqual(idle)
  })
})
