import type { Evidence, Finding } from '../../shared/finding'
import { pageMeanings, readIdpPage } from '../../shared/guidance/idp-pages'
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

/** Reads the page with which an identity provider stops a sign-in. A page that is none of the known ones proves nothing. */
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
      summary: `${page.product} stops the sign-in on its own page (${page.shows}): ${pageMeanings[page.means].it}.`,
      evidence: [
        { label: 'Error page', value: page.means, from: place, at },
        { label: 'It shows', value: page.shows, from: place, at },
        ...sent,
      ],
    },
  ]
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : 'the identity provider')
