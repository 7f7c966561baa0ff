import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Drafts, shown } from '../../src/renderer/pages/setups/one/drafts'
import { failed, type Outcome, succeeded } from '../../src/shared/problem'

const refused = failed({ code: 'file.disk-full', title: 'The disk is full.', detail: '', remedy: '' })
const at = ['set-up', 'acs_url'] as const

let saves: string[]
let answer: (text: string) => Promise<Outcome<unknown>>
let drafts: Drafts
const view = (saved: string) => shown(drafts.find(...at), saved)

beforeEach(() => {
  vi.useFakeTimers()
  saves = []
  answer = async () => succeeded(null)
  drafts = new Drafts((_, __, text) => {
    saves.push(text)
    return answer(text)
  }, 300)
})
afterEach(() => {
  vi.useRealTimers()
})

describe('what is typed into a box', () => {
  test('is saved once, at the first pause', async () => {
    for (const text of ['h', 'ht', 'htt']) {
      drafts.type(...at, text, { saved: '', keep: true })
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(saves).toEqual([])
    await vi.advanceTimersByTimeAsync(300)
    expect(saves).toEqual(['htt'])
    expect(view('')).toEqual({ text: 'htt', phase: 'kept', problem: null })
  })

  test('is saved at once when the box is left', async () => {
    drafts.type(...at, 'x', { saved: '', keep: true })
    await drafts.flush(...at)
    expect(saves).toEqual(['x'])
    await vi.advanceTimersByTimeAsync(1000)
    expect(saves).toEqual(['x'])
  })

  test('stays in the box when the save fails, and is saved when it is tried again', async () => {
    answer = async () => refused
    drafts.type(...at, 'x', { saved: 'before', keep: true })
    await drafts.flush(...at)
    expect(view('before')).toEqual({ text: 'x', phase: 'failed', problem: refused.problem })
    answer = async () => succeeded(null)
    await drafts.flush(...at)
    expect(view('before').phase).toBe('kept')
    expect(saves).toEqual(['x', 'x'])
  })

  test('stays in the box when the program itself breaks', async () => {
    answer = () => Promise.reject(new Error('lost'))
    drafts.type(...at, 'x', { saved: '', keep: true })
    await drafts.flush(...at)
    expect(view('')).toMatchObject({ text: 'x', phase: 'failed' })
  })

  test('goes on being typed while a save is under way, and the later text is saved too', async () => {
    let finish: (outcome: Outcome<unknown>) => void = () => {}
    answer = () => new Promise((resolve) => (finish = resolve))
    drafts.type(...at, 'one', { saved: '', keep: true })
    const first = drafts.flush(...at)
    drafts.type(...at, 'one two', { saved: '', keep: true })
    finish(succeeded(null))
    await first
    expect(view('one')).toMatchObject({ text: 'one two', phase: 'waiting' })
    answer = async () => succeeded(null)
    await vi.advanceTimersByTimeAsync(300)
    expect(saves).toEqual(['one', 'one two'])
  })

  test('is not saved while it must not be, however long one waits or leaves', async () => {
    drafts.type(...at, '-----BEGIN PRIVATE KEY-----', { saved: '', keep: false })
    await drafts.flush(...at)
    drafts.flushAll()
    await vi.advanceTimersByTimeAsync(5000)
    expect(saves).toEqual([])
    expect(view('')).toMatchObject({ text: '-----BEGIN PRIVATE KEY-----', phase: 'held' })
  })

  test('gives way to what the set-up holds once that has changed', async () => {
    drafts.type(...at, 'typed', { saved: 'old', keep: true })
    await drafts.flush(...at)
    expect(view('old').text).toBe('typed')
    expect(view('taken over from metadata').text).toBe('taken over from metadata')
  })

  test('forgotten, shows what the set-up holds', () => {
    drafts.type(...at, 'typed', { saved: 'old', keep: false })
    drafts.drop(...at)
    expect(view('old')).toEqual({ text: 'old', phase: 'kept', problem: null })
  })

  test('of several boxes is saved together when the window goes', async () => {
    drafts.type('a', 'x', '1', { saved: '', keep: true })
    drafts.type('b', 'y', '2', { saved: '', keep: true })
    drafts.flushAll()
    await vi.advanceTimersByTimeAsync(0)
    expect(saves.sort()).toEqual(['1', '2'])
  })
})
