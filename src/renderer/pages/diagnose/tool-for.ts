import type { CheckId } from '../../../shared/checks'
import type { DocumentSource } from '../../../shared/runs/document'
import { keep } from '../../app/kept'
import { longPaste, noDocument } from '../workbench/document-source'
import { emptyForm } from '../workbench/oauth/form'
import { nothingExpected } from '../workbench/response/expected-side'
import { places } from '../workbench/workos/places'
import type { Given } from './given'

/** A tool of the workbench, and how its form is filled in with what a diagnosis was given. */
export interface ToolLink {
  path: string
  title: string
  prepare: () => void
}

type Tool = { title: string; path: (given: Given) => string; prepare: (given: Given) => void }

/** The tool of each subject, by the part of a check in front of its dot. */
const tools: Readonly<Record<string, Tool>> = {
  metadata: {
    title: 'IdP metadata',
    path: () => '/workbench/metadata',
    prepare: ({ metadata }) => giveDocument('metadata', metadata),
  },
  response: {
    title: 'SAML response',
    path: () => '/workbench/response',
    prepare: (given) => {
      const { response, signIn, metadata } = given
      const posted = signIn?.response?.samlResponse
      const asked = signIn?.request?.kind === 'saml' ? signIn.request.request : null
      giveDocument('response', response ?? (posted === undefined ? null : { kind: 'text', text: posted }))
      keep('response.expected', {
        ...nothingExpected,
        acs: given.acs || (asked?.acsUrl ?? ''),
        audience: given.audience || (asked?.spEntityId ?? ''),
        requestId: given.requestId,
        moment: given.arrivedAt || (signIn?.response?.at ?? ''),
        skewSeconds: given.skewSeconds,
        certificates: given.certificates,
        metadata:
          metadata?.kind === 'url' ? { ...noDocument, url: metadata.url } : { ...noDocument, document: metadata },
      })
    },
  },
  network: {
    title: 'Reachability',
    path: () => '/workbench/reachability',
    prepare: ({ urls, metadata, publicResolvers }) => {
      keep('reach.url', urls.split('\n')[0]?.trim() || (metadata?.kind === 'url' ? metadata.url : ''))
      keep('reach.outside', publicResolvers)
    },
  },
  clock: {
    title: 'Clocks',
    path: () => '/workbench/clocks',
    prepare: ({ timeServers, metadata, skewSeconds }) => {
      if (timeServers.trim() !== '') keep('clock.servers', timeServers)
      if (skewSeconds.trim() !== '') keep('clock.skew', skewSeconds)
      if (metadata?.kind === 'url') keep('clock.urls', metadata.url)
    },
  },
  scim: {
    title: 'SCIM endpoint',
    path: () => '/workbench/scim',
    prepare: ({ scimUrl, scimToken }) => {
      keep('scim.url', scimUrl)
      keep('scim.token', scimToken)
    },
  },
  oauth: {
    title: 'OAuth and OpenID Connect',
    path: () => '/workbench/oauth',
    prepare: (given) => {
      keep('oauth.form', {
        ...emptyForm,
        provider: given.oauthProvider,
        issuer: given.oauthIssuer,
        host: given.oauthHost,
        tenant: given.oauthTenant,
        clientId: given.oauthClientId,
        redirectUri: given.oauthRedirectUri,
        scopes: given.oauthScopes,
        callback: given.oauthCallback,
      })
      keep('oauth.secret', given.oauthClientSecret)
    },
  },
  workos: {
    title: 'WorkOS environments',
    path: ({ environmentId, connectionId, directoryId, organizationId }) => {
      if (environmentId === '') return places.overview
      if (connectionId !== '') return places.record(environmentId, 'connections', connectionId)
      if (directoryId !== '') return places.record(environmentId, 'directories', directoryId)
      return organizationId === ''
        ? places.list(environmentId, 'connections')
        : places.record(environmentId, 'organizations', organizationId)
    },
    prepare: () => undefined,
  },
}

/** The tool that looks at what a check looked at, filled in; null where none does. */
export function toolFor(check: CheckId, given: Given): ToolLink | null {
  const tool = tools[check.slice(0, check.indexOf('.'))]
  return tool ? { path: tool.path(given), title: tool.title, prepare: () => tool.prepare(given) } : null
}

/** Puts a document into the form of a tool, as if it had been entered there. A file goes among those looked at before. */
function giveDocument(name: string, document: DocumentSource | null): void {
  if (document === null) return
  if (document.kind === 'file') {
    keep(`${name}.kind`, 'file')
    keep(`${name}.recent`, [document])
    return
  }
  keep(`${name}.kind`, document.kind)
  if (document.kind === 'url') {
    keep(`${name}.url`, document.url)
    return
  }
  const isLong = document.text.length >= longPaste
  keep(`${name}.text`, isLong ? '' : document.text)
  keep(`${name}.held`, isLong ? document.text : null)
}
