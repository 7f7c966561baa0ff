import { z } from 'zod'
import type { NetworkObservation } from './observation'

const text = z.string()
const number = z.number()
const known = z.boolean()

const dnsAnswer = z.object({ values: z.array(text), code: text.nullable() })
const resolverView = z.object({
  resolver: text,
  a: dnsAnswer,
  aaaa: dnsAnswer,
  aliases: z.array(text),
  aliasesLoop: known,
  ms: number,
})
const proxyAnswer = z.object({
  status: number,
  reason: text,
  schemes: z.array(text),
  error: text.nullable(),
  location: text.nullable(),
})
const handshake = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), version: text, cipher: text, alpn: text.nullable(), ms: number }),
  z.object({ ok: z.literal(false), code: text, message: text, ms: number }),
])
const anchor = z.enum(['public', 'here']).nullable()
const tcpState = z.enum(['open', 'refused', 'timeout', 'reset', 'unreachable', 'forbidden', 'failed'])
const httpEnd = z.enum([
  'answer',
  'failure',
  'loop',
  'too-many',
  'downgrade',
  'no-location',
  'bad-location',
  'other-scheme',
  'inward',
  'out-of-time',
])

/** What was seen of an address, as it comes from disk or from somebody else. */
export const networkObservationSchema: z.ZodType<NetworkObservation> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('url'),
    text,
    parts: z
      .object({
        href: text,
        scheme: text,
        host: text,
        unicodeHost: text.nullable(),
        port: number,
        hasCredentials: known,
        hasFragment: known,
        isAddress: known,
        writtenHost: text.nullable(),
      })
      .nullable(),
  }),
  z.object({
    kind: z.literal('dns'),
    host: text,
    system: z.object({ addresses: z.array(text), code: text.nullable(), ms: number }).nullable(),
    hostsFile: z.array(text),
    inside: z.array(resolverView),
    outside: z.array(resolverView),
    addresses: z.array(text),
    proxied: known,
    at: text,
  }),
  z.object({
    kind: z.literal('tcp'),
    host: text,
    outcomes: z.array(
      z.object({
        address: text,
        port: number,
        state: tcpState,
        code: text.nullable(),
        localAddress: text.nullable(),
        outside: known,
        ms: number,
      }),
    ),
    proxied: known,
    at: text,
  }),
  z.object({
    kind: z.literal('proxy'),
    url: text,
    proxy: text.nullable(),
    chosenBy: text,
    instead: text.nullable(),
    signsIn: known,
    asked: z.enum(['tunnel', 'forward', 'nothing']),
    answer: proxyAnswer.nullable(),
    answerToCredentials: proxyAnswer.nullable(),
    failure: z.object({ code: text, message: text }).nullable(),
    ms: number,
    at: text,
  }),
  z.object({
    kind: z.literal('tls'),
    host: text,
    address: text.nullable(),
    port: number,
    via: text.nullable(),
    outside: known,
    handshake,
    cutAfter: text.nullable(),
    versions: z.array(
      z.object({
        version: z.enum(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']),
        accepted: known,
        cipher: text.nullable(),
        code: text.nullable(),
      }),
    ),
    withoutName: z.object({
      state: z.enum(['same', 'other-certificate', 'accepted', 'refused', 'not-tried']),
      subject: text.nullable(),
    }),
    asksClientCertificate: known.nullable(),
    chain: z.array(text),
    fetched: z.array(z.object({ url: text, certificate: text.nullable(), failure: text.nullable() })),
    anchor,
    completedBy: anchor,
    trustedPublicly: text.nullable(),
    trustedHere: text.nullable(),
    at: text,
  }),
  z.object({
    kind: z.literal('http'),
    hops: z.array(
      z.object({
        url: text,
        status: number.nullable(),
        location: text.nullable(),
        setsCookie: known,
        failure: z.object({ kind: text, code: text, message: text }).nullable(),
        ms: number,
      }),
    ),
    ended: httpEnd,
    inward: text.nullable(),
    headers: z.array(z.tuple([text, text])),
    bytes: number,
    head: text,
    at: text,
  }),
])
