import type { Common, ErrorEntry, Row } from './entry'

/** A family of codes that all have one form. */
interface Family {
  /** How the code of the family is written; its number is the first group. */
  form: RegExp
  /** What else the text has to say, where the form alone is not the family’s own. */
  when?: RegExp
  entry(number: string): ErrorEntry
}

const one = (common: Common, row: Row): ErrorEntry => ({
  owner: 'idp-admin',
  alsoSeenAs: [],
  causes: [],
  ...common,
  ...row,
})

/** The families whose codes are far more than any dictionary holds. */
const families: readonly Family[] = [
  {
    form: /\bAADSTS(\d{4,8})\b/g,
    entry: (number) =>
      one(
        {
          product: 'Microsoft Entra ID',
          seen: 'The sign-in page, the redirect back, the answer of the token endpoint, or the sign-in logs.',
          source: 'https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes',
        },
        {
          code: `AADSTS${number}`,
          meaning: 'A code of Microsoft’s sign-in service that Signpost does not know. The text behind it says more.',
          fix: `Look it up at https://login.microsoftonline.com/error?code=${number}, and find the sign-in by its Request Id.`,
          where: 'Microsoft Entra admin center, Entra ID > Monitoring & health > Sign-in logs',
        },
      ),
  },
  {
    form: /\bMSIS(\d{4})\b/g,
    entry: (number) =>
      one(
        {
          product: 'AD FS',
          seen: 'The error page of AD FS, and its Admin event log.',
          source:
            'https://learn.microsoft.com/en-us/windows-server/identity/ad-fs/troubleshooting/ad-fs-tshoot-logging',
        },
        {
          code: `MSIS${number}`,
          meaning: 'A code of AD FS that Signpost does not know. The event with the same Activity ID says more.',
          fix: 'Find the Activity ID of the error page in the event log on the AD FS server, and read the exception there.',
          where: 'Event Viewer > Applications and Services Logs > AD FS > Admin',
        },
      ),
  },
  {
    form: /\bEVENT (\d{2,5})\b/g,
    when: /\bAD ?FS\b|^\W*EVENT \d+\W*$/,
    entry: (number) =>
      one(
        {
          product: 'AD FS',
          seen: 'The Admin event log of AD FS.',
          source:
            'https://learn.microsoft.com/en-us/windows-server/identity/ad-fs/troubleshooting/ad-fs-tshoot-logging',
        },
        {
          code: `Event ${number}`,
          meaning: 'An event that Signpost does not know as one of AD FS. Its text says what happened.',
          fix: 'Read the text of the event, and the other events with the same Activity ID.',
          where: 'Event Viewer > Applications and Services Logs > AD FS > Admin',
        },
      ),
  },
  {
    form: /\bE0000(\d{3})\b/g,
    entry: (number) =>
      one(
        {
          product: 'Okta',
          seen: 'The answers of Okta’s API, and the System Log.',
          source: 'https://developer.okta.com/docs/reference/error-codes/',
        },
        {
          code: `E0000${number}`,
          meaning: 'A code of Okta’s API that Signpost does not know. Its errorSummary and errorCauses say more.',
          fix: 'Look the code up in Okta’s list of error codes, and find the request by its errorId in the System Log.',
          where: 'Okta Admin Console, Reports > System Log',
        },
      ),
  },
]

/**
 * The entries for codes of a known family that the dictionary does not have, in the order in which they stand in the text.
 *
 * @param isKnown whether the dictionary has the code
 */
export function unknownCodes(text: string, isKnown: (code: string) => boolean): readonly ErrorEntry[] {
  const upper = text.toUpperCase()
  const entries = families.flatMap(({ form, when = /^/, entry }) =>
    when.test(upper) ? [...upper.matchAll(form)].map(([, number = '']) => entry(number)) : [],
  )
  const isFirst = ({ code }: ErrorEntry, index: number) => entries.findIndex((other) => other.code === code) === index
  return entries.filter((entry, index) => isFirst(entry, index) && !isKnown(entry.code)).slice(0, 5)
}
