import { describe, expect, it } from 'vitest'
import { compareEntities, judgeComparison } from '../../src/main/metadata/compare'
import { compareMetadataJob } from '../../src/main/metadata/compare-job'
import { entityResult } from '../../src/main/metadata/result'
import type { IdpMetadata } from '../lab/documents/metadata'
import { makeKey } from '../lab/idp/keys'
import { documentOf, inspect, keys } from './metadata-corpus'

async function entityOf(changes: Partial<IdpMetadata>) {
  const { reading } = (await inspect(documentOf('okta', changes))).observation
  if (reading?.kind !== 'document' || !reading.entities[0]) throw new Error('was not read')
  return entityResult(reading.entities[0])
}

async function compare(old: Partial<IdpMetadata>, current: Partial<IdpMetadata>) {
  const pair = {
    old: { entity: await entityOf(old), from: 'old.xml' },
    new: { entity: await entityOf(current), from: 'new.xml' },
  }
  const result = compareEntities(pair)
  return { result, findings: judgeComparison(pair, result) }
}

const certificates = (...names: Array<keyof typeof keys>) => ({
  signingCertificates: names.map((name) => keys[name].certificateBase64),
})
const fingerprints = (list: Array<{ sha256: string }>) => list.map(({ sha256 }) => sha256)

describe('what changed, and what WorkOS must be given', () => {
  it('nothing', async () => {
    const { result, findings } = await compare({}, {})
    expect(result.workos).toEqual({ needed: 'no', reasons: [] })
    expect(findings.map(({ status }) => status)).toEqual(['pass', 'pass', 'pass'])
    expect(result.certificates.kept).toHaveLength(1)
    expect(result.endpoints.kept).toHaveLength(2)
  })

  it('a certificate published ahead of time', async () => {
    const { result, findings } = await compare(certificates('current'), certificates('current', 'next'))
    expect(result.workos.needed).toBe('before-rollover')
    expect(fingerprints(result.certificates.added)).toEqual([keys.next.sha256])
    expect(fingerprints(result.certificates.kept)).toEqual([keys.current.sha256])
    expect(findings.find(({ id }) => id === 'metadata.signing-certificate')).toMatchObject({
      status: 'warn',
      fix: { owner: 'workos-admin' },
    })
  })

  it('a certificate replaced without overlap', async () => {
    const { result, findings } = await compare(certificates('current'), certificates('next'))
    expect(result.workos.needed).toBe('now')
    expect(fingerprints(result.certificates.removed)).toEqual([keys.current.sha256])
    expect(findings.filter(({ status }) => status === 'warn')).toHaveLength(2)
  })

  it('a former certificate taken out', async () => {
    const { result, findings } = await compare(certificates('current', 'next'), certificates('next'))
    expect(result.workos).toEqual({
      needed: 'no',
      reasons: ['A signing certificate was taken out; WorkOS may go on holding it.'],
    })
    expect(findings.map(({ status }) => status)).toEqual(['pass', 'pass', 'info'])
  })

  it('another encryption certificate', async () => {
    const { result, findings } = await compare(
      { encryptionCertificates: [keys.other.certificateBase64] },
      { encryptionCertificates: [keys.next.certificateBase64] },
    )
    expect(result.workos.needed).toBe('no')
    expect(findings.filter(({ status }) => status === 'warn')).toEqual([])
    expect(result.certificates.added).toHaveLength(1)
  })

  it('a certificate renewed for the same key', async () => {
    const renewed = await makeKey({ renewed: keys.current, subject: 'renewed.example.test' })
    const { result, findings } = await compare(certificates('current'), {
      signingCertificates: [renewed.certificateBase64],
    })
    expect(result.workos).toMatchObject({
      needed: 'before-rollover',
      reasons: [expect.stringContaining('renewed for the same key')],
    })
    expect(findings.map(({ status }) => status)).toEqual(['pass', 'pass', 'warn', 'info'])
  })

  it('the same certificates in another order, in lines, or in PEM', async () => {
    const inLines = keys.current.certificateBase64.replace(/.{64}/g, '$&\n')
    const { result } = await compare(certificates('current', 'next'), {
      signingCertificates: [keys.next.certificatePem, inLines],
    })
    expect(result.workos).toEqual({ needed: 'no', reasons: [] })
    expect(result.certificates.kept).toHaveLength(2)
  })

  it('the same certificate under another use is no new key', async () => {
    const { reading } = (await inspect(documentOf('okta').replace(' use="signing"', ''))).observation
    if (reading?.kind !== 'document' || !reading.entities[0]) throw new Error('was not read')
    const pair = {
      old: { entity: await entityOf({}), from: 'old.xml' },
      new: { entity: entityResult(reading.entities[0]), from: 'new.xml' },
    }
    const result = compareEntities(pair)
    expect(result.workos).toEqual({ needed: 'no', reasons: [] })
    expect(judgeComparison(pair, result).map(({ status }) => status)).toEqual(['pass', 'pass', 'pass'])
  })

  it('metadata of a service provider is not compared with that of an identity provider', async () => {
    const given = (text: string, name: string) => ({
      document: { kind: 'bytes' as const, bytes: Buffer.from(text), name },
      exchange: null,
    })
    const job = compareMetadataJob(
      {
        old: given(documentOf('okta'), 'old.xml'),
        new: given(documentOf('okta').replaceAll('IDPSSODescriptor', 'SPSSODescriptor'), 'new.xml'),
        now: Date.now(),
        skewMs: 0,
        entityId: null,
      },
      new AbortController().signal,
    )
    expect(await job.next()).toMatchObject({
      done: true,
      value: { ok: false, problem: { code: 'metadata.incomparable', detail: expect.stringContaining('no identity') } },
    })
  })

  it('another entity id', async () => {
    const { result, findings } = await compare(
      { entityId: 'https://a.example.com/idp' },
      { entityId: 'https://a.example.com/idp/' },
    )
    expect(result.workos.needed).toBe('now')
    expect(findings[0]).toMatchObject({ status: 'warn', compared: { firstDifference: { kind: 'trailing-slash' } } })
  })

  it('another address', async () => {
    const at = (location: string) => ({
      sso: [
        { binding: 'HTTP-Redirect' as const, location },
        { binding: 'HTTP-POST' as const, location },
      ],
    })
    const { result, findings } = await compare(at('https://a.example.com/sso'), at('https://b.example.com/sso'))
    expect(result.workos.needed).toBe('now')
    expect(findings.filter(({ id }) => id === 'metadata.sso-endpoint').map(({ status }) => status)).toEqual([
      'warn',
      'info',
    ])
    expect(findings[1]?.compared?.expected).toEqual({ value: 'https://a.example.com/sso', from: 'old.xml' })
  })

  it('a binding added', async () => {
    const one = [{ binding: 'HTTP-POST' as const, location: 'https://a.example.com/sso' }]
    const { result, findings } = await compare(
      { sso: one },
      { sso: [...one, { binding: 'HTTP-Redirect', location: 'https://a.example.com/sso' }] },
    )
    expect(result.workos.needed).toBe('no')
    expect(findings[1]).toMatchObject({
      status: 'info',
      summary: 'The address for sign-on by HTTP-Redirect was added.',
    })
  })
})
