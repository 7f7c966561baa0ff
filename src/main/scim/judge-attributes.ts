import type { Evidence, Finding, Status } from '../../shared/finding'
import { listed } from '../../shared/listed'
import type { ObservationOf, SampleFacts } from './observation'
import { evidenceOf } from './words'

/** How many users have to lack the same before it counts as proof rather than as a hint. */
const enoughUsers = 2

/** Judges which attributes the service can hold, and which the users it holds have. */
export function judgeAttributes({ answer, missing, enterprise, sample, at }: ObservationOf<'attributes'>): Finding[] {
  const evidence: Evidence[] = [
    ...evidenceOf(answer, at, 'Schemas').slice(0, 1),
    ...(missing === null
      ? []
      : [{ label: 'Enterprise extension', value: enterprise ? 'yes' : 'no', from: `GET ${answer.url}`, at }]),
    ...(sample === null ? [] : counted(sample, at)),
  ]
  const { status, summary } = judge(missing, sample)
  return [
    {
      id: 'scim.attributes',
      status,
      summary,
      evidence,
      ...(status === 'warn' || status === 'fail'
        ? {
            fix: {
              action:
                'Map userName, name.givenName, name.familyName and emails[type eq "work"].value in the identity provider, fill them for the users, and push the users again.',
              where: 'the attribute mapping of the application’s provisioning',
              owner: 'idp-admin' as const,
              source: 'https://workos.com/docs/integrations/scim',
            },
          }
        : {}),
    },
  ]
}

function counted(sample: SampleFacts, at: string): Evidence[] {
  const from = `the first ${sample.read} users`
  return [
    { label: 'Without an e-mail', value: String(sample.withoutEmail), from, at },
    { label: 'Without a first or last name', value: String(withoutName(sample)), from, at },
    { label: 'Without an externalId', value: String(sample.withoutExternalId), from, at },
  ]
}

const withoutName = (sample: SampleFacts) => Math.max(sample.withoutGivenName, sample.withoutFamilyName)

function judge(missing: readonly string[] | null, sample: SampleFacts | null): { status: Status; summary: string } {
  const lacking = sample === null ? [] : lacks(sample)
  if (sample !== null && lacking.length > 0) {
    const everybody = lacking.every(({ count }) => count === sample.read)
    return {
      status: everybody && sample.read >= enoughUsers ? 'fail' : 'warn',
      summary: `${sayLacking(lacking, sample.read)}. Users arrive at WorkOS as incomplete as that.`,
    }
  }
  if (missing !== null && missing.length > 0)
    return {
      status: 'warn',
      summary: `The schema of the service lacks ${listed(missing)}, which WorkOS needs of every user.`,
    }
  if (sample !== null)
    return {
      status: 'pass',
      summary: `The ${sample.read === 1 ? 'first user has' : `first ${sample.read} users have`} an e-mail and both names${missing === null ? '' : ', and the schema has all that WorkOS needs'}.`,
    }
  if (missing !== null)
    return {
      status: 'pass',
      summary: 'The schema of the service has all that WorkOS needs of a user. There is no user to look at yet.',
    }
  return {
    status: 'skipped',
    summary:
      'The service publishes no schema and shows no user to look at. A rehearsal would show which attributes it keeps.',
  }
}

function sayLacking(lacking: readonly { count: number; what: string }[], read: number): string {
  if (read === 1) return `The only user there is to look at has ${listed(lacking.map(({ what }) => `no ${what}`))}`
  return lacking
    .map(({ count, what }) => `${count} of the first ${read} users ${count === 1 ? 'has' : 'have'} no ${what}`)
    .join('; ')
}

/** A user name in the form of an e-mail stands in for a missing one. Source: https://workos.com/docs/integrations/scim */
function lacks(sample: SampleFacts): { count: number; what: string }[] {
  return [
    { count: sample.withoutEmail - sample.emailInUserName, what: 'e-mail' },
    { count: sample.withoutGivenName, what: 'name.givenName' },
    { count: sample.withoutFamilyName, what: 'name.familyName' },
  ].filter(({ count }) => count > 0)
}
