import { X509Certificate } from 'node:crypto'
import { gatherResponse, type ResponseInput } from '../../src/main/saml/gather'
import { judgeResponse } from '../../src/main/saml/judge/judge'
import type { Finding } from '../../src/shared/finding'
import { issue, labWish } from '../../tests/lab/idp/issue'
import { labKey } from '../../tests/lab/idp/keys'

export { labWish }

/** A typical response: signed assertion, RSA-2048 with SHA-256, twelve attributes, about 8 kB; and certificates to try. */
export async function typicalResponse(now: number, candidates: number, keyInfo: boolean) {
  const key = await labKey('bench')
  const attributes = Object.fromEntries(
    Array.from({ length: 9 }, (_, index) => [
      `http://schemas.example.test/identity/claims/attribute${index}`,
      [`a value of attribute ${index}`, `another value of attribute ${index}`],
    ]),
  )
  const { base64 } = await issue('onelogin', {
    key,
    at: new Date(now),
    change: (plan) => ({
      ...plan,
      message: { ...plan.message, extraAttributes: attributes },
      signing: { ...plan.signing, keyInfo: keyInfo ? 'x509' : 'none' },
    }),
  })
  const others = await Promise.all(Array.from({ length: candidates - 1 }, (_, index) => labKey(`other ${index % 8}`)))
  const pems = [...others.map(({ certificatePem }) => certificatePem), key.certificatePem]
  return {
    base64,
    pem: key.certificatePem,
    candidates: pems.map((pem) => new Uint8Array(new X509Certificate(pem).raw)),
  }
}

/** The whole judgement, from the posted value to the findings. */
export async function judge(base64: string, candidates: readonly Uint8Array[], now: number): Promise<Finding[]> {
  const expected = (value: string) => ({ value, from: 'bench' })
  const input: ResponseInput = {
    document: { kind: 'bytes', bytes: Buffer.from(base64, 'latin1'), name: 'bench' },
    message: null,
    acs: expected(labWish.acs),
    audience: expected(labWish.audience),
    requestId: null,
    now: { ms: now, from: 'bench' },
    skewMs: 180_000,
    identityProvider: async () => ({
      entityId: null,
      certificates: candidates.map((der) => ({ from: 'bench', der })),
    }),
    decryptionKey: null,
  }
  for await (const observation of gatherResponse(input, { now: () => now })) return judgeResponse(observation)
  throw new Error('nothing was observed')
}
