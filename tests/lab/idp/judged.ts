import { createPrivateKey, X509Certificate } from 'node:crypto'
import type { Host } from '../../../src/main/host/host'
import { gatherResponse, type ResponseInput } from '../../../src/main/saml/gather'
import { judgeResponse } from '../../../src/main/saml/judge/judge'
import type { ResponseObservation } from '../../../src/main/saml/observation'
import type { KnownCertificate } from '../../../src/main/saml/read/signatures'
import type { CheckId } from '../../../src/shared/checks'
import type { Finding, Status } from '../../../src/shared/finding'
import { labWish } from './issue'
import type { SigningKey } from './keys'

/** A host on which the time is the lab's and nothing can be reached. */
export function labHost(now = labWish.at.getTime() + 5000): Host {
  return {
    now: () => now,
    monotonic: () => 0,
    signal: new AbortController().signal,
    http: () => Promise.reject(new Error('a document made the program fetch something')),
  }
}

export interface JudgeWish {
  /** Keys whose certificates are known; none: nothing is known of the identity provider. */
  keys?: readonly SigningKey[]
  entityId?: string | null
  acs?: string | null
  audience?: string | null
  requestId?: string | null
  now?: number | null
  skewMs?: number
  message?: number
  decryptionKey?: SigningKey
}

export interface Judged {
  findings: Finding[]
  observation: ResponseObservation
  /** The worst status each check came to. */
  worst: Partial<Record<CheckId, Status>>
  of(id: CheckId): Finding[]
}

const order: readonly Status[] = ['pass', 'info', 'skipped', 'warn', 'fail']

export const knownFrom = (key: SigningKey, from = 'lab certificate'): KnownCertificate => ({
  from,
  der: new X509Certificate(key.certificatePem).raw,
})

/** Runs the whole judgement over a document, against the lab's values unless told otherwise. */
export async function judged(content: string | Uint8Array, wish: JudgeWish = {}): Promise<Judged> {
  const expected = (value: string | null | undefined, usual: string | null, from: string) => {
    const chosen = value === undefined ? usual : value
    return chosen === null ? null : { value: chosen, from }
  }
  const input: ResponseInput = {
    document: { kind: 'bytes', bytes: Buffer.from(content as Uint8Array), name: 'lab.xml' },
    message: wish.message ?? null,
    acs: expected(wish.acs, labWish.acs, 'the lab'),
    audience: expected(wish.audience, labWish.audience, 'the lab'),
    requestId: expected(wish.requestId, labWish.requestId, 'the lab'),
    now: wish.now === null ? null : { ms: wish.now ?? labWish.at.getTime() + 5000, from: 'the lab' },
    skewMs: wish.skewMs ?? 180_000,
    identityProvider: async () => ({
      entityId: expected(wish.entityId, null, 'lab metadata'),
      certificates: (wish.keys ?? []).map((key, index) => knownFrom(key, `lab certificate ${index + 1}`)),
    }),
    decryptionKey: wish.decryptionKey ? createPrivateKey(wish.decryptionKey.privatePem) : null,
  }
  let observation: ResponseObservation | null = null
  for await (const one of gatherResponse(input, labHost())) observation = one
  if (observation === null) throw new Error('nothing was observed')
  const saved: ResponseObservation = JSON.parse(JSON.stringify(observation))
  const findings = judgeResponse(saved)
  const worst: Judged['worst'] = {}
  for (const { id, status } of findings) {
    const before = worst[id]
    if (before === undefined || order.indexOf(status) > order.indexOf(before)) worst[id] = status
  }
  return { findings, observation, worst, of: (id) => findings.filter((one) => one.id === id) }
}
