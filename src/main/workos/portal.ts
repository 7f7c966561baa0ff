import type { PortalIntent } from '../../shared/workos'
import type { ApiOutcome, WorkosClient } from './client'
import { portalLinkRecord } from './records'

/** How long a link to the Admin Portal can be opened after it was made, milliseconds. */
export const portalLinkLifetimeMs = 5 * 60_000

/**
 * Makes a link that opens the Admin Portal for an organization's administrator. It is a credential: whoever has it can
 * change the connection. Source: https://workos.com/docs/reference/admin-portal/portal-link
 */
export async function createPortalLink(
  client: WorkosClient,
  { organizationId, intent, returnUrl }: { organizationId: string; intent: PortalIntent; returnUrl?: string },
): Promise<ApiOutcome<{ link: string; expiresAt: string }>> {
  const made = await client.write({
    method: 'POST',
    path: '/portal/generate_link',
    body: { organization: organizationId, intent, ...(returnUrl === undefined ? {} : { return_url: returnUrl }) },
    what: `a link to the Admin Portal for the organization ${client.clean(organizationId)}`,
    schema: portalLinkRecord,
  })
  if (!made.ok) return made
  const expiresAt = new Date(client.host.now() + portalLinkLifetimeMs).toISOString()
  return { ok: true, value: { link: made.value.link, expiresAt } }
}
