import { beforeEach, describe, expect, test, vi } from 'vitest'
import { HeldTexts } from '../../../src/main/shell/held-texts'
import { TextCarrier } from '../../../src/renderer/bridge/held-texts'

/** A page's carrier straight to main's store, with every piece weighed. */
function bridged() {
  const texts = new HeldTexts()
  const pieces: number[] = []
  const carrier = new TextCarrier({
    hold: async (ticket, piece) => {
      pieces.push(Buffer.byteLength(JSON.stringify(piece)))
      return texts.add(ticket, piece)
    },
    forget: (ticket) => texts.forget(ticket),
  })
  return { texts, pieces, carrier }
}

const wanted = () => true
let bridge: ReturnType<typeof bridged>
beforeEach(() => {
  bridge = bridged()
})

describe('a long text', () => {
  test.each([
    ['of letters', 'a'.repeat(100_000)],
    ['of signs of four bytes', '😀'.repeat(40_001)],
    ['of signs of three bytes', `x${'€'.repeat(70_000)}`],
  ])('%s reaches main whole, in pieces under 100 kB', async (_, text) => {
    const light = await bridge.carrier.carry({ source: { kind: 'text', text }, list: [1, 'two'] }, wanted)
    if (!light.ok) throw new Error('was not held')
    const { source, list } = light.value as { source: { kind: string; ticket: string }; list: unknown }
    expect(list).toEqual([1, 'two'])
    expect(source).toMatchObject({ kind: 'file', name: 'pasted text' })
    expect(Buffer.from(bridge.texts.bytes(source.ticket) ?? []).toString()).toBe(text)
    expect(bridge.pieces.length).toBeGreaterThan(2)
    expect(Math.max(...bridge.pieces)).toBeLessThan(100_000)
  })

  test('crosses once, however often it is looked at', async () => {
    const input = { source: { kind: 'text', text: 'b'.repeat(100_000) } }
    const first = await bridge.carrier.carry(input, wanted)
    const crossed = bridge.pieces.length
    expect(await bridge.carrier.carry(input, wanted)).toEqual(first)
    expect(bridge.pieces.length).toBe(crossed)
  })

  test('that is cancelled on its way is not begun, and main lets go of it', async () => {
    const forgotten = vi.spyOn(bridge.texts, 'forget')
    const outcome = await bridge.carrier.carry(
      { source: { kind: 'text', text: 'c'.repeat(1_000_000) } },
      () => bridge.pieces.length < 3,
    )
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'run.cancelled' } })
    expect(bridge.pieces.length).toBe(3)
    expect(forgotten).toHaveBeenCalledOnce()
  })
})

describe('main', () => {
  test('holds the last few texts, none longer than may be pasted', () => {
    const { texts } = bridge
    const tickets = Array.from({ length: 6 }, (_, index) => {
      const added = texts.add(null, `text ${index}`)
      return added.ok ? added.value.ticket : ''
    })
    expect(tickets.map((ticket) => texts.bytes(ticket) !== null)).toEqual([false, false, true, true, true, true])
    expect(texts.add('unknown', 'x')).toMatchObject({ ok: false, problem: { code: 'text.absent' } })
    const long = 'x'.repeat(30 * 1024 * 1024)
    const first = texts.add(null, long)
    expect(texts.add(first.ok ? first.value.ticket : '', long)).toMatchObject({
      ok: false,
      problem: { code: 'text.too-long' },
    })
  })
})

test('a short text and every other input cross as they are', async () => {
  const input = {
    source: { kind: 'text', text: 'short' },
    other: { kind: 'url', url: 'https://idp.test/' },
    none: null,
  }
  expect(await bridge.carrier.carry(input, wanted)).toEqual({ ok: true, value: input })
  expect(bridge.pieces).toEqual([])
})
