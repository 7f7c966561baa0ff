import type { Evidence, Finding, Fix } from '../../../shared/finding'
import { vendorFields } from '../../../shared/saml/vendors'
import type { ArmourNote } from '../../certificates/armour'
import type { ReadCertificate } from '../../certificates/certificate'
import { type Expiry, judgeExpiry, weaknessesOf } from '../../certificates/judgements'
import { dayOf, days, daysAgo, finding, inDays, inLine } from '../finding'
import type { EntityFacts, KeyFacts, MetadataObservation } from '../observation'
import { identityProviderRoles } from '../roles'

/** A certificate as one entity publishes it: the same one under the same use counts once. */
interface Published {
  certificate: ReadCertificate
  signing: boolean
  key: KeyFacts
  place: KeyFacts['place']
  expiry: Expiry
}

interface Unreadable {
  reason: string
  signing: boolean
  place: KeyFacts['place']
}

type KeyContext = Pick<MetadataObservation, 'now' | 'skewMs'> & {
  document: string
  label: string
  entityId: string | null
}

/** Judges the keys of an identity provider: a signing certificate is there and readable, each one's life and strength. */
export function judgeKeys(entity: EntityFacts, observation: MetadataObservation, label: string): Finding[] {
  const { now, skewMs, source } = observation
  const context: KeyContext = { now, skewMs, document: source.name, label, entityId: entity.entityId }
  const keys = identityProviderRoles(entity).flatMap((role) => role.keys)
  const { published, unreadable } = sort(keys, now, skewMs)
  const signing = published.filter((one) => one.signing)
  return [
    ...judgeSigning(keys, signing, unreadable, entity, context),
    ...published.map((one) => judgeLife(one, signing, context)),
    ...signing.map((one) => judgeStrength(one, signing, context)),
  ]
}

function sort(keys: readonly KeyFacts[], now: number, skewMs: number) {
  const published: Published[] = []
  const unreadable: Unreadable[] = []
  const seen = new Set<string>()
  for (const key of keys) {
    const signing = key.use !== 'encryption'
    for (const { outcome, place } of key.certificates) {
      if (!outcome.ok) {
        unreadable.push({ reason: outcome.reason, signing, place })
        continue
      }
      const { certificate } = outcome
      const identity = `${certificate.sha256} ${signing}`
      if (seen.has(identity)) continue
      seen.add(identity)
      const period = { notBefore: Date.parse(certificate.notBefore), notAfter: Date.parse(certificate.notAfter) }
      published.push({ certificate, signing, key, place, expiry: judgeExpiry(period, now, skewMs) })
    }
  }
  return { published, unreadable }
}

const isUsable = ({ expiry }: Published) => expiry.state !== 'expired' && expiry.state !== 'not-yet-valid'

function judgeSigning(
  keys: readonly KeyFacts[],
  signing: readonly Published[],
  unreadable: readonly Unreadable[],
  entity: EntityFacts,
  context: KeyContext,
): Finding[] {
  const { document, label } = context
  const broken = unreadable.filter((one) => one.signing)
  const found = [
    ...signing.map((one, index) => goodSigning(one, index, signing.length, context)),
    ...broken.map(({ reason, place }) =>
      finding(
        'signing-certificate',
        signing.length > 0 ? 'warn' : 'fail',
        `${label}A signing certificate cannot be read. ${reason}`,
        {
          evidence: [{ label: 'X509Certificate', value: 'unreadable', from: inLine(document, place) }],
          place,
          fix: publishCertificate(context),
        },
      ),
    ),
  ]
  return found.length > 0 ? found : [noSigning(keys, entity, context)]
}

