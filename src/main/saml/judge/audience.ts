import { compareValues } from '../../../shared/compare'
import type { Finding } from '../../../shared/finding'
import { vendorFields } from '../../../shared/saml/vendors'
import type { AssertionFacts, Expectations, ResponseFacts } from '../observation'
import { received } from '../observation'
import { issuerOf } from './envelope'
import { finding, seen } from './make'

/** `response.audience` (core 2.5.1.4): audiences in one restriction are alternatives, several restrictions must all hold. */
export function judgeAudience(
  response: ResponseFacts,
  assertion: AssertionFacts,
  { audience }: Expectations,
): Finding[] {
  const fields = vendorFields(issuerOf(response))
  const fix = {
    action: `Copy the SP entity ID from the WorkOS connection into the field where ${fields.name} keeps the Audience.`,
    where: fields.audience,
    owner: 'idp-admin',
  } as const
  const restrictions = assertion.conditions?.audiences ?? []
  const place = assertion.conditions?.place ?? null
  if (restrictions.length === 0) {
    return [
      finding(
        'response.audience',
        'fail',
        'The Assertion names no Audience; a sign-in over the browser must (profiles 4.1.4.2).',
        { fix },
      ),
    ]
  }
  const evidence = restrictions.flatMap((list, index) =>
    list.map((one) =>
      seen(
        restrictions.length > 1 ? `Audience of restriction ${index + 1}` : 'Audience',
        one,
        'Conditions/AudienceRestriction',
        place,
      ),
    ),
  )
  if (audience === null) {
    return [
      finding(
        'response.audience',
        'skipped',
        `The Audience was not compared: no SP entity ID was given. It is ${restrictions.flat().join(', ') || 'empty'}.`,
        { evidence },
      ),
    ]
  }
  const failing = restrictions.find((list) => !list.includes(audience.value))
  const nearest = failing ? nearestTo(audience.value, failing) : audience.value
  const compared = compareValues(
    'Audience',
    audience,
    received(nearest, 'Conditions/AudienceRestriction/Audience', place),
  )
  if (!failing)
    return [finding('response.audience', 'pass', 'The assertion is meant for the expected SP entity ID.', { compared })]
  const others =
    restrictions.length > 1 && restrictions.some((list) => list.includes(audience.value))
      ? ' Another restriction does name it, but all of them must.'
      : ''
  return [
    finding(
      'response.audience',
      'fail',
      `The assertion is not meant for the expected SP entity ID. ${compared.firstDifference?.sentence ?? ''}${others}`,
      {
        compared,
        evidence: evidence.length > 1 ? evidence : [],
        fix,
      },
    ),
  ]
}

/** The audience that differs least: one whose difference has a name before one that is simply another value. */
function nearestTo(expected: string, list: readonly string[]): string | null {
  const named = list.find(
    (one) =>
      !['other', 'host', 'missing'].includes(
        compareValues('', { value: expected, from: '' }, { value: one, from: '' }).firstDifference?.kind ?? 'other',
      ),
  )
  return named ?? list[0] ?? null
}
