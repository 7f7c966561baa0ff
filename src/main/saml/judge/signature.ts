import { compareValues } from '../../../shared/compare'
import type { Evidence, Finding } from '../../../shared/finding'
import { vendorFields } from '../../../shared/saml/vendors'
import { isOutdated } from '../../xmldsig/algorithms'
import type { CertificateFacts, Expectations, ResponseFacts, SignatureFacts } from '../observation'
import { sayDuration, sayTime } from '../time'
import { issuerOf } from './envelope'
import { finding, seen } from './make'

/** What a signature stands in, for a sentence. */
export const signedElements = { response: 'Response', assertion: 'Assertion', elsewhere: 'message' } as const

const rawCopyFix = {
  action:
    'Get the untouched value before blaming a certificate: copy the whole form field SAMLResponse as it was sent, or save a HAR. Copies out of a viewer are re-indented or re-encoded.',
  owner: 'idp-admin',
} as const

export const algorithmFix = {
  action: 'Set the signature algorithm of the application to RSA with SHA-256.',
  owner: 'idp-admin',
} as const

/** Whether nothing speaks against a signature but methods that old software really used. */
export function isOldSoftware({ method, digest, refusals, readersDisagree }: SignatureFacts): boolean {
  const outdated = [method, digest].filter((one) => one !== null && isOutdated(one))
  return outdated.length > 0 && outdated.length === refusals.length && !readersDisagree
}

/** `response.signature` (core 5): who signed, and whether the content is still what was signed. One finding per signature. */
export function judgeSignature(response: ResponseFacts, expectations: Expectations): Finding[] {
  const signatures = response.signatures.filter((one) => one.on !== 'elsewhere')
  if (signatures.length > 0) {
    return signatures.map((one) => ({ ...judgeOne(one, response, expectations), place: one.place }))
  }
  if (response.noAssertion === 'encrypted') {
    return [
      finding(
        'response.signature',
        'skipped',
        'The Response is not signed, and whether the Assertion is cannot be seen: it is encrypted. Give the decryption key.',
      ),
    ]
  }
  if (response.noAssertion === 'status') {
    return [
      finding(
        'response.signature',
        'skipped',
        'There is no signature, and no assertion it would have to cover: the identity provider sent an error.',
      ),
    ]
  }
  return [
    finding(
      'response.signature',
      'fail',
      'Neither the Response nor the Assertion is signed. WorkOS requires a signed assertion.',
      {
        fix: signingFix(response),
      },
    ),
  ]
}

/** The fix for an assertion that is not signed, in the words of the product's console. */
export function signingFix(response: ResponseFacts): Finding['fix'] {
  const fields = vendorFields(issuerOf(response))
  return {
    action: `Make ${fields.name} sign the assertion.`,
    where: fields.signing,
    ...(fields.signingCommand ? { command: fields.signingCommand } : {}),
    owner: 'idp-admin',
    source: 'https://workos.com/docs/sso/saml-security',
  }
}

function judgeOne(signature: SignatureFacts, response: ResponseFacts, expectations: Expectations): Finding {
  const what = `signature of the ${signedElements[signature.on]}`
  const evidence = [
    seen('Signed element', signedElements[signature.on], 'Signature', signature.place),
    signature.embedded && certificateEvidence('Certificate in the message (not trusted)', signature.embedded),
  ]
  const [refusal] = signature.refusals
  if (refusal !== undefined) {
    return finding('response.signature', 'fail', `The ${what} is not accepted. ${refusal}`, {
      evidence: [
        ...evidence,
        ...signature.refusals.slice(1).map((one) => seen('Also', one, 'Signature', signature.place)),
      ],
      fix: isOldSoftware(signature)
        ? algorithmFix
        : {
            action:
              'No product signs like this by itself. Find out what changed the message on its way, or treat it as an attack.',
            owner: 'idp-admin',
          },
    })
  }
  if (signature.readersDisagree) {
    return finding(
      'response.signature',
      'fail',
      `The ${what} is not accepted: two independent readers see different content in what was signed. That is how forged messages are built.`,
      {
        evidence,
        fix: { action: 'Treat the message as an attack, or find out what changed it on its way.', owner: 'idp-admin' },
      },
    )
  }
  if (signature.digestMatches === false) return judgeAltered(what, signature, evidence, response)
  if (signature.verifiedBy) return judgeFitting(what, signature.verifiedBy, evidence, expectations)
  return expectations.certificates === 0
    ? judgeUnknown(what, signature, evidence, expectations)
    : judgeForeign(what, signature, evidence, response)
}

