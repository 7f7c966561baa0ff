import { isStray } from './stray'
import type { Hop, HopKind, NoteKind, SignIn } from './trace'

const hopTitles: Readonly<Record<HopKind, string>> = {
  authorize: 'Sign-in begins',
  request: 'Request to the identity provider',
  idp: 'Page of the identity provider',
  response: 'Response posted to WorkOS',
  workos: 'Page of WorkOS',
  return: 'Back to the application',
}

/** What a hop is, as a heading. Where the response went to another host than WorkOS's, the heading names that host. */
export function hopTitle(hop: Pick<Hop, 'kind' | 'host'>, signIn: Pick<SignIn, 'hops' | 'expected'>): string {
  if (isStray(hop, signIn)) return `Response posted to ${hop.host}`
  const isPageAfter = hop.kind === 'idp' && signIn.hops.some((one) => one.host === hop.host && isStray(one, signIn))
  return isPageAfter ? `Page of ${hop.host}` : hopTitles[hop.kind]
}

/** Where a sign-in had got to, as it stands after “stopped”. */
export function placeInWords(signIn: Pick<SignIn, 'hops' | 'expected'>): string {
  const last = signIn.hops.at(-1)
  switch (last?.kind) {
    case undefined:
      return 'before it began'
    case 'authorize':
      return 'before WorkOS sent the browser on'
    case 'request':
    case 'idp':
      return `at the identity provider (${last.host})`
    case 'response':
      return isStray(last, signIn)
        ? `after the response was posted to ${last.host}`
        : 'after the response was posted to WorkOS, before WorkOS answered'
    case 'workos':
      return `at a page of WorkOS (${last.host})`
    case 'return':
      return 'on the way back to the application'
  }
}

/** What the sign-in window refused or met, as a sentence. */
export const noteSentences: Readonly<Record<NoteKind, (about: string) => string>> = {
  'window-refused': (about) => `The page wanted to open another window (${about}). The sign-in window opens none.`,
  'download-refused': (about) => `The page started a download (${about}). Nothing was saved.`,
  'scheme-refused': (about) => `The page wanted to start another program (${about}). It was not started.`,
  'permission-refused': (about) => `The page asked for a permission (${about}). It was refused.`,
  'http-authentication': (about) =>
    `${about} asks for HTTP authentication, such as Windows sign-in, which the sign-in window does not offer. Use the system browser.`,
  'client-certificate-refused': (about) =>
    `${about} asks for a client certificate. The sign-in window gives none away; use the system browser.`,
  'certificate-in-frame': (about) =>
    `A part of the page has a certificate that is not trusted (${about}). It was left out.`,
  'foreign-return': (about) =>
    `A return came to ${about} that is of another sign-in: it does not bring the state this sign-in began with. It was turned away, and Signpost waited on.`,
  asleep: () => 'The machine slept meanwhile.',
}
