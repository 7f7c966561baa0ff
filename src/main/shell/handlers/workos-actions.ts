import { clipboard, shell } from 'electron'
import { failed, type Outcome, type Problem, succeeded } from '../../../shared/problem'
import type { Host } from '../../host/host'
import type { Credentials } from '../../runs/run'
import type { WorkosClient } from '../../workos/client'
import { deleteByName } from '../../workos/deletion'
import { addDomain, createOrganization, verifyDomain } from '../../workos/organizations'
import { createPortalLink, portalLinkLifetimeMs } from '../../workos/portal'
import type { ApiProblem } from '../../workos/problems'
import { organizationRow } from '../../workos/rows'
import type { Handlers } from '../ipc'
import { PortalLinks } from '../portal-links'

type WorkosActions = Pick<
  Handlers,
  | 'workos.createOrganization'
  | 'workos.addDomain'
  | 'workos.startVerification'
  | 'workos.delete'
  | 'workos.makePortalLink'
  | 'workos.usePortalLink'
>

/** What can be changed at WorkOS from here. Every change was confirmed on the page; none is repeated by itself. */
export function workosActions(
  credentials: (environmentId: string) => Promise<Outcome<Credentials>>,
  hostFor: (signal: AbortSignal) => Host,
): WorkosActions {
  const host = hostFor(new AbortController().signal)
  const links = new PortalLinks(portalLinkLifetimeMs)

  const withClient = async <T>(
    environmentId: string,
    act: (client: WorkosClient) => Promise<Outcome<T> | { ok: false; problem: ApiProblem }>,
  ): Promise<Outcome<T>> => {
    const found = await credentials(environmentId)
    if (!found.ok) return found
    const { createWorkosClient } = await import('../../workos/client')
    const client = createWorkosClient(found.value, host)
    return client.ok ? act(client.value) : client
  }

  return {
    'workos.createOrganization': ({ environmentId, ...wish }) =>
      withClient(environmentId, async (client) => {
        const made = await createOrganization(client, wish)
        return made.ok ? succeeded(organizationRow(made.value)) : made
      }),
    'workos.addDomain': ({ environmentId, ...wish }) => withClient(environmentId, (client) => addDomain(client, wish)),
    'workos.startVerification': ({ environmentId, domainId }) =>
      withClient(environmentId, (client) => verifyDomain(client, domainId)),
    'workos.delete': ({ environmentId, kind, id, typed }) =>
      withClient(environmentId, (client) => deleteByName(client, kind, id, typed)),
    'workos.makePortalLink': ({ environmentId, organizationId, intent }) =>
      withClient(environmentId, async (client) => {
        const made = await createPortalLink(client, { organizationId, intent })
        if (!made.ok) return made
        const { link } = made.value
        return succeeded({ ticket: links.keep(link), host: new URL(link).host, lifetimeMs: portalLinkLifetimeMs })
      }),
    'workos.usePortalLink': async ({ ticket, how }) => {
      const link = links.read(ticket)
      if (!link.ok) return link
      if (how === 'copy') {
        clipboard.writeText(link.value)
        return succeeded(undefined)
      }
      if (new URL(link.value).protocol !== 'https:') return failed(notHttps)
      await shell.openExternal(link.value)
      return succeeded(undefined)
    },
  }
}

const notHttps: Problem = {
  code: 'workos.portal-link-insecure',
  title: 'This link is not opened from here.',
  detail: 'It does not begin with https://, as a link of the practice lab does not.',
  remedy: 'Copy it instead.',
}