function noSigning(keys: readonly KeyFacts[], entity: EntityFacts, context: KeyContext): Finding {
  const candidates = keys.filter(({ use }) => use !== 'encryption')
  const what = (): string => {
    if (keys.length === 0) return 'The identity provider publishes no key at all (no KeyDescriptor).'
    if (candidates.length === 0) return 'The identity provider publishes encryption keys only, none for signing.'
    const instead = candidates[0]?.instead
    if (instead === 'key-value')
      return 'The signing key is given as a bare KeyValue, without the X509Certificate that WorkOS needs.'
    if (instead === 'key-name') return 'The signing key is only named (KeyName); the X509Certificate is missing.'
    if (instead === 'wrong-namespace') {
      return 'KeyInfo or a part of it is not in the namespace of XML Signature (http://www.w3.org/2000/09/xmldsig#), so its certificate does not count.'
    }
    return 'The KeyDescriptor for signing is empty: the X509Certificate is missing.'
  }
  const place = candidates[0]?.place ?? keys[0]?.place ?? entity.place
  return finding('signing-certificate', 'fail', `${context.label}${what()}`, {
    evidence: [{ label: 'KeyDescriptor', value: String(keys.length), from: inLine(context.document, place) }],
    place,
    fix: publishCertificate(context),
  })
}

function publishCertificate({ entityId }: KeyContext): Fix {
  return {
    action: 'Publish the signing certificate in the metadata and download it again.',
    where: vendorFields(entityId).certificate,
    owner: 'idp-admin',
  }
}

const notes: Readonly<Record<ArmourNote, string>> = {
  'pem-armour': 'PEM lines (BEGIN CERTIFICATE) stand inside X509Certificate, where only base64 belongs',
  'encoded-twice': 'it is encoded in base64 twice',
  'url-safe-alphabet': 'it is written in the URL-safe alphabet of base64',
  'missing-padding': 'the “=” at the end of the base64 are missing',
  'trailing-bytes': 'there are bytes behind the certificate',
  several: 'several certificates stand in one element; the first counts',
}

function goodSigning(one: Published, index: number, count: number, context: KeyContext): Finding {
  const { certificate, key, place } = one
  const remarks = certificate.notes.map((note) => notes[note])
  if (key.unknownUse !== null) remarks.push(`use="${key.unknownUse.slice(0, 30)}" is neither signing nor encryption`)
  const which = count === 1 ? 'The signing certificate' : `Signing certificate ${index + 1} of ${count}`
  const rollover = count > 1 ? ` WorkOS must hold all ${count}: responses may be signed with any of them.` : ''
  const summary =
    remarks.length > 0
      ? `${context.label}${which} (${certificate.subject}) is readable, but ${remarks.join('; ')}. Strict software refuses that.`
      : `${context.label}${which} is ${certificate.subject || 'without a subject'}.${index === 0 ? rollover : ''}`
  return finding('signing-certificate', remarks.length > 0 ? 'warn' : 'pass', summary, {
    evidence: certificateEvidence(one, context.document),
    place,
    ...(remarks.length > 0 ? { fix: publishCertificate(context) } : {}),
  })
}

function certificateEvidence({ certificate, key, place }: Published, document: string): Evidence[] {
  const from = inLine(document, place)
  return [
    { label: 'Subject', value: certificate.subject, from },
    { label: 'SHA-256', value: certificate.sha256, from },
    { label: 'SHA-1', value: certificate.sha1, from },
    { label: 'Key', value: certificate.key, from },
    { label: 'Use', value: key.use === 'unspecified' ? 'signing and encryption (not restricted)' : key.use, from },
    { label: 'Valid', value: `${certificate.notBefore} to ${certificate.notAfter}`, from },
  ]
}

function nameOf(one: Published, signing: readonly Published[]): string {
  if (!one.signing) return 'The encryption certificate'
  return signing.length === 1
    ? 'The signing certificate'
    : `Signing certificate ${signing.indexOf(one) + 1} of ${signing.length}`
}