function judgeAltered(
  what: string,
  { verifiedBy, embedded, onlyReformatted, place }: SignatureFacts,
  evidence: Array<Evidence | null>,
  { signatures }: ResponseFacts,
): Finding {
  const signer = verifiedBy ?? (embedded?.verifies ? embedded : null)
  const genuine = signer ? `the ${what} itself is genuine for the certificate ${signer.subject}, but ` : ''
  const shows = signatures.find((one) => one.onlyReformatted)
  const summary = onlyReformatted
    ? `This copy was re-indented: without the blanks between its elements, the content is what was signed. That says nothing against the certificate, but a ${what} cannot be verified over it.`
    : shows && !signer
      ? `This copy was re-indented, as the signature of the ${signedElements[shows.on]} shows: the ${what} can be verified only over the message as it was sent.`
      : signer
        ? `The content was changed after it was signed: ${genuine}the content is no longer what it covers. This copy is altered; it says nothing against the certificate.`
        : `The content is not what the ${what} covers, and no known key made that signature. The copy is altered, or the message is forged.`
  return finding('response.signature', 'fail', summary, {
    evidence: [
      ...evidence,
      seen(
        'Changed since it was signed',
        onlyReformatted || (shows && !signer) ? 'blanks between elements' : 'content',
        'Signature',
        place,
      ),
      signer && certificateEvidence('Signed with', signer),
    ],
    fix: rawCopyFix,
  })
}

function judgeFitting(
  what: string,
  fitting: CertificateFacts,
  evidence: Array<Evidence | null>,
  { now, nowFrom, skewMs }: Expectations,
): Finding {
  const all = [
    ...evidence,
    certificateEvidence('Verified with', fitting),
    seen('Time judged for', sayTime(now), nowFrom),
  ]
  if (now > fitting.notAfter + skewMs) {
    return finding(
      'response.signature',
      'warn',
      `The ${what} is genuine, but its certificate (${fitting.from}) expired ${sayDuration(now - fitting.notAfter)} before the time judged for.`,
      {
        evidence: all,
        fix: {
          action:
            'Renew the signing certificate at the identity provider and give WorkOS the new metadata. Service providers differ in whether they still accept an expired one.',
          owner: 'idp-admin',
        },
      },
    )
  }
  if (now < fitting.notBefore - skewMs) {
    return finding(
      'response.signature',
      'warn',
      `The ${what} is genuine, but its certificate (${fitting.from}) becomes valid only ${sayDuration(fitting.notBefore - now)} later: the next certificate is in use already.`,
      {
        evidence: all,
        fix: {
          action: 'Check the clock of the identity provider, and give WorkOS the new metadata.',
          owner: 'idp-admin',
        },
      },
    )
  }
  return finding(
    'response.signature',
    'pass',
    `The ${what} is genuine: made with the key of ${fitting.from}, and the content is what was signed.`,
    { evidence: all },
  )
}

function judgeUnknown(
  what: string,
  { embedded }: SignatureFacts,
  evidence: Array<Evidence | null>,
  { now, nowFrom, metadata }: Expectations,
): Finding {
  const lacking = metadata
    ? `the ${metadata.from} holds no signing certificate of this issuer that can be read`
    : 'no metadata and no certificate of the identity provider was given'
  if (embedded && !embedded.verifies) {
    return finding(
      'response.signature',
      'fail',
      `The ${what} is damaged: it does not even fit the certificate the message carries. No certificate of the identity provider is known to compare with.`,
      { evidence, fix: rawCopyFix },
    )
  }
  const known = embedded
    ? 'It fits the certificate the message itself carries, so this copy is unaltered; whether that certificate is the identity provider’s is not proven.'
    : 'The message carries no certificate either.'
  return finding('response.signature', 'skipped', `The ${what} was not verified: ${lacking}. ${known}`, {
    evidence: [...evidence, embedded && seen('Time judged for', sayTime(now), nowFrom)],
  })
}

function judgeForeign(
  what: string,
  { embedded, tried }: SignatureFacts,
  evidence: Array<Evidence | null>,
  response: ResponseFacts,
): Finding {
  const all = [...evidence, ...tried.slice(0, 20).map((one) => certificateEvidence('Known certificate', one))]
  const fields = vendorFields(issuerOf(response))
  const [first] = tried
  if (embedded?.verifies && !embedded.known) {
    return finding(
      'response.signature',
      'fail',
      `The ${what} was made with another certificate than the ${tried.length === 1 ? 'one' : `${tried.length}`} known: the identity provider signs with ${embedded.subject}, which is not among them. Its certificate was changed, or the metadata is another application’s.`,
      {
        compared: compareValues(
          'SHA-256 fingerprint of the signing certificate',
          { value: first?.sha256 ?? null, from: first?.from ?? 'known certificates' },
          { value: embedded.sha256, from: 'KeyInfo of the message' },
        ),
        evidence: all,
        fix: {
          action: `Give WorkOS the current metadata of ${fields.name}, or add the new certificate to the connection.`,
          where: fields.certificate,
          owner: 'workos-admin',
        },
      },
    )
  }
  return finding(
    'response.signature',
    'fail',
    `The ${what} fits none of the ${tried.length} known certificates${embedded ? ', nor the one the message carries' : ''}: it was made with another key, or SignedInfo was damaged.`,
    {
      evidence: all,
      fix: {
        action: `Compare the signing certificate in use at ${fields.name} with the one WorkOS holds; if they are the same, get an untouched copy of the message.`,
        where: fields.certificate,
        owner: 'idp-admin',
      },
    },
  )
}

function certificateEvidence(
  label: string,
  { subject, sha256, notBefore, notAfter, key, from }: CertificateFacts,
): Evidence {
  return {
    label,
    value: `${subject}; ${key}; valid ${sayTime(notBefore)} to ${sayTime(notAfter)}; SHA-256 ${sha256}`,
    from,
  }
}
