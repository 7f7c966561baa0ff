import { z } from 'zod'
import type { Connection, IdpCertificate } from '../../shared/workos'
import type { ApiOutcome, WorkosClient } from './client'
import { withId } from './ids'
import type { List } from './paging'
import { connectionRecord, idpCertificateRecord } from './records'

/** All connections, or those of an organization, a type or a domain, or that match a search. */
export function connectionList({
  organizationId,
  type,
  domain,
  search,
}: {
  organizationId?: string
  type?: string
  domain?: string
  search?: string
} = {}): List<Connection> {
  return {
    path: '/connections',
    query: { organization_id: organizationId, connection_type: type && filterSpelling(type), domain, search },
    what: 'the list of connections',
    item: connectionRecord,
  }
}

/** The list filter spells one type differently from the records it lists. */
const filterSpelling = (type: string) => (type === 'GitHubOAuth' ? 'GithubOAuth' : type)

export function getConnection(client: WorkosClient, connectionId: string): Promise<ApiOutcome<Connection>> {
  return withId(client, 'a connection', connectionId, ({ id, what }) =>
    client.read({ path: `/connections/${id}`, what, schema: connectionRecord }),
  )
}

/** Deletes a connection for good; everybody who signs in through it loses access. */
export function deleteConnection(client: WorkosClient, connectionId: string): Promise<ApiOutcome<null>> {
  return withId(client, 'a connection', connectionId, ({ id, what }) =>
    client.erase({ path: `/connections/${id}`, what }),
  )
}

const certificatesFeature = 'saml_idp_signing_certs'

/**
 * The IdP signing certificates WorkOS holds for a connection, expired ones included; null where the environment does not
 * offer this part of the API, which is asked only once. Takes a connection that was just read, so that a 404 can only mean
 * the missing feature. Source: https://workos.com/docs/reference/sso/saml-idp-signing-certificate
 */
export async function idpCertificates(
  client: WorkosClient,
  connection: Connection,
): Promise<ApiOutcome<IdpCertificate[] | null>> {
  if (client.memory.notEnabled.has(certificatesFeature)) return { ok: true, value: null }
  const outcome = await client.read({
    path: `/connections/${connection.id}/saml_idp_signing_certs`,
    what: `the signing certificates of the connection ${connection.id}`,
    schema: certificateAnswer,
  })
  if (outcome.ok) return outcome
  if (!['workos.not-found', 'workos.forbidden', 'workos.not-enabled'].includes(outcome.problem.code)) return outcome
  client.memory.notEnabled.add(certificatesFeature)
  return { ok: true, value: null }
}

/** The documentation shows a list object; a bare array is read as well. */
const certificateAnswer = z
  .union([z.object({ data: z.array(z.unknown()) }).transform(({ data }) => data), z.array(z.unknown())])
  .transform((all) =>
    all.map((one) => idpCertificateRecord.safeParse(one)).flatMap((one) => (one.success ? [one.data] : [])),
  )
