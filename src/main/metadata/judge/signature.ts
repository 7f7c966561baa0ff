import type { Evidence, Finding, Fix } from '../../../shared/finding'
import { clipped, finding, inLine } from '../finding'
import type { SignatureFacts } from '../observation'

const takeOriginal: Fix = {
  action: 'Download the metadata from the identity provider again and pass it on untouched.',
  owner: 'idp-admin',
}

/** Judges the signature of the document: whether anything was changed since, and what its certificate is worth. */
export function judgeSignature(facts: SignatureFacts, document: string): Finding {
  if (facts.kind === 'none') {
    return finding('signature', 'info', 'The metadata is not signed, as is usual. WorkOS does not need it to be.')
  }
  if (facts.kind === 'not-checked') {
    return finding(
      'signature',
      'skipped',
      'The document is too large to check its signature; take the single entity’s own metadata for that.',
    )
  }
  const { place, refusals, contentIntact, verifiedBy } = facts
  const evidence = evidenceOf(facts, document)
  if (refusals.length > 0) {
    return finding('signature', 'warn', `The metadata has a signature that is not checked. ${refusals[0]}`, {
      evidence: [
        ...evidence,
        ...refusals.slice(1).map((value) => ({ label: 'Also', value, from: inLine(document, place) })),
      ],
      place,
      fix: takeOriginal,
    })
  }
  if (contentIntact === false) {
    return facts.onlyReformatted
      ? finding(
          'signature',
          'warn',
          'The document was re-formatted after it was signed: its content is intact, but its signature no longer holds.',
          { evidence, place, fix: takeOriginal },
        )
      : finding('signature', 'fail', 'The document was changed after it was signed: its signature does not hold.', {
          evidence,
          place,
          fix: takeOriginal,
        })
  }
  if (!verifiedBy) return unverified(facts, evidence)
  return verified(facts, verifiedBy, evidence)
}

type Read = Extract<SignatureFacts, { kind: 'read' }>

function evidenceOf({ method, digest, place, on, verifiedBy }: Read, document: string): Evidence[] {
  const from = inLine(document, place)
  const list: Evidence[] = [{ label: 'Signed element', value: on, from }]
  if (method !== null) list.push({ label: 'Signature method', value: clipped(method), from })
  if (digest !== null) list.push({ label: 'Digest method', value: clipped(digest), from })
  if (verifiedBy) {
    list.push({ label: 'Signed by', value: verifiedBy.subject, from: origins[verifiedBy.from] })
    list.push({ label: 'SHA-256', value: verifiedBy.sha256, from: origins[verifiedBy.from] })
  }
  return list
}

const origins = {
  given: 'the certificate given',
  document: 'a signing certificate of the metadata',
  embedded: 'the certificate the signature carries',
} as const

function unverified({ place, given, hasEmbedded }: Read, evidence: Evidence[]): Finding {
  if (given || hasEmbedded) {
    const what = given
      ? 'none of the certificates given, nor any the document carries'
      : 'not by the certificate it carries'
    return finding('signature', 'fail', `The signature was made by ${what}: it is damaged or forged.`, {
      evidence,
      place,
      fix: takeOriginal,
    })
  }
  return finding(
    'signature',
    'skipped',
    'The metadata is signed, but no certificate is at hand to check that with; give the signer’s certificate.',
    { evidence, place },
  )
}

function verified({ place, given, weak }: Read, by: NonNullable<Read['verifiedBy']>, evidence: Evidence[]): Finding {
  if (given && by.from !== 'given') {
    return finding(
      'signature',
      'fail',
      `The signature holds, but it was made with ${by.subject}, not with the certificate given.`,
      {
        evidence,
        place,
        fix: {
          action:
            'Check which certificate the identity provider signs its metadata with, and whether this document is from it.',
          owner: 'idp-admin',
        },
      },
    )
  }
  const worth =
    by.from === 'given'
      ? 'It was made with the certificate given.'
      : `It was made with ${by.subject}, ${origins[by.from]}: it proves that nothing was changed since, and is only as trustworthy as that certificate.`
  if (weak) {
    return finding(
      'signature',
      'warn',
      `The signature of the metadata holds, but uses SHA-1, which is weak. ${worth}`,
      {
        evidence,
        place,
        fix: { action: 'Let the identity provider sign its metadata with SHA-256.', owner: 'idp-admin' },
      },
    )
  }
  return finding('signature', 'pass', `The signature of the metadata holds. ${worth}`, { evidence, place })
}
