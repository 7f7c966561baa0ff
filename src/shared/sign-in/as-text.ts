import type { Hop, SignIn } from './trace'
import { hopTitle, noteSentences } from './words'

/** A sign-in as Markdown, to be put into a ticket: what happened, in order, without the messages. */
export function signInAsText(signIn: SignIn): string {
  const { label, startedAt, subject, hops, notes, events, findings, profile } = signIn
  const verdict = findings.find(({ id }) => id === 'workos.sign-in')
  const failures = findings.filter(({ id, status }) => id !== 'workos.sign-in' && status === 'fail')
  return [
    `# Test sign-in: ${label || 'without a name'}`,
    '',
    `- Begun: ${startedAt}`,
    ...(subject
      ? [
          `- Environment: ${subject.environmentName} (${subject.environmentKind})`,
          `- For: ${Object.values(subject.selector).join()}`,
        ]
      : []),
    ...(verdict ? [`- Result: ${verdict.summary}`] : []),
    ...(events?.state === 'told'
      ? [`- WorkOS's events: ${events.name}${events.error ? `, ${events.error.code}: ${events.error.message}` : ''}`]
      : []),
    ...failures.map(({ id, summary }) => `- ${id}: ${summary}`),
    '',
    '## Steps',
    '',
    ...hops.flatMap((hop) => [
      hopLine(hop, signIn),
      ...notes.filter(({ after }) => after === hop.index).map(({ kind, about }) => `  - ${noteSentences[kind](about)}`),
    ]),
    ...(profile
      ? [
          '',
          '## Profile',
          '',
          ...Object.entries({
            id: profile.id,
            idp_id: profile.idpId,
            email: profile.email,
            first_name: profile.firstName,
            last_name: profile.lastName,
            role: profile.role,
            groups: profile.groups.join(', ') || null,
          }).map(([name, value]) => `- ${name}: ${value ?? 'none'}`),
        ]
      : []),
    '',
  ].join('\n')
}

function hopLine(hop: Hop, signIn: SignIn): string {
  const { index, at, method, address, status, failure, message, parameters } = hop
  const seconds = (Date.parse(at) - Date.parse(signIn.startedAt)) / 1000
  const error = parameters.find(({ name }) => name === 'error')?.value
  const parts = [
    `${index + 1}. ${hopTitle(hop, signIn)} (+${Math.max(0, seconds).toFixed(1)} s): ${method} ${address}`,
    status === null ? (failure ?? '') : String(status),
    message ? `${message.parameter} by ${message.binding}` : '',
    error ? `error=${error}` : '',
  ]
  return parts.filter((part) => part !== '').join(', ')
}
