import type { RememberedInput } from '../../shared/diagnosis'
import type { DiagnoseInput } from '../../shared/runs/diagnose'
import type { DocumentSource } from '../../shared/runs/document'
import { discreet, hideCredentials } from '../network/read-url'

/** An address fit to be kept: without user name and password, and without what a query carries of messages and secrets. */
const keptAddress = (text: string) => discreet(hideCredentials(text.trim()))

/** What of an input is kept with its diagnosis. No secret, and no text of a document, gets past this list of names. */
export function rememberInput(input: DiagnoseInput): RememberedInput {
  const { metadata, response, scim, urls, oauth } = input
  return {
    entityId: input.entityId,
    message: input.message,
    certificates: input.certificates,
    acs: input.acs,
    audience: input.audience,
    requestId: input.requestId,
    idpEntityId: input.idpEntityId,
    idpSsoUrl: input.idpSsoUrl,
    now: input.now,
    skewSeconds: input.skewSeconds,
    urls: urls?.map(keptAddress),
    publicResolvers: input.publicResolvers,
    timeServers: input.timeServers,
    workos: input.workos,
    profile: input.profile,
    hostName: input.hostName,
    symptom: input.symptom,
    metadata: metadata && { kind: metadata.kind, name: nameOf(metadata) },
    response: response && { kind: response.kind, name: nameOf(response) },
    scim: scim && { url: keptAddress(scim.url) },
    oauth: oauth && {
      provider: oauth.provider,
      issuer: oauth.issuer && keptAddress(oauth.issuer),
      clientId: oauth.clientId,
    },
  }
}

function nameOf(source: DocumentSource): string {
  if (source.kind === 'url') return keptAddress(source.url)
  return source.kind === 'file' ? source.name : 'pasted text'
}

/** What a diagnosis looked at, in a line. */
export function subjectOf({
  metadata,
  response,
  scim,
  oauth,
  urls,
  workos,
  hostName,
  symptom,
}: RememberedInput): string {
  const looked = [
    metadata?.name,
    response && (response.kind === 'text' ? 'a pasted response' : response.name),
    hostName,
    ...(urls ?? []),
    scim?.url,
    oauth && (oauth.issuer ?? oauth.provider),
    workos?.connectionId ?? workos?.directoryId ?? workos?.organizationId,
  ].filter((one) => one !== undefined)
  return (looked.join(', ') || symptom?.replace(/\s+/g, ' ').trim() || 'nothing in particular').slice(0, 500)
}
