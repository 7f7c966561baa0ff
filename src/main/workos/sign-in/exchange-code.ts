import { z } from 'zod'
import { entryOf } from '../../../shared/entry-of'
import { failed, type Outcome, type Problem, succeeded } from '../../../shared/problem'
import type { Profile } from '../../../shared/sign-in/trace'
import { concealer } from '../../conceal'
import type { Host } from '../../host/host'
import { parseJson, textMember } from '../../json'
import { type Circumstances, problemOf, problemOfFailure } from '../problems'
import { readReply } from '../reply'

export interface CodeExchange {
  /** Origin of the API. */
  origin: string
  clientId: string
  /** Null: the code is redeemed by its verifier alone, as a program without a secret does. */
  apiKey: string | null
  code: string
  /** Null where the identity provider began the sign-in, so that no challenge was sent. */
  verifier: string | null
}

/**
 * Redeems a code for the profile. The tokens that come with it are dropped here. A code can be redeemed once, within ten
 * minutes. Source: https://workos.com/docs/reference/sso/profile/get-profile-and-token
 */
export async function exchangeCode(host: Host, exchange: CodeExchange): Promise<Outcome<Profile>> {
  const { origin, clientId, apiKey, code, verifier } = exchange
  const circumstances: Circumstances = { host: new URL(origin).host, what: 'the code of the sign-in' }
  const form = new URLSearchParams({ client_id: clientId, grant_type: 'authorization_code', code })
  if (apiKey !== null) form.set('client_secret', apiKey)
  if (verifier !== null) form.set('code_verifier', verifier)
  const outcome = await host.http({
    url: `${origin}/sso/token`,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: form.toString(),
    maxBytes: 5 * 1024 * 1024,
  })
  if (!outcome.ok) return failed(bare(problemOfFailure(outcome.failure, circumstances)))
  const clean = concealer([code, ...(apiKey === null ? [] : [apiKey]), ...(verifier === null ? [] : [verifier])])
  const read = readReply(outcome.reply, host.now(), clean)
  if (!read.ok) {
    const refusal = refusalIn(outcome.reply.body, clean)
    return failed(refusal ?? bare(problemOf(read.kind, { ...circumstances, ...read.facts })))
  }
  const parsed = answer.safeParse(read.json)
  return parsed.success ? succeeded(parsed.data.profile) : failed(bare(problemOf('unexpected-shape', circumstances)))
}

const bare = ({ code, title, detail, remedy }: Problem): Problem => ({ code, title, detail, remedy })

/** What the token endpoint's own codes mean. RFC 6749, section 5.2. */
const refusals: Readonly<Record<string, Omit<Problem, 'code'>>> = {
  invalid_client: {
    title: 'WorkOS does not accept who exchanges the code.',
    detail:
      'Client ID and API key do not belong to the same environment, or the key was revoked. Without a key WorkOS lets only a program exchange the code that began the sign-in with PKCE.',
    remedy: 'Compare client ID and API key of the environment in Settings with the Dashboard.',
  },
  unauthorized_client: {
    title: 'WorkOS does not let this API key exchange codes.',
    detail: 'The key is known, and lacks the permission.',
    remedy: 'Use an API key with full access to the environment.',
  },
  invalid_grant: {
    title: 'The code was used already, is too old, or belongs to another environment.',
    detail: 'A code can be exchanged once, within ten minutes. Another program may have used it first.',
    remedy: 'Sign in again.',
  },
  unsupported_grant_type: {
    title: 'The token endpoint is not that of WorkOS.',
    detail: 'It does not know the grant type that every sign-in ends with.',
    remedy: 'Check the base URL of the environment in Settings.',
  },
}

function refusalIn(body: Uint8Array, clean: (text: string) => string): Problem | null {
  const json = parseJson(new TextDecoder().decode(body))
  const error = textMember(json, 'error')
  const known = error === null ? undefined : entryOf(refusals, error)
  if (error === null || known === undefined) return null
  const says = textMember(json, 'error_description')
  const quoted = says === null ? '' : ` WorkOS says: “${clean(says).replace(/\.$/, '')}”.`
  return { code: `sign-in.${error}`, ...known, detail: `${known.detail}${quoted}` }
}

const longestText = 4000
const text = z.string().transform((value) => value.slice(0, longestText))
const optional = text.nullable().catch(null)
const shown = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
const attributes = z
  .record(z.string(), z.unknown())
  .catch({})
  .transform((all) =>
    Object.fromEntries(
      Object.entries(all).map(([name, value]) => [name.slice(0, 500), shown(value).slice(0, longestText)]),
    ),
  )

/** Read tolerantly: only an id is insisted on. Tokens are not looked at. */
const answer = z.object({
  profile: z
    .object({
      id: text,
      idp_id: optional,
      connection_id: optional,
      connection_type: optional,
      organization_id: optional,
      email: optional,
      first_name: optional,
      last_name: optional,
      name: optional,
      role: z.object({ slug: text }).nullable().catch(null),
      groups: z.array(text).max(10_000).catch([]),
      custom_attributes: attributes,
      raw_attributes: attributes,
    })
    .transform(
      (wire): Profile => ({
        id: wire.id,
        idpId: wire.idp_id,
        connectionId: wire.connection_id,
        connectionType: wire.connection_type,
        organizationId: wire.organization_id,
        email: wire.email,
        firstName: wire.first_name,
        lastName: wire.last_name,
        name: wire.name,
        role: wire.role?.slug ?? null,
        groups: wire.groups,
        customAttributes: wire.custom_attributes,
        rawAttributes: wire.raw_attributes,
      }),
    ),
})
