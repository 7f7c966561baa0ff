import { clean } from '../../shared/guidance/recognise/clean'
import type { DiagnosisInput, Expectation } from './input'

/**
 * The input without what copying left around its values: blanks, line breaks, quotation marks, characters that cannot be seen. What
 * is given by hand is what the other side is held against; what copying added to it would make everything look different. Secrets
 * stay as they are, because what surrounds them may be what is wrong.
 */
export function asMeant(input: DiagnosisInput): DiagnosisInput {
  const { metadata, scim, oauth, workos } = input
  return {
    ...input,
    metadata: metadata !== null && 'kind' in metadata && metadata.kind === 'url' ? withUrl(metadata) : metadata,
    entityId: value(input.entityId),
    acs: expectation(input.acs),
    audience: expectation(input.audience),
    requestId: expectation(input.requestId),
    urls: input.urls.map(meant),
    scim: scim && withUrl(scim),
    oauth: oauth && {
      ...oauth,
      ...(oauth.issuer === undefined ? {} : { issuer: meant(oauth.issuer) }),
      ...(oauth.clientId === undefined ? {} : { clientId: meant(oauth.clientId) }),
      ...(oauth.redirectUri === undefined ? {} : { redirectUri: meant(oauth.redirectUri) }),
      ...(oauth.callback === undefined ? {} : { callback: meant(oauth.callback) }),
    },
    workos: workos && {
      ...workos,
      organizationId: value(workos.organizationId),
      connectionId: value(workos.connectionId),
      directoryId: value(workos.directoryId),
    },
  }
}

const meant = (text: string) => clean(text, 'exact', []).text
const value = (text: string | null) => (text === null ? null : meant(text))
const withUrl = <T extends { url: string }>(one: T): T => ({ ...one, url: meant(one.url) })

/** An empty value expects nothing. */
function expectation(one: Expectation | null): Expectation | null {
  const text = one === null ? '' : meant(one.value)
  return one === null || text.trim() === '' ? null : { ...one, value: text }
}
