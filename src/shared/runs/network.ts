import { z } from 'zod'
import { checkIdSchema } from '../checks'
import { statusSchema } from '../finding'
import { profileIds } from '../guidance/causes/products'
import { isResolver } from '../resolver'

/** How far the proof goes that WorkOS can, or cannot, fetch an address. */
export const rungSchema = z.enum([
  /** The address cannot be used; nothing was looked at. */
  'unusable',
  /** WorkOS cannot fetch it: what was seen here holds for everybody. */
  'proved-unreachable',
  /** Seen from inside, or through something in between: this machine's view says nothing of WorkOS's. */
  'not-checkable',
  /** A public address that gives this machine no answer. WorkOS may fare otherwise. */
  'not-seen',
  /** An answer came, but not one that WorkOS can use. */
  'faulty',
  /** A public address answered with a document. What stays open is said. */
  'likely-reachable',
])
export type Rung = z.infer<typeof rungSchema>

export const conclusionSchema = z.object({
  /** Why WorkOS can or cannot see this, in one or two sentences: what is proved and what is not. */
  sentence: z.string(),
  rung: rungSchema,
  /** What would take the proof further; null when there is nothing left to prove. */
  next: z.string().nullable(),
})
export type Conclusion = z.infer<typeof conclusionSchema>

export const reachedAddressSchema = z.object({
  address: z.string(),
  family: z.union([z.literal(4), z.literal(6)]),
  /** Who said it: `this machine`, or the resolver outside. */
  from: z.string(),
  /** What the address block is set aside for; null for a public address. */
  scope: z.string().nullable(),
  tcp: z
    .object({
      state: z.enum(['open', 'refused', 'timeout', 'reset', 'unreachable', 'forbidden', 'failed']),
      code: z.string().nullable(),
      ms: z.number(),
    })
    .nullable(),
})
export type ReachedAddress = z.infer<typeof reachedAddressSchema>

export const presentedCertificateSchema = z.object({
  subject: z.string(),
  issuer: z.string(),
  names: z.array(z.string()),
  notBefore: z.string(),
  notAfter: z.string(),
  /** Lower-case hex without separators. */
  sha256: z.string(),
  /** False for an issuer that was not sent and had to be looked for. */
  sent: z.boolean(),
})
export type PresentedCertificate = z.infer<typeof presentedCertificateSchema>

export const hopSchema = z.object({
  url: z.string(),
  status: z.number().int().nullable(),
  location: z.string().nullable(),
  /** The platform's code when no answer came. */
  failure: z.string().nullable(),
  ms: z.number(),
})

/** How long each layer took, milliseconds; null for a layer that was not looked at. */
export const timingsSchema = z.object({
  dns: z.number().nullable(),
  tcp: z.number().nullable(),
  proxy: z.number().nullable(),
  tls: z.number().nullable(),
  http: z.number().nullable(),
  total: z.number(),
})

const resolver = (outside: boolean) =>
  z
    .string()
    .max(300)
    .refine((text) => isResolver(text, outside), 'not the address of a DNS server')

export const networkReachInput = z.object({
  url: z.string().min(1).max(8192),
  /** DNS servers to ask in place of this machine's, `ADDRESS[:PORT]`. */
  resolvers: z.array(resolver(false)).max(8).optional(),
  /** Resolvers outside this network, `ADDRESS[:PORT]` or https; asked only when named. */
  publicResolvers: z.array(resolver(true)).max(8).optional(),
  timeoutMs: z.number().int().min(100).max(120_000).optional(),
})
export type NetworkReachInput = z.infer<typeof networkReachInput>

export const networkReachResult = z.object({
  /** The address looked at, without credentials. */
  url: z.string(),
  /** The address of the document, after redirects; null when none came. */
  finalUrl: z.string().nullable(),
  proxy: z.object({ used: z.string().nullable(), chosenBy: z.string() }).nullable(),
  addresses: z.array(reachedAddressSchema),
  tls: z
    .object({
      version: z.string(),
      cipher: z.string(),
      alpn: z.string().nullable(),
      offered: z.array(z.string()),
    })
    .nullable(),
  chain: z.array(presentedCertificateSchema),
  hops: z.array(hopSchema),
  document: z.object({ bytes: z.number().int(), contentType: z.string().nullable() }).nullable(),
  timings: timingsSchema,
  conclusion: conclusionSchema,
})
export type NetworkReachResult = z.infer<typeof networkReachResult>

/** How far a look is: how long each layer took that is done. */
export const networkReachProgress = z.object({ timings: timingsSchema })
export type Timings = z.infer<typeof timingsSchema>

export const networkSweepInput = z.object({
  urls: z.array(z.string().max(8192)).min(1).max(5000),
  timeoutMs: z.number().int().min(100).max(120_000).optional(),
})
export type NetworkSweepInput = z.infer<typeof networkSweepInput>

/** One address of a list, in short. */
export const sweptAddressSchema = z.object({
  /** Its place in the list given, counted from 0. */
  index: z.number().int(),
  url: z.string(),
  /** The worst of its findings. */
  status: statusSchema,
  /** The layer that finding is of, and what it says. */
  id: checkIdSchema,
  summary: z.string(),
  rung: rungSchema,
  httpStatus: z.number().int().nullable(),
  /** End of the certificate the server showed. */
  certificateEnds: z.string().nullable(),
  ms: z.number(),
})
export type SweptAddress = z.infer<typeof sweptAddressSchema>

/** Addresses that were not looked at, because the sweep was cancelled, are not among the items. */
export const networkSweepResult = z.object({ items: z.array(sweptAddressSchema) })
export type NetworkSweepResult = z.infer<typeof networkSweepResult>

export const networkProfileInput = z.object({
  product: z.enum(profileIds),
  /** A name, a name with a port, or an https address. */
  host: z.string().min(1).max(2048),
  /** Of Keycloak. */
  realm: z.string().min(1).max(255).optional(),
  timeoutMs: z.number().int().min(100).max(120_000).optional(),
})
export type NetworkProfileInput = z.infer<typeof networkProfileInput>

/** What an endpoint of a product is for. `exchange`: other machines' messages, such as the back channel. */
export const endpointRoleSchema = z.enum(['metadata', 'sign-on', 'unsolicited', 'status', 'exchange', 'discovery'])
export type EndpointRole = z.infer<typeof endpointRoleSchema>

export const endpointStateSchema = z.enum([
  'there',
  /** Something answers that need not be the product. */
  'unsure',
  'off',
  'missing',
  /** Closed to this machine: by address, by a sign-in or by a filter in front. */
  'closed',
  /** The server in front gets no answer from what stands behind it. */
  'broken',
  'silent',
  'other',
  'not-looked-at',
])
export type EndpointState = z.infer<typeof endpointStateSchema>

export const profileEndpointSchema = z.object({
  role: endpointRoleSchema,
  name: z.string(),
  state: endpointStateSchema,
  /** Where it was found, or looked for last; null when it was not looked for. */
  url: z.string().nullable(),
  httpStatus: z.number().int().nullable(),
})
export type ProfileEndpoint = z.infer<typeof profileEndpointSchema>

/** How far a look at a product is: the way to its metadata, and the endpoints judged so far. */
export const networkProfileProgress = z.object({
  timings: timingsSchema,
  endpoints: z.array(profileEndpointSchema),
})

export const networkProfileResult = z.object({
  product: z.enum(profileIds),
  endpoints: z.array(profileEndpointSchema),
  /** The way to the metadata, layer by layer. */
  metadata: networkReachResult,
})
export type NetworkProfileResult = z.infer<typeof networkProfileResult>
