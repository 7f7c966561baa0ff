import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { publicKeyOf } from '../../src/main/certificates/public-key'
import { makeKey } from '../lab/idp/keys'

describe('the public key of a certificate', () => {
  it.each([
    { type: 'rsa', bits: 1024 },
    { type: 'rsa', bits: 2048 },
    { type: 'rsa', bits: 3072 },
    { type: 'ec', bits: 256 },
    { type: 'ec', bits: 384 },
  ] as const)('is the one the platform reads: $type $bits', async (wish) => {
    const { raw, publicKey } = new X509Certificate((await makeKey(wish)).certificatePem)
    expect(publicKeyOf(raw)?.equals(publicKey)).toBe(true)
  })

  it('is none in what is no certificate, or in half of one', async () => {
    const { raw } = new X509Certificate((await makeKey()).certificatePem)
    for (const bytes of [
      new Uint8Array(0),
      Buffer.from('hello'),
      raw.subarray(0, 100),
      raw.subarray(10),
      raw.subarray(0, raw.length / 2),
    ]) {
      expect(publicKeyOf(bytes)).toBeNull()
    }
  })
})