function judgeLife(one: Published, signing: readonly Published[], context: KeyContext): Finding {
  const { certificate, expiry, place } = one
  const { document, label, now } = context
  const from = inLine(document, place)
  const name = nameOf(one, signing)
  const end = expiry.endless ? 'without end' : dayOf(Date.parse(certificate.notAfter))
  const evidence: Evidence[] = [
    { label: 'Valid from', value: certificate.notBefore, from },
    { label: 'Valid until', value: certificate.notAfter, from },
    { label: 'Judged at', value: new Date(now).toISOString(), from: 'the clock used' },
    { label: 'SHA-256', value: certificate.sha256, from },
  ]
  const sentences: Readonly<Record<Expiry['state'], string>> = {
    expired: `expired on ${end}, ${daysAgo(expiry.daysPast)}`,
    'not-yet-valid': `is not valid before ${dayOf(Date.parse(certificate.notBefore))}`,
    soon: `expires ${inDays(expiry.daysLeft)}, on ${end}`,
    notice: `expires ${inDays(expiry.daysLeft)}, on ${end}`,
    current: expiry.endless ? 'is valid without end' : `is valid until ${end}, ${days(expiry.daysLeft)} from now`,
  }
  const sentence = `${label}${name} ${sentences[expiry.state]}`
  if (expiry.state === 'current') return finding('certificate-expiry', 'pass', `${sentence}.`, { evidence, place })
  if (!one.signing) {
    return finding(
      'certificate-expiry',
      'info',
      `${sentence}. Sign-in does not depend on it: it serves encryption to the identity provider only.`,
      { evidence, place },
    )
  }
  const others = signing.filter((other) => other !== one && isUsable(other))
  const ended = expiry.state === 'expired' || expiry.state === 'not-yet-valid'
  const rest =
    others.length > 0
      ? ` Another signing certificate of the metadata is valid (${dayOf(Math.max(...others.map(({ certificate: other }) => Date.parse(other.notAfter))))}).`
      : ended
        ? ' No other signing certificate of the metadata is valid.'
        : ''
  const status = ended && others.length === 0 && !signing.some(isUsable) ? 'fail' : 'warn'
  return finding('certificate-expiry', status, `${sentence}.${rest}`, {
    evidence,
    place,
    fix: renewal(context, expiry),
  })
}

function renewal({ entityId }: KeyContext, { state }: Expiry): Fix {
  const vendor = vendorFields(entityId)
  if (state === 'not-yet-valid') {
    return {
      action: 'Wait until it is valid, or compare clocks; keep signing with the former certificate until then.',
      where: vendor.certificate,
      owner: 'idp-admin',
    }
  }
  const isAdfs = vendor.name === 'AD FS'
  return {
    action: 'Make a new signing certificate, give WorkOS the new metadata, and only then sign with it.',
    where: vendor.certificate,
    ...(isAdfs ? { command: 'Update-AdfsCertificate -CertificateType Token-Signing' } : {}),
    owner: 'idp-admin',
    source: 'https://workos.com/docs/sso/signing-certificates',
  }
}

function judgeStrength(one: Published, signing: readonly Published[], context: KeyContext): Finding {
  const { certificate, place } = one
  const { document, label, entityId } = context
  const from = inLine(document, place)
  const evidence: Evidence[] = [
    { label: 'Key', value: certificate.key, from },
    { label: 'Signed with', value: certificate.signatureAlgorithm, from },
    { label: 'SHA-256', value: certificate.sha256, from },
  ]
  const weaknesses = weaknessesOf(certificate)
  const weak = weaknesses.some(({ grade }) => grade === 'weak')
  const name = `${label}${nameOf(one, signing)}`
  if (weaknesses.length === 0) {
    return finding(
      'certificate-strength',
      'pass',
      `${name} has a sound key (${certificate.key}, ${certificate.signatureAlgorithm}).`,
      { evidence, place },
    )
  }
  return finding(
    'certificate-strength',
    weak ? 'warn' : 'info',
    `${name} ${weak ? 'is weak' : 'is of a rare kind'}. ${weaknesses.map(({ sentence }) => sentence).join(' ')}`,
    {
      evidence,
      place,
      ...(weak
        ? {
            fix: {
              action: 'Replace it at the next renewal by one with RSA 2048 or more, signed with SHA-256.',
              where: vendorFields(entityId).certificate,
              owner: 'idp-admin' as const,
            },
          }
        : {}),
    },
  )
}
