import 'reflect-metadata'
import { webcrypto, X509Certificate } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import { describe, expect, it } from 'vitest'
import { readCertificate, readCertificateFile } from '../../src/main/certificates/certificate'
import { certificatesInFile } from '../../src/main/certificates/file'
import { certificateForList } from '../../src/main/certificates/for-list'
import { judgeExpiry, weaknessesOf } from '../../src/main/certificates/judgements'
import { walkCertificate, walkValidity } from '../../src/main/certificates/walk'
import { makeKey } from '../lab/idp/keys'

const day = 86_400_000
const now = Date.UTC(2030, 5, 15)
const good = await makeKey({ subject: 'idp.example.com' })
const der = Buffer.from(good.certificateBase64, 'base64')

/** A PKCS #10 request for an EC key, as openssl writes it. */
const signingRequest =
  'MIHFMG4CAQAwDDEKMAgGA1UEAwwBeDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGk+cPQzCpxebaZSRA4zNTr6H+medcIx1DEua5QseguY4GlyzWH94slhuSDgOmDwciRAQP0nOiOaysZFlQ6XDQKgADAKBggqhkjOPQQDAgNHADBEAiBwNK5AkQKS1ptjw5/z10udbNoiqsrOxawN0ICxKppvGwIgQCD0HfAugqAxEc9BuqivcuDxv1WJVqm9moAy5KAAgQw='

function certificateOf(text: string) {
  const outcome = readCertificate(text)
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.certificate
}

function reasonOf(text: string) {
  const outcome = readCertificate(text)
  if (outcome.ok) throw new Error('was read')
  return outcome.reason
}

