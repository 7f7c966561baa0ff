import type { Handler } from './call'
import { createIdpCertificate, getSpCertificate, listIdpCertificates } from './resources/certificates'
import { createConnection, deleteConnection, getConnection, listConnections } from './resources/connections'
import { deleteDirectory, getDirectory, listDirectories } from './resources/directories'
import { getDirectoryGroup, listDirectoryGroups } from './resources/directory-groups'
import { getDirectoryUser, listDirectoryUsers } from './resources/directory-users'
import { listEvents } from './resources/events'
import { createDomain, deleteDomain, getDomain, verifyDomain } from './resources/organization-domains'
import {
  createOrganization,
  deleteOrganization,
  getOrganization,
  getOrganizationByExternalId,
  listOrganizations,
  updateOrganization,
} from './resources/organizations'
import { generatePortalLink, openPortal } from './resources/portal'
import { createRedirectUri, deleteRedirectUri, listRedirectUris } from './resources/redirect-uris'
import { type AssertionJudge, consumeAssertions } from './sso/acs'
import { authorize } from './sso/authorize'
import { errorPage } from './sso/error-pages'
import { getProfile } from './sso/profile'
import { exchangeCode } from './sso/token'

export interface Route {
  method: string
  /** `:name` stands for one segment. */
  pattern: string
  /** `key`: an API key of an environment is needed. `open`: the handler finds out by itself whom it serves. */
  door: 'key' | 'open'
  handler: Handler
}

const route = (method: string, pattern: string, handler: Handler, door: Route['door'] = 'key'): Route => ({
  method,
  pattern,
  door,
  handler,
})

/** Every address of the stand-in. */
export function routesOf(judge: AssertionJudge): readonly Route[] {
  return [
    route('GET', '/organizations', listOrganizations),
    route('POST', '/organizations', createOrganization),
    route('GET', '/organizations/external_id/:externalId', getOrganizationByExternalId),
    route('GET', '/organizations/:id', getOrganization),
    route('PUT', '/organizations/:id', updateOrganization),
    route('DELETE', '/organizations/:id', deleteOrganization),
    route('POST', '/organization_domains', createDomain),
    route('GET', '/organization_domains/:id', getDomain),
    route('POST', '/organization_domains/:id/verify', verifyDomain),
    route('DELETE', '/organization_domains/:id', deleteDomain),
    route('GET', '/connections', listConnections),
    route('POST', '/connections', createConnection),
    route('GET', '/connections/:id', getConnection),
    route('DELETE', '/connections/:id', deleteConnection),
    route('GET', '/connections/:id/saml_idp_signing_certs', listIdpCertificates),
    route('POST', '/connections/:id/saml_idp_signing_certs', createIdpCertificate),
    route('GET', '/connections/:id/saml_sp_signing_cert', getSpCertificate),
    route('GET', '/directories', listDirectories),
    route('GET', '/directories/:id', getDirectory),
    route('DELETE', '/directories/:id', deleteDirectory),
    route('GET', '/directory_users', listDirectoryUsers),
    route('GET', '/directory_users/:id', getDirectoryUser),
    route('GET', '/directory_groups', listDirectoryGroups),
    route('GET', '/directory_groups/:id', getDirectoryGroup),
    route('GET', '/events', listEvents),
    route('POST', '/portal/generate_link', generatePortalLink),
    route('GET', '/portal', openPortal, 'open'),
    route('GET', '/user_management/redirect_uris', listRedirectUris),
    route('POST', '/user_management/redirect_uris', createRedirectUri),
    route('DELETE', '/user_management/redirect_uris/:id', deleteRedirectUri),
    route('GET', '/sso/authorize', authorize, 'open'),
    route('POST', '/sso/token', exchangeCode, 'open'),
    route('GET', '/sso/profile', getProfile, 'open'),
    route('POST', '/sso/saml/acs/:key', consumeAssertions(judge), 'open'),
    route('GET', '/sso/:page', errorPage, 'open'),
  ]
}

/** The first route that fits, with the named segments of the path decoded. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; params: Record<string, string> } | null {
  const given = path.split('/')
  for (const candidate of routes) {
    if (candidate.method !== method) continue
    const params = matchSegments(candidate.pattern.split('/'), given)
    if (params) return { route: candidate, params }
  }
  return null
}

function matchSegments(pattern: readonly string[], given: readonly string[]): Record<string, string> | null {
  if (pattern.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, segment] of pattern.entries()) {
    const value = given[index] ?? ''
    if (!segment.startsWith(':')) {
      if (segment !== value) return null
      continue
    }
    if (value === '') return null
    try {
      params[segment.slice(1)] = decodeURIComponent(value)
    } catch {
      return null
    }
  }
  return params
}
