import type { Finding } from '../../../shared/finding'
import type { ResponseFacts } from '../observation'
import { finding, seen } from './make'
import { algorithmFix, isOldSoftware, signingFix } from './signature'

/**
 * `response.signature-coverage`: whether what a signature covers is what a service provider reads. Fails for every way to wrap a
 * genuine signed part into a forged message, and, on its own, for a signature that leaves the assertion itself unsigned.
 */
export function judgeCoverage(response: ResponseFacts): Finding[] {
  const { coverage, noAssertion, signatures, envelope } = response
  const judged = signatures.filter((one) => one.on !== 'elsewhere')
  const refused = judged.flatMap(({ refusals, readersDisagree, place }) => [
    ...refusals.map((sentence) => ({ sentence, place })),
    ...(readersDisagree
      ? [{ sentence: 'Two independent readers see different content in the signed part.', place }]
      : []),
  ])
  const defects = [...coverage.defects, ...refused]
  const [first, ...more] = defects
  if (first) {
    const where = first.place ? ` (line ${first.place.line})` : ''
    const broken = judged.filter((one) => one.refusals.length > 0 || one.readersDisagree)
    if (coverage.defects.length === 0 && broken.every(isOldSoftware)) {
      return [
        finding(
          'response.signature-coverage',
          'fail',
          `What is signed cannot be told, because service providers no longer verify such a signature${where}: ${first.sentence} Old products sign like this; it is no sign of an attack.`,
          { place: first.place, fix: algorithmFix },
        ),
      ]
    }
    return [
      finding(
        'response.signature-coverage',
        'fail',
        `What is signed is not safely what would be read${where}: ${first.sentence} No product builds such a message; it is tampered with, or a proxy breaks it.`,
        {
          place: first.place,
          evidence: more.map(({ sentence, place }) => seen('Also', sentence, 'message', place)),
          fix: {
            action:
              'Find out what changed the message between the identity provider and WorkOS. If nothing should have, treat it as an attack (XML signature wrapping).',
            owner: 'idp-admin',
          },
        },
      ),
    ]
  }
  if (noAssertion === 'status') {
    return [
      finding(
        'response.signature-coverage',
        'skipped',
        'There is no assertion to cover: the identity provider sent an error.',
      ),
    ]
  }
  if (noAssertion === 'encrypted') {
    return [
      finding(
        'response.signature-coverage',
        'skipped',
        'Whether the Assertion is signed cannot be seen: it is encrypted. Give the decryption key.',
      ),
    ]
  }
  if (noAssertion !== null)
    return [finding('response.signature-coverage', 'skipped', 'There is no assertion a signature could cover.')]
  const { responseSigned, assertionSigned } = coverage
  if (!responseSigned && !assertionSigned) {
    return [
      finding('response.signature-coverage', 'fail', 'No signature covers the Assertion.', {
        fix: signingFix(response),
      }),
    ]
  }
  const evidence = [
    coverage.adviceAssertions > 0
      ? seen('Assertions kept as advice', String(coverage.adviceAssertions), 'Assertion/Advice')
      : null,
  ]
  if (!assertionSigned) {
    return [
      finding('response.signature-coverage', 'pass', 'The signature of the Response covers the whole message.', {
        evidence,
      }),
      finding(
        'response.signature-coverage',
        'fail',
        'Only the Response is signed, not the Assertion itself. WorkOS requires a signed assertion; a signature on the envelope alone does not meet that.',
        { fix: signingFix(response) },
      ),
    ]
  }
  const whole = responseSigned
    ? ', and the Response around it as well'
    : envelope
      ? '; the Response around it is not signed'
      : ''
  return [finding('response.signature-coverage', 'pass', `The Assertion is signed${whole}.`, { evidence })]
}