describe('what metadata carries', () => {
  const wrapped = good.certificateBase64.replace(/(.{64})/g, '$1\n')
  it.each([
    ['plain base64', good.certificateBase64, []],
    ['lines and indentation', `\n      ${wrapped.replaceAll('\n', '\n      ')}\n   `, []],
    ['carriage returns left by &#13;', wrapped.replaceAll('\n', '\r\n'), []],
    ['PEM', good.certificatePem, ['pem-armour']],
    ['PEM with attributes in front', `Bag Attributes\n  localKeyID: 01\n${good.certificatePem}`, ['pem-armour']],
    ['base64 of PEM', Buffer.from(good.certificatePem).toString('base64'), ['encoded-twice', 'pem-armour']],
    ['a chain', good.certificatePem + good.certificatePem, ['pem-armour', 'several']],
    ['bytes behind the certificate', Buffer.concat([der, Buffer.from([0, 0])]).toString('base64'), ['trailing-bytes']],
  ])('%s', (_, text, notes) => {
    const certificate = certificateOf(text)
    expect(certificate.sha256).toBe(good.sha256)
    expect(certificate.notes).toEqual(notes)
  })

  it.each([
    ['nothing', ' \n', /empty/],
    ['prose', 'PASTE CERTIFICATE HERE!', /character 21 does not belong/],
    ['a cut certificate', good.certificateBase64.slice(0, 400), /cut off: the certificate is \d+ bytes long, 300/],
    ['a missing character', good.certificateBase64.replace(/=*$/, '').slice(0, 401), /character is missing/],
    ['base64 of something else', Buffer.from('hello world').toString('base64'), /not DER/],
    ['a private key', good.privatePem, /private key/],
    [
      'a private key without armour',
      Buffer.from(good.privatePem.split('\n').slice(1, -2).join(''), 'base64').toString('base64'),
      /private key/,
    ],
    [
      'a private key of the older form',
      good.privateKey.export({ type: 'pkcs1', format: 'der' }).toString('base64'),
      /private key/,
    ],
    ['a signing request', signingRequest, /signing request/],
    ['a public key', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', /public key/],
    [
      'a bare public key',
      new X509Certificate(der).publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
      /bare public key/,
    ],
    [
      'a damaged certificate',
      Buffer.from(der.map((byte, index) => (index > 4 && index < 40 ? 0x30 : byte))).toString('base64'),
      /not an X\.509 certificate/,
    ],
  ])('refuses %s and says why', (_, text, reason) => {
    const given = reasonOf(text)
    expect(given).toMatch(reason)
    expect(given).not.toContain(text.trim().slice(0, 60) || '\0')
  })

  it('reads files in DER and PEM', () => {
    expect(readCertificateFile(der)).toMatchObject({ ok: true, certificate: { sha256: good.sha256 } })
    expect(readCertificateFile(Buffer.from(`\ufeff${good.certificatePem}`))).toMatchObject({ ok: true })
    expect(readCertificateFile(Buffer.from(`\ufeff${good.certificatePem}`, 'utf16le'))).toMatchObject({ ok: true })
  })
})

describe('what is told of a certificate', () => {
  it('agrees with node:crypto', async () => {
    const keys = [
      await makeKey({ bits: 1024 }),
      await makeKey({
        bits: 3072,
        notBefore: new Date(Date.UTC(2049, 11, 31)),
        notAfter: new Date(Date.UTC(2050, 0, 1, 12, 30, 5)),
      }),
      await makeKey({ type: 'ec', bits: 256 }),
      await makeKey({
        type: 'ec',
        bits: 384,
        notBefore: new Date(Date.UTC(1999, 0, 1)),
        notAfter: new Date(Date.UTC(9999, 11, 31, 23, 59, 59)),
      }),
      good,
    ]
    expect(keys.map((key) => certificateOf(key.certificateBase64).key)).toEqual([
      'RSA 1024',
      'RSA 3072',
      'EC P-256',
      'EC P-384',
      'RSA 2048',
    ])
    for (const key of keys) {
      const read = certificateOf(key.certificateBase64)
      const reference = new X509Certificate(key.certificatePem)
      expect(Date.parse(read.notBefore)).toBe(Date.parse(reference.validFrom))
      expect(Date.parse(read.notAfter)).toBe(Date.parse(reference.validTo))
      expect(read.sha1).toBe(reference.fingerprint.replaceAll(':', '').toLowerCase())
      expect(read.sha256).toBe(reference.fingerprint256.replaceAll(':', '').toLowerCase())
      const listed = certificateForList(Buffer.from(key.certificateBase64, 'base64'), 'signing')
      const { use: _, ...told } = listed ?? { use: null }
      expect(read).toMatchObject(told)
      expect(walkValidity(Buffer.from(key.certificateBase64, 'base64'))).toEqual({
        notBefore: Date.parse(read.notBefore),
        notAfter: Date.parse(read.notAfter),
      })
    }
  })

  it.each([
    'CN=plain',
    'C=SE, O=Ex\\, Ltd, CN=x',
    'CN=Müller',
    'CN=a+OU=b',
    'CN=" x"',
    'T=Dr, CN=y',
    'DC=corp, DC=example, CN=Acme Signing - adfs.example.com',
  ])('lists the subject %s as it reads it', async (name) => {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
    const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
    const made = await x509.X509CertificateGenerator.createSelfSigned(
      { name, keys, signingAlgorithm: algorithm },
      webcrypto,
    )
    const der = Buffer.from(made.rawData)
    const { subject } = certificateOf(der.toString('base64'))
    expect(certificateForList(der, 'signing')?.subject).toBe(subject)
  })

  it('names old and rare algorithms', async () => {
    const make = async (algorithm: webcrypto.RsaHashedKeyGenParams | webcrypto.Algorithm, name: string) => {
      const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
      if (!('privateKey' in keys)) throw new Error('a key pair was asked for')
      const made = await x509.X509CertificateGenerator.createSelfSigned(
        { name, keys, signingAlgorithm: algorithm },
        webcrypto,
      )
      return certificateOf(made.toString('base64'))
    }
    const rsa = {
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: 'SHA-1',
    }
    expect(await make(rsa, 'C=SE, O=Ex\\, Ltd, CN=x')).toMatchObject({
      signatureAlgorithm: 'RSA with SHA-1',
      signatureHash: 'SHA-1',
      subject: 'C=SE, O=Ex\\, Ltd, CN=x',
    })
    expect((await make({ name: 'Ed25519' }, 'CN=x')).key).toBe('Ed25519')
    const curve = Buffer.from((await makeKey({ type: 'ec' })).certificateBase64, 'base64')
    const p256 = Buffer.from('06082a8648ce3d030107', 'hex')
    curve[curve.indexOf(p256) + p256.length - 1] = 1
    expect(certificateOf(curve.toString('base64')).key).toBe('EC P-192')
  })

  it('never breaks on any cut of a certificate', () => {
    for (let length = 0; length < der.length; length++) {
      expect(readCertificate(der.subarray(0, length).toString('base64')).ok).toBe(false)
      expect(walkCertificate(der.subarray(0, length))).toBeNull()
    }
  })
})

describe('expiry', () => {
  it.each([
    [-400, -1, 'expired', -1],
    [-400, 0.5, 'soon', 0],
    [-400, 30, 'soon', 30],
    [-400, 31, 'notice', 31],
    [-400, 60, 'notice', 60],
    [-400, 61, 'current', 61],
    [1, 400, 'not-yet-valid', 400],
  ])('from day %d to day %d: %s', (from, until, state, daysLeft) => {
    expect(judgeExpiry({ notBefore: now + from * day, notAfter: now + until * day }, now, 0)).toMatchObject({
      state,
      daysLeft,
    })
  })

  it('grants the skew at both ends', () => {
    const period = { notBefore: now + 100_000, notAfter: now + 400 * day }
    expect(judgeExpiry(period, now, 180_000).state).toBe('current')
    expect(judgeExpiry(period, now, 99_000).state).toBe('not-yet-valid')
    expect(judgeExpiry({ notBefore: 0, notAfter: now - 100_000 }, now, 180_000).state).toBe('soon')
    expect(judgeExpiry({ notBefore: 0, notAfter: Date.UTC(9999, 11, 31, 23, 59, 59) }, now, 0).endless).toBe(true)
  })
})

describe('strength', () => {
  it.each([
    [{ keyType: 'RSA', keyBits: 1024, curve: null, signatureHash: 'SHA-256' }, ['weak']],
    [{ keyType: 'RSA', keyBits: 2048, curve: null, signatureHash: 'SHA-1' }, ['weak']],
    [{ keyType: 'RSA', keyBits: 512, curve: null, signatureHash: 'MD5' }, ['weak', 'weak']],
    [{ keyType: 'RSA', keyBits: 2048, curve: null, signatureHash: 'SHA-256' }, []],
    [{ keyType: 'EC', keyBits: null, curve: 'P-256', signatureHash: 'SHA-256' }, ['rare']],
    [{ keyType: 'EC', keyBits: null, curve: 'secp256k1', signatureHash: 'SHA-256' }, ['weak']],
    [{ keyType: 'Ed25519', keyBits: null, curve: null, signatureHash: '' }, ['weak']],
  ] as const)('%j', (facts, grades) => {
    expect(weaknessesOf({ ...facts, key: facts.keyType }).map(({ grade }) => grade)).toEqual(grades)
  })
})

describe('a file of certificates', () => {
  it.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-16, as PowerShell writes it', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 the other way round', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('is read in %s', async (_, write) => {
    const [one, other] = await Promise.all([makeKey(), makeKey()])
    const found = certificatesInFile(write(`${one.certificatePem}\r\n${other.certificatePem}`), 'idp.pem')
    expect(found.map(({ from }) => from)).toEqual(['idp.pem, certificate 1', 'idp.pem, certificate 2'])
    const read = found.map(({ text }) => readCertificate(text))
    expect(read.map((outcome) => outcome.ok && outcome.certificate.sha256)).toEqual([one.sha256, other.sha256])
  })
})
