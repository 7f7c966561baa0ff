import { describe, expect, test } from 'vitest'
import { sayLength, sayOffset, scaleFor } from '../../../src/renderer/pages/workbench/clock/scale'
import { sortFindings } from '../../../src/renderer/pages/workbench/product/findings'
import { layersOf } from '../../../src/renderer/pages/workbench/reach/layers'
import { sweptCsv } from '../../../src/renderer/pages/workbench/sweep/csv'
import { readAddresses } from '../../../src/renderer/pages/workbench/sweep/list'
import { rowsOf, shownRows } from '../../../src/renderer/pages/workbench/sweep/rows'
import type { CheckId } from '../../../src/shared/checks'
import type { Finding, Status } from '../../../src/shared/finding'
import type { SweptAddress } from '../../../src/shared/runs/network'
import { sweptFinding } from '../../../src/shared/runs/swept'

const finding = (id: CheckId, status: Status, summary = `${id} ${status}`): Finding => ({
  id,
  status,
  summary,
  evidence: [],
})
const timings = { dns: 12, tcp: null, proxy: null, tls: null, http: null, total: 12 }

describe('the ladder', () => {
  test('lights up as far as findings came, and says which layer is next', () => {
    const rungs = layersOf([finding('network.url', 'pass'), finding('network.dns', 'warn')], timings, true)
    expect(rungs.map(({ status }) => status).slice(0, 5)).toEqual(['pass', 'warn', 'running', 'waiting', 'waiting'])
    expect(rungs[1]?.ms).toBe(12)
  })

  test('shows the worst of a layer, and what was never looked at when it has ended', () => {
    const of = [finding('network.tcp', 'pass'), finding('network.tcp', 'fail', 'one is closed')]
    const rungs = layersOf(of, null, false)
    expect(rungs.find(({ id }) => id === 'tcp')).toMatchObject({ status: 'fail', worst: { summary: 'one is closed' } })
    expect(rungs.at(-1)?.status).toBe('absent')
  })
})

test('a look at a product tells the way to its metadata from what the product shows', () => {
  const { way, product } = sortFindings([
    finding('network.http', 'pass', 'the metadata'),
    finding('network.content', 'pass', 'XML'),
    finding('network.http', 'fail', 'sign-on'),
    finding('network.content', 'pass', 'AD FS answers here.'),
    finding('metadata.root', 'pass'),
    finding('network.content', 'info', 'its certificates'),
  ])
  expect(way.map(({ summary }) => summary)).toEqual(['the metadata', 'XML', 'metadata.root pass'])
  expect(product).toHaveLength(3)
})

describe('a list of addresses', () => {
  test.each([
    ['https://a.test/x\r\n\r\n# no\n https://b.test ', ['https://a.test/x', 'https://b.test']],
    ['Customer,URL\n"Acme, Inc.","https://a.test/m?x=1&y=2",7', ['Customer,URL', 'https://a.test/m?x=1&y=2']],
    ['a\thttps://a.test/\tb', ['https://a.test/']],
    ['nonsense', ['nonsense']],
    ['', []],
  ])('%j is read as %j', (text, urls) => {
    expect(readAddresses(text).urls).toEqual(urls)
  })

  test('leaves out what was said before', () => {
    expect(readAddresses('https://a.test\nhttps://a.test\nhttps://b.test')).toEqual({
      urls: ['https://a.test', 'https://b.test'],
      repeated: 1,
    })
  })
})

const row = (index: number, more: Partial<SweptAddress> = {}): SweptAddress => ({
  index,
  url: `https://h${index}.test/m`,
  id: 'network.http',
  status: 'pass',
  summary: 'The answer is 200.',
  rung: 'likely-reachable',
  httpStatus: 200,
  certificateEnds: '2027-01-01T00:00:00.000Z',
  ms: 12.5,
  ...more,
})

describe('a sweep', () => {
  test('comes back from its findings as it went in', () => {
    const rows = [row(0), row(3, { status: 'fail', httpStatus: null, certificateEnds: null, summary: 'No: such' })]
    const findings = rows.map((one, index) =>
      sweptFinding(one, finding('network.http', one.status, one.summary), index + 1, 2),
    )
    expect(rowsOf([...findings, finding('network.http', 'pass')])).toEqual(rows)
  })

  test('is filtered by kind and words, and ordered', () => {
    const rows = [
      row(2, { status: 'warn', certificateEnds: null }),
      row(0, { status: 'fail', summary: 'No route', ms: 900 }),
      row(1, { certificateEnds: '2026-12-01T00:00:00.000Z' }),
    ]
    const of = (...[shown, text, order]: Parameters<typeof shownRows> extends [unknown, ...infer R] ? R : never) =>
      shownRows(rows, shown, text, order).map(({ index }) => index)
    expect(of('failing', '', 'arrival')).toEqual([0])
    expect(of('all', 'H0 route', 'arrival')).toEqual([0])
    expect(of('all', '', 'list')).toEqual([0, 1, 2])
    expect(of('all', '', 'worst')).toEqual([0, 2, 1])
    expect(of('all', '', 'expiry')).toEqual([1, 0, 2])
    expect(of('all', '', 'slowest')[0]).toBe(0)
  })

  test('leaves as CSV that no spreadsheet takes for formulas', () => {
    const csv = sweptCsv([row(0, { url: '=cmd|x', summary: 'He said "no", twice\nover' })])
    expect(csv.split('\r\n')[0]).toContain('Address,State')
    expect(csv).toContain(`'=cmd|x,pass,network.http,"He said ""no"", twice\nover",`)
  })
})

describe('the scale of clocks', () => {
  test.each([200_000, 50, 86_400_000 * 400])(
    'with %d ms to show keeps order and never names two at one place',
    (far) => {
      const { at, ticks } = scaleFor(far)
      expect(at(0)).toBe(0.5)
      expect(at(far)).toBeLessThan(1)
      expect(at(-far)).toBeCloseTo(1 - at(far))
      const places = ticks.map(({ ms }) => at(ms))
      expect(places).toEqual([...places].sort((a, b) => a - b))
      expect(Math.min(...places.slice(1).map((place, index) => place - (places[index] ?? 0)))).toBeGreaterThan(0.05)
    },
  )

  test.each([
    [0.04, '+0.0 ms'],
    [-420_000, '−7 min'],
    [-75_200, '−1 min 15 s'],
    [1234, '+1.23 s'],
    [3_600_000 * 25, '+1 d 1 h'],
  ])('%d ms is said as %s', (ms, said) => {
    expect(sayOffset(ms)).toBe(said)
    expect(sayLength(-ms)).toBe(said.slice(1))
  })
})
