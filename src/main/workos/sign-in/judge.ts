import { entryOf } from '../../../shared/entry-of'
import type { Evidence, Finding } from '../../../shared/finding'
import { errorsIn } from '../../../shared/guidance/errors/dictionary'
import { pageMeanings, readIdpPage } from '../../../shared/guidance/idp-pages'
import { authorizeErrors } from '../../../shared/guidance/workos/authorize-errors'
import { listed } from '../../../shared/listed'
import { profileFieldNames, profileValue } from '../../../shared/sign-in/profile-fields'
import { strayIn } from '../../../shared/sign-in/stray'
import type { EventsSight, Hop, SignIn, SignInEnd } from '../../../shared/sign-in/trace'
import { placeInWords } from '../../../shared/sign-in/words'

type Judged = Pick<SignIn, 'hops' | 'expected' | 'end' | 'profile' | 'events' | 'response' | 'findings' | 'startedAt'>

/**
 * What a test sign-in came to: `workos.sign-in` once, and `workos.profile` once for each field of the profile. The findings of
 * its response stand beside these and are not repeated.
 */
export function judgeSignIn(signIn: Judged, responseFindings: readonly Finding[]): Finding[] {
  const { end } = signIn
  if (end === null) return []
  return [verdict(signIn, end, responseFindings), ...judgeProfile(signIn)]
}

function verdict(signIn: Judged, end: SignInEnd, responseFindings: readonly Finding[]): Finding {
  const failure = firstFailure(responseFindings)
  const evidence = evidenceOf(signIn, end, failure)
  const finding = (status: Finding['status'], summary: string, fix?: Finding['fix']): Finding => ({
    id: 'workos.sign-in',
    status,
    summary,
    evidence,
    ...(fix ? { fix } : {}),
  })
  switch (end.kind) {
    case 'profile': {
      const who = signIn.profile?.email ?? signIn.profile?.idpId ?? 'The person'
      return finding('pass', `${who} signed in, and WorkOS returned a profile.`)
    }
    case 'error':
      return refused(signIn, end, responseFindings, finding)
    case 'recorded':
      return end.code
        ? finding('pass', 'The recorded sign-in succeeded: WorkOS sent a code back to the application.')
        : (strayed(signIn, finding) ??
            finding('info', `The recording ends ${placeInWords(signIn)}, before WorkOS sent anything back.`))
    case 'not-exchanged':
      return finding(
        'fail',
        `A code came back, but it could not be exchanged. ${end.problem.title} ${end.problem.detail}`,
        {
          action: end.problem.remedy,
          owner: 'workos-admin',
        },
      )
    case 'wrong-state':
      return finding('fail', 'What came back belongs to another sign-in: its state is not the one that was sent.', {
        action: 'Start again, and follow no other sign-in link meanwhile.',
        owner: 'workos-admin',
      })
    case 'not-begun':
      return finding('skipped', `The sign-in did not begin. ${end.problem.title}`, {
        action: end.problem.remedy,
        owner: 'workos-admin',
      })
    default:
      return unfinished(signIn, end, finding)
  }
}

type Make = (status: Finding['status'], summary: string, fix?: Finding['fix']) => Finding

/** WorkOS says one word for every fault of a response; the reason is in the events and in the response itself. */
function refused(
  signIn: Judged,
  end: Extract<SignInEnd, { kind: 'error' }>,
  responseFindings: readonly Finding[],
  finding: Make,
): Finding {
  const failure = firstFailure(responseFindings)
  const known = entryOf(authorizeErrors, end.error)
  const told = signIn.events?.state === 'told' ? signIn.events.error : null
  if (end.error === 'server_error' && failure) {
    return finding('fail', `WorkOS refused the response. ${failure.summary}`, failure.fix)
  }
  if (end.error === 'server_error' && told) {
    return finding(
      'fail',
      `WorkOS refused the response: ${sentence(told.message || told.code)}${ownDoubt(signIn, responseFindings)}`,
      known && fix(known.next),
    )
  }
  const ours = failure ? ` ${failure.summary}` : ''
  return finding(
    'fail',
    `WorkOS answered ${end.error}. ${known?.meaning ?? sentence(end.description ?? '')}${ours}`.trim(),
    known && fix(known.next),
  )
}

const fix = (action: string): NonNullable<Finding['fix']> => ({ action, owner: 'workos-admin' })
const sentence = (text: string) => (/[.!?…]$/.test(text) || text === '' ? text : `${text}.`)

const firstFailure = (findings: readonly Finding[]) => findings.find(({ status }) => status === 'fail')

/** What Signpost says of a response that WorkOS refused and Signpost would not. */
function ownDoubt({ response }: Judged, findings: readonly Finding[]): string {
  if (response === null) return ''
  const warning = findings.find(({ status }) => status === 'warn')
  return warning ? ` ${warning.summary}` : ' Signpost finds nothing wrong with the response by itself.'
}

type Unfinished = Extract<
  SignInEnd,
  { kind: 'closed' | 'cancelled' | 'timed-out' | 'certificate' | 'unreachable' | 'led-away' | 'crashed' }
>

