import { z } from 'zod'
import { escapeXml } from '../../idp/xml'
import { type Answer, created, notFound } from '../answers'
import { type Handler, parseBody } from '../call'
import { portalIntents } from '../vocabulary'

const lifetime = 5 * 60_000

const wishSchema = z.object({
  organization: z.string(),
  intent: z.enum(portalIntents).default('sso'),
  return_url: z.string().optional(),
  success_url: z.string().optional(),
  intent_options: z.record(z.string(), z.unknown()).optional(),
  it_contact_emails: z.array(z.email()).max(20).optional(),
})

/** A link that opens the Admin Portal once within five minutes. A new one replaces the organization's earlier one. */
export const generatePortalLink: Handler = ({ environment, origins, body }) => {
  const parsed = parseBody(wishSchema, body)
  if (!parsed.ok) return parsed.answer
  const { organization: organizationId, intent } = parsed.value
  if (!environment.organizations.get(organizationId)) return notFound('Organization', organizationId)
  for (const link of environment.portalLinks.values()) {
    if (link.organizationId === organizationId && link.state === 'fresh') link.state = 'replaced'
  }
  const token = environment.identifiers.key(40)
  environment.portalLinks.set(token, {
    organizationId,
    intent,
    expiresAt: environment.now() + lifetime,
    state: 'fresh',
  })
  return created({ link: `${origins.portal}/portal?token=${token}` })
}

/** The page behind the link: says what would be set up here, or why the link is of no use. */
export const openPortal: Handler = ({ environments, query }) => {
  const token = query.get('token') ?? ''
  for (const environment of environments) {
    const link = environment.portalLinks.get(token)
    if (!link) continue
    if (link.state !== 'fresh') return page(410, 'This link was already used or replaced by a newer one.')
    if (environment.now() >= link.expiresAt) return page(410, 'This link has expired.')
    link.state = 'used'
    const organization = environment.organizations.get(link.organizationId)
    return page(200, `${link.intent} for ${organization?.name ?? 'an organization that was deleted'}`)
  }
  return page(404, 'This link is not known.')
}

function page(status: number, text: string): Answer {
  return {
    status,
    html: `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Admin Portal (practice lab)</title></head><body><h1>Admin Portal (practice lab)</h1><p>${escapeXml(text)}</p></body></html>`,
  }
}
