import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import type { Finding } from '../../shared/finding'
import { failed, type Outcome, type Problem, succeeded } from '../../shared/problem'
import type { ShownText, TextStretch } from '../../shared/runs/document'
import type { Entity } from '../../shared/runs/metadata'
import type { ResponseInspectResult } from '../../shared/runs/response'
import { readCertificate } from '../certificates/certificate'
import { findEntity } from '../metadata/find-entity'
import { gatherResponse, type KnownIdentityProvider, type ResponseInput } from '../saml/gather'
import { judgeResponse } from '../saml/judge/judge'
import type { ResponseObservation } from '../saml/observation'
import type { KnownCertificate } from '../saml/read/signatures'
import { resultOf } from '../saml/result'
import { type InspectedDocument, unreadableFile } from './document'
import { handOut, mostShown } from './text'

/** A response and what to judge it against, as it crosses into the inspector. */
export interface InspectResponseInput
  extends Pick<ResponseInput, 'document' | 'message' | 'acs' | 'audience' | 'requestId' | 'now' | 'skewMs'> {
  metadata: InspectedDocument | null
  certificates: Array<{ text: string; from: string }>
  decryptionKey: string | null
  /** Its text is looked at too. */
  withText?: boolean
  /** What was read, but for the text, goes with the result, to be judged again elsewhere. */
  withObservation?: boolean
}

/** The result, with what it was made of where that was asked for. */
type Inspected = ResponseInspectResult & { observation?: ResponseObservation }

/** Judges a SAML response, against the metadata of its identity provider where that is given. */
export async function* inspectResponseJob(
  input: InspectResponseInput,
  signal: AbortSignal,
  part: (stretch: TextStretch) => void,
): AsyncGenerator<Finding, Outcome<Inspected>> {
  const given = readGiven(input.certificates)
  if (!given.ok) return given
  const key = readKey(input.decryptionKey)
  if (!key.ok) return key
  let problem: Problem | null = null
  const identityProvider = async (issuer: string | null): Promise<KnownIdentityProvider> => {
    const unknown = { entityId: null, certificates: given.value }
    if (input.metadata === null) return unknown
    const found = await knownFrom(input.metadata, issuer, signal)
    if (found.ok) return { ...found.value, certificates: [...found.value.certificates, ...given.value] }
    problem = found.problem
    return unknown
  }
  let observation: ResponseObservation | null = null
  try {
    for await (const one of gatherResponse(
      { ...input, identityProvider, decryptionKey: key.value },
      { now: Date.now },
    )) {
      observation = one
    }
  } catch (error) {
    if (input.document.kind === 'path' && error instanceof Error && 'code' in error && 'syscall' in error) {
      return failed(unreadableFile(input.document.name, error))
    }
    throw error
  }
  if (problem) return failed(problem)
  if (observation === null) throw new Error('gathering yields one observation')
  const findings = judgeResponse(observation)
  yield* findings
  return succeeded({
    ...resultOf(observation, findings),
    shown: input.withText ? showText(observation, part) : null,
    ...(input.withObservation ? { observation: { ...observation, text: null } } : {}),
  })
}

/** Hands out the text of the message that was judged, as far as it is looked at. */
function showText({ text, reading }: ResponseObservation, part: (stretch: TextStretch) => void): ShownText | null {
  if (text === null) return null
  handOut(text.slice(0, mostShown), { line: 1, column: 1 }, part)
  return { complete: text.length <= mostShown, wellFormed: reading.kind !== 'malformed' }
}

async function knownFrom(
  metadata: InspectedDocument,
  issuer: string | null,
  signal: AbortSignal,
): Promise<Outcome<KnownIdentityProvider>> {
  const found = await findEntity(metadata, issuer, signal)
  if (!found.ok) return found
  const { entity, nearest, count } = found.value
  const from = `metadata (${metadata.name})`
  const unhelpful = { from, entities: count }
  if (entity === null) {
    const expected = nearest === null ? null : { value: nearest, from: `${from}, the nearest of ${count} entities` }
    return succeeded({ entityId: expected, certificates: [], metadata: unhelpful })
  }
  const certificates = signingCertificates(entity, metadata.name)
  return succeeded({
    entityId: entity.entityId === null ? null : { value: entity.entityId, from },
    certificates,
    ...(entity.entityId === null || certificates.length === 0 ? { metadata: unhelpful } : {}),
  })
}

function signingCertificates({ certificates }: Entity, name: string): KnownCertificate[] {
  const signing = certificates.filter(({ use }) => use !== 'encryption')
  return signing.flatMap(({ pem }, index) => {
    if (pem === undefined) return []
    const from = `${name}, signing certificate${signing.length > 1 ? ` ${index + 1} of ${signing.length}` : ''}`
    return [{ from, der: new X509Certificate(pem).raw }]
  })
}

function readGiven(given: InspectResponseInput['certificates']): Outcome<KnownCertificate[]> {
  const known: KnownCertificate[] = []
  for (const { text, from } of given) {
    const read = readCertificate(text)
    if (!read.ok) {
      return failed({
        code: 'certificate.unreadable',
        title: `${from} is not a certificate that can be read.`,
        detail: read.reason,
        remedy: 'Give an X.509 certificate in PEM or base64.',
      })
    }
    known.push({ from, der: new X509Certificate(read.certificate.pem).raw })
  }
  return succeeded(known)
}

function readKey(pem: string | null): Outcome<KeyObject | null> {
  if (pem === null) return succeeded(null)
  const remedy = 'Give the private RSA key of the service provider in PEM (PKCS #8 or PKCS #1), without a passphrase.'
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType === 'rsa') return succeeded(key)
    return failed({
      code: 'key.unsuitable',
      title: 'The decryption key cannot be used.',
      detail: `It is a key of type ${key.asymmetricKeyType}.`,
      remedy,
    })
  } catch {
    return failed({
      code: 'key.unreadable',
      title: 'The decryption key cannot be read.',
      detail: 'It is no unencrypted private key in PEM.',
      remedy,
    })
  }
}
