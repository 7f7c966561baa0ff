import type { Assertion, ResponseInspectResult, SigningCertificate } from '../../shared/runs/response'

/** Bytes of a result as JSON: no answer to the page is larger than 100 kB. */
const bytesAtMost = 90_000

const sizeOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value))

/**
 * A result that fits an answer to the page. What does not is left out by how little it is missed: certificates beyond the first,
 * then the last values of the attributes with most of them, which `leftOut` counts; what is absurdly long is cut.
 */
export function fittingResponse(result: ResponseInspectResult): ResponseInspectResult {
  if (sizeOf(result) <= bytesAtMost) return result
  const lean = {
    ...result,
    messages: result.messages.slice(0, 50).map((one) => ({ ...one, sentTo: shortened(one.sentTo) })),
    signedBy: result.signedBy.map((one) => ({ ...one, subject: shorten(one.subject), from: shorten(one.from) })),
    certificates: result.certificates.slice(0, 4).map(fittingCertificate),
  }
  if (sizeOf(lean) <= bytesAtMost) return lean
  const cut = withShortTexts(lean)
  return cut.assertion === null ? cut : { ...cut, assertion: fittingAssertion(cut.assertion, cut) }
}

function fittingCertificate({ pem, issuer, ...certificate }: SigningCertificate): SigningCertificate {
  const { subject, from } = certificate
  return {
    ...certificate,
    subject: shorten(subject),
    from: shorten(from),
    ...(issuer === undefined ? {} : { issuer: shorten(issuer) }),
    ...(pem === undefined || pem.length > 8000 ? {} : { pem }),
  }
}

function fittingAssertion(assertion: Assertion, result: ResponseInspectResult): Assertion {
  const attributes = Object.entries(assertion.attributes).slice(0, 100)
  for (let most = 1024; ; most >>= 1) {
    const kept = attributes.map(([name, values]) => [name, values.slice(0, most)] as const)
    const leftOut = attributes.flatMap(([name, values]) =>
      values.length > most ? [[name, values.length - most] as const] : [],
    )
    const fitted = { ...assertion, attributes: Object.fromEntries(kept), leftOut: Object.fromEntries(leftOut) }
    if (most === 0 || sizeOf({ ...result, assertion: fitted }) <= bytesAtMost) return fitted
  }
}

const longest = 300

const shorten = (text: string) => (text.length > longest ? `${text.slice(0, longest)}…` : text)
const shortened = (text: string | null) => text && shorten(text)

/** Cuts every text that is longer than any genuine value. */
function withShortTexts(result: ResponseInspectResult): ResponseInspectResult {
  const { response, assertion } = result
  return {
    ...result,
    response: response && {
      ...response,
      id: shortened(response.id),
      issuer: shortened(response.issuer),
      destination: shortened(response.destination),
      inResponseTo: shortened(response.inResponseTo),
      issueInstant: shortened(response.issueInstant),
      status: response.status.slice(0, 8).map(shorten),
      statusMessage: shortened(response.statusMessage),
    },
    issueInstant: shortened(result.issueInstant),
    assertion: assertion && {
      ...assertion,
      id: shortened(assertion.id),
      issuer: shortened(assertion.issuer),
      nameId: shortened(assertion.nameId),
      nameIdFormat: shortened(assertion.nameIdFormat),
      audiences: assertion.audiences.slice(0, 20).map(shorten),
      recipient: shortened(assertion.recipient),
      inResponseTo: shortened(assertion.inResponseTo),
      notBefore: shortened(assertion.notBefore),
      notOnOrAfter: shortened(assertion.notOnOrAfter),
      confirmationNotOnOrAfter: shortened(assertion.confirmationNotOnOrAfter),
      sessionNotOnOrAfter: shortened(assertion.sessionNotOnOrAfter),
      authnInstant: shortened(assertion.authnInstant),
      attributes: Object.fromEntries(
        Object.entries(assertion.attributes).map(([name, values]) => [shorten(name), values.map(shorten)]),
      ),
    },
  }
}