function unfinished(signIn: Judged, end: Unfinished, finding: Make): Finding {
  const { hops } = signIn
  const answered = hops.findLast(({ inFrame }) => !inFrame)?.status ?? 0
  const where = `${placeInWords(signIn)}${answered >= 400 ? `, which had answered with status ${answered}` : ''}`
  const page = hops.findLast(({ pageSays }) => pageSays !== null)
  if (page && end.kind !== 'certificate') return refusedByPage(page, finding)
  const elsewhere = strayed(signIn, finding)
  if (elsewhere) return elsewhere
  switch (end.kind) {
    case 'closed':
      return finding('skipped', `The window was closed ${where}.`)
    case 'cancelled':
      return finding('skipped', `The sign-in was cancelled ${where}.`)
    case 'timed-out':
      return finding('warn', `The sign-in was not finished within ${end.minutes} minutes: it stopped ${where}.`, {
        action: 'Sign in again. WorkOS gives a sign-in five minutes.',
        owner: 'idp-admin',
      })
    case 'certificate':
      return finding(
        'fail',
        `The certificate of ${end.certificate.host} is not trusted (${end.certificate.code}), so the sign-in was stopped before anything was typed there.`,
        {
          action:
            'Give the server a certificate that browsers trust, or install the authority that issued it on this machine. Signpost never goes on in spite of it.',
          owner: 'idp-admin',
        },
      )
    case 'unreachable':
      return finding('fail', `${end.host} could not be reached (${end.code}): the sign-in stopped ${where}.`, {
        action: `Check the address under Reachability in the Workbench: people who sign in need to reach ${end.host} as well.`,
        owner: 'network-team',
      })
    case 'led-away':
      return finding(
        'fail',
        `The sign-in was led to ${end.scheme}, which no browser window follows: it stopped ${where}.`,
        {
          action: 'Sign in with the system browser if the identity provider needs a program of its own.',
          owner: 'idp-admin',
        },
      )
    case 'crashed':
      return finding('skipped', `The page crashed ${where}.`)
  }
}

/** The identity provider says on a page of its own why it sends no response. */
function refusedByPage({ host, pageSays }: Hop, finding: Make): Finding {
  const says = pageSays ?? ''
  const stopped = `${host} stopped the sign-in on a page of its own: “${sentence(says)}”`
  const [known] = errorsIn(says)
  if (known) {
    const { fix: action, where, owner, source } = known
    return finding('fail', `${stopped} ${known.meaning}`, { action, ...(where ? { where } : {}), owner, source })
  }
  const page = readIdpPage(says)
  if (page) {
    const { it, fix: action, owner } = pageMeanings[page.means]
    return finding('fail', `${stopped} ${page.product} shows this page because ${it}.`, { action, owner })
  }
  const action = 'Look the code up at the identity provider: it names what it does not accept.'
  return finding('fail', stopped, { action, owner: 'idp-admin' })
}

/** The response went to another host than WorkOS's, so that WorkOS never saw it; null where it did not. */
function strayed(signIn: Judged, finding: Make): Finding | null {
  const hop = strayIn(signIn)
  const acsUrl = signIn.expected?.acsUrl ?? null
  if (hop === null || acsUrl === null) return null
  return finding(
    'fail',
    `The identity provider had the response posted to ${hop.address}, and not to the ACS URL of WorkOS, ${acsUrl}.`,
    { action: `Set the ACS URL of the application at the identity provider to ${acsUrl}.`, owner: 'idp-admin' },
  )
}

function evidenceOf(signIn: Judged, end: SignInEnd, failure: Finding | undefined): Evidence[] {
  const from = 'the test sign-in'
  const at = signIn.startedAt
  return [
    ...(end.kind === 'error'
      ? [
          { label: 'error', value: end.error, from: 'the redirect back', at },
          ...(end.description === null
            ? []
            : [{ label: 'error_description', value: end.description, from: 'the redirect back', at }]),
        ]
      : []),
    ...eventEvidence(signIn.events),
    ...(failure
      ? [{ label: 'Own judgement', value: `${failure.id}: ${failure.summary}`, from: 'the response as posted' }]
      : []),
    ...(signIn.profile ? [{ label: 'Profile', value: signIn.profile.id, from, at }] : []),
  ]
}

function eventEvidence(events: EventsSight | null): Evidence[] {
  if (events?.state !== 'told') return []
  const from = 'GET /events'
  return [
    { label: 'Event', value: events.name, from, at: events.at },
    ...(events.error
      ? [
          { label: 'Error code', value: events.error.code, from, at: events.at },
          { label: 'Error message', value: events.error.message, from, at: events.at },
        ]
      : []),
  ]
}

const shownAtMost = 20

function shown(values: readonly string[]): string {
  const more = values.length - shownAtMost
  return more > 0 ? `${values.slice(0, shownAtMost).join(', ')} and ${more} more` : listed(values)
}

function judgeProfile({ profile, startedAt }: Judged): Finding[] {
  if (profile === null) return []
  return profileFieldNames.map((field): Finding => {
    const values = profileValue(profile, field)
    const evidence = [
      { label: 'Field', value: field, from: 'the profile', at: startedAt },
      ...(values.length === 0 ? [] : [{ label: 'Value', value: shown(values), from: 'the profile', at: startedAt }]),
    ]
    if (values.length > 0)
      return { id: 'workos.profile', status: 'pass', summary: `The profile has ${field}.`, evidence }
    if (field === 'groups') {
      return {
        id: 'workos.profile',
        status: 'info',
        summary: 'The profile has no groups. They are needed only where roles follow groups.',
        evidence,
      }
    }
    return {
      id: 'workos.profile',
      status: 'warn',
      summary: `The profile has no ${field}.`,
      evidence,
      fix: {
        action: `Make the identity provider send ${field} for every user, under the name the connection maps.`,
        owner: 'idp-admin',
      },
    }
  })
}
