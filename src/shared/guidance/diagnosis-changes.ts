import type { KeptDiagnosis } from '../diagnosis'
import type { Finding } from '../finding'
import type { Certificate } from '../runs/metadata'
import { sideNames, type ThreeWayRow } from '../three-way'

/** Something that is otherwise than it was. */
export interface Change {
  /** What it is about, as a heading. */
  what: string
  sentence: string
  /** As it was and as it is; null where there was nothing. */
  before: string | null
  after: string | null
}

type Seen = Pick<KeptDiagnosis, 'findings' | 'result'>

/**
 * What changed from one diagnosis to a later one of the same connection: certificates added and removed, values that differ,
 * clocks that moved, states, and checks that passed and fail now. What one of the two did not look at has not changed.
 */
export function changesBetween(before: Seen, after: Seen): Change[] {
  return [
    ...certificateChanges(before, after),
    ...valueChanges(before.result.sides, after.result.sides),
    ...clockChanges(before, after),
    ...stateChanges(before.findings, after.findings),
    ...checkChanges(before.findings, after.findings),
  ]
}

const publishers = { workos: 'at WorkOS', metadata: 'in the metadata', message: 'of the response' } as const

function certificateChanges(before: Seen, after: Seen): Change[] {
  const [then, now] = [before, after].map(({ result }) => result.sides.find(({ id }) => id === 'certificate'))
  const known = [...(before.result.metadata?.certificates ?? []), ...(after.result.metadata?.certificates ?? [])]
  return sideNames.flatMap((name) => {
    const [was, is] = [then?.sides[name]?.values, now?.sides[name]?.values]
    if (was === undefined || is === undefined) return []
    const where = publishers[name]
    return [
      ...is.filter((one) => !was.includes(one)).map((one) => added(one, where, known)),
      ...was.filter((one) => !is.includes(one)).map((one) => removed(one, where, known)),
    ]
  })
}

const added = (sha256: string, where: string, known: readonly Certificate[]): Change => ({
  what: 'Certificate added',
  sentence: `There is a new certificate ${where}${described(sha256, known)}.`,
  before: null,
  after: sha256,
})

const removed = (sha256: string, where: string, known: readonly Certificate[]): Change => ({
  what: 'Certificate removed',
  sentence: `A certificate ${where} is not there any more${described(sha256, known)}.`,
  before: sha256,
  after: null,
})

function described(sha256: string, known: readonly Certificate[]): string {
  const certificate = known.find((one) => one.sha256 === sha256)
  return certificate ? `: ${certificate.subject}, valid until ${certificate.notAfter.slice(0, 10)}` : ''
}

/** Values of a side that may name several at once count as changed when none of them stayed. */
function valueChanges(before: readonly ThreeWayRow[], after: readonly ThreeWayRow[]): Change[] {
  return after
    .filter(({ id }) => id !== 'certificate')
    .flatMap((row) => {
      const then = before.find(({ id }) => id === row.id)
      return sideNames.flatMap((name): Change[] => {
        const [was, is] = [then?.sides[name], row.sides[name]]
        if (!was || !is || sameSet(was.values, is.values)) return []
        return [
          {
            what: `${row.label} changed`,
            sentence: `It is another one in ${is.from}.`,
            before: was.values.join(', '),
            after: is.values.join(', '),
          },
        ]
      })
    })
}

const sameSet = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((value) => other.includes(value))

const noticeableMs = 2000

function clockChanges(before: Seen, after: Seen): Change[] {
  // By a message one tells when it was made, not how a clock stands now.
  return after.result.clocks.flatMap((now): Change[] => {
    if (now.kind === 'message') return []
    const then = before.result.clocks.find(({ source, kind }) => source === now.source && kind === now.kind)
    if (then === undefined) return []
    const moved = Math.abs(now.offsetMs - then.offsetMs)
    if (moved <= noticeableMs + now.errorMs + then.errorMs) return []
    return [
      {
        what: 'Clock moved',
        sentence: `The clock of ${now.source} stands ${inSeconds(moved)} otherwise against this machine’s than it did.`,
        before: signed(then.offsetMs),
        after: signed(now.offsetMs),
      },
    ]
  })
}

const inSeconds = (ms: number) => `${Math.round(ms / 1000)} s`
const signed = (ms: number) => `${ms < 0 ? '−' : '+'}${inSeconds(Math.abs(ms))}`

function stateChanges(before: readonly Finding[], after: readonly Finding[]): Change[] {
  return (['workos.connection-state', 'workos.directory-state'] as const).flatMap((check): Change[] => {
    const [was, is] = [stateIn(before, check), stateIn(after, check)]
    if (was === null || is === null || was === is) return []
    const what = check === 'workos.connection-state' ? 'connection' : 'directory'
    return [
      {
        what: `State of the ${what} changed`,
        sentence: `The ${what} is ${is} and was ${was}.`,
        before: was,
        after: is,
      },
    ]
  })
}

const stateIn = (findings: readonly Finding[], check: Finding['id']): string | null =>
  findings
    .filter(({ id }) => id === check)
    .flatMap(({ evidence }) => evidence.filter(({ label }) => label.startsWith('State of')))[0]?.value ?? null

function checkChanges(before: readonly Finding[], after: readonly Finding[]): Change[] {
  const passedThen = (id: Finding['id']) =>
    before.some((one) => one.id === id && one.status === 'pass') &&
    !before.some((one) => one.id === id && one.status === 'fail')
  const failing = after.filter(({ status }) => status === 'fail')
  return failing
    .filter(({ id }, index) => passedThen(id) && failing.findIndex((one) => one.id === id) === index)
    .map(({ id, summary }) => ({
      what: 'Fails now',
      sentence: summary,
      before: before.find((one) => one.id === id && one.status === 'pass')?.summary ?? null,
      after: null,
    }))
}
