import type { CheckId } from '../../../shared/checks'
import { compareValues } from '../../../shared/compare'
import type { Comparison, Finding, Place } from '../../../shared/finding'
import type { Expected } from '../observation'
import { received } from '../observation'
import { finding, seen } from './make'

export interface AddressCheck {
  id: CheckId
  /** The name of the value, for a sentence: `Destination of the Response`. */
  what: string
  expected: Expected | null
  /** Which option or input would settle it, for the sentence of a skipped check. */
  missing: string
  value: string | null
  where: string
  place: Place | null
  fix: Finding['fix']
  /** An entity id names, it does not lead anywhere: letter case and a written-out port make another one (core 8.3.6). */
  isName?: true
}

/** Judges one address or identifier against the expected one, character by character, as a strict service provider does. */
export function judgeEqual(check: AddressCheck): Finding {
  const { id, what, expected, missing, value, where, place, fix, isName } = check
  if (expected === null) {
    const received = value === null ? 'There is none.' : `It is ${value}.`
    return finding(id, 'skipped', `The ${what} was not compared: ${missing}. ${received}`, {
      evidence: [seen(what, value, where, place)],
    })
  }
  const compared = compareValues(what, { value: expected.value, from: expected.from }, received(value, where, place))
  if (compared.firstDifference === null) {
    return finding(id, 'pass', `The ${what} is the expected one.`, { compared, place })
  }
  if (!isName && isSameToBrowsers(compared)) {
    const summary = `The ${what} means the same address but is written differently: ${compared.firstDifference.sentence} A service provider that compares text refuses it.`
    return finding(id, 'warn', summary, { compared, fix, place })
  }
  return finding(id, 'fail', `The ${what} is not the expected one. ${compared.firstDifference.sentence}`, {
    compared,
    fix,
    place,
  })
}

/** Host names are the same in any case, and a default port may be written out: no proof of a failure, yet a risk. */
function isSameToBrowsers({ expected, received }: Comparison): boolean {
  if (expected.value === null || received.value === null) return false
  const bare = (address: string) =>
    address
      .replace(/^([a-z]+:\/\/[^/?#]*)/i, (origin) => origin.toLowerCase())
      .replace(/^(https:\/\/[^/?#]*?):443(?=[/?#]|$)/, '$1')
      .replace(/^(http:\/\/[^/?#]*?):80(?=[/?#]|$)/, '$1')
  return /^https?:\/\//i.test(expected.value) && bare(expected.value) === bare(received.value)
}
