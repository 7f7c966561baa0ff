import { compareValues, firstDifference } from '../../../shared/compare'
import type { Finding } from '../../../shared/finding'
import { vendorFields } from '../../../shared/saml/vendors'
import type { AssertionFacts, AudienceFacts, Expectations, ResponseFacts } from '../observation'
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
  const where = 'Conditions/AudienceRestriction/Audience'
  const evidence = restrictions.flatMap((list, index) =>
    list.map(({ value, place }) =>
      seen(restrictions.length > 1 ? `Audience of restriction ${index + 1}` : 'Audience', value, where, place),
    ),
  )
  if (audience === null) {
    const named = restrictions.flat().map(({ value }) => value)
    const summary = `The Audience was not compared: no SP entity ID was given. It is ${named.join(', ') || 'empty'}.`
    return [finding('response.audience', 'skipped', summary, { evidence, place: restrictions.flat()[0]?.place })]
  }
  const names = (list: readonly AudienceFacts[]) => list.find(({ value }) => value === audience.value)
  const failing = restrictions.find((list) => !names(list))
  const nearest = failing ? nearestTo(audience.value, failing) : names(restrictions.flat())
  const place = nearest?.place ?? assertion.conditions?.place ?? null
  const compared = compareValues('Audience', audience, received(nearest?.value ?? null, where, place))
  if (!failing) {
    const summary = 'The assertion is meant for the expected SP entity ID.'
    return [finding('response.audience', 'pass', summary, { compared, place })]
  }
  const others =
    restrictions.length > 1 && restrictions.some(names)
      ? ' Another restriction does name it, but all of them must.'
      : ''
  return [
    finding(
      'response.audience',
      'fail',
      `The assertion is not meant for the expected SP entity ID. ${compared.firstDifference?.sentence ?? ''}${others}`,
      { compared, place, evidence: evidence.length > 1 ? evidence : [], fix },
    ),
  ]
}

/** The audience that differs least: one whose difference has a name before one that is simply another value. */
function nearestTo(expected: string, list: readonly AudienceFacts[]): AudienceFacts | null {
  const named = list.find(({ value }) => {
    const kind = firstDifference(expected, value)?.kind ?? 'other'
    return !['other', 'host', 'missing'].includes(kind)
  })
  return named ?? list[0] ?? null
}
