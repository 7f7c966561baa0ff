import type { Evidence, Finding } from '../../shared/finding'
import { type PageMeaning, readIdpPage } from '../../shared/guidance/idp-pages'
import type { AuthorizeAnswer } from '../../shared/workos'

/** A page that an identity provider showed in place of its sign-in, and the request that led to it. */
export interface IdpPage {
  at: string
  /** Where the page was seen, as a person calls it. */
  from: string
  url: string
  text: string
  request: AuthorizeAnswer | null
}

const meanings: Readonly<Record<PageMeaning, string>> = {
  'acs-unknown': 'it knows the application, but not the ACS URL that WorkOS sends',
  'application-unknown': 'it knows no application with the SP entity ID that WorkOS sends',
  'nameid-refused': 'it cannot make a NameID of the format that WorkOS asks for',
  'person-refused': 'it does not let this person use the application',
  'unsigned-request': 'it wants the request of WorkOS to be signed, and it is not',
  'request-time': 'it takes the request for too old: its clock, or the link, is out of date',
}

/** Reads the page with which an identity provider refuses a SAML request. A page that is none of the known ones proves nothing. */
export function judgeIdpPage({ at, from, url, text, request }: IdpPage): Finding[] {
  const page = readIdpPage(text)
  if (page === null) return []
  const place = `${hostOf(url)} (${from})`
  const sent: Evidence[] =
    request?.kind !== 'saml'
      ? []
      : [
          {
            label: 'ACS URL sent',
            value: request.request.acsUrl ?? 'none',
            from: 'the AuthnRequest that WorkOS sends',
          },
          {
            label: 'SP entity ID sent',
            value: request.request.spEntityId ?? 'none',
            from: 'the AuthnRequest that WorkOS sends',
          },
        ]
  return [
    {
      id: 'response.status',
      status: 'fail',
      summary: `${page.product} refuses the request on its own page (${page.shows}): ${meanings[page.means]}.`,
      evidence: [
        { label: 'Error page', value: page.means, from: place, at },
        { label: 'It shows', value: page.shows, from: place, at },
        ...sent,
      ],
    },
  ]
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : 'the identity provider')
