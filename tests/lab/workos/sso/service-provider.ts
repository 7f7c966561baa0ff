import { SAML, SamlStatusError } from '@node-saml/node-saml'
import { XmlDocument, type XmlElement } from 'libxml2-wasm'
import { attributeNames, type UserField } from '../../idp/vendors'
import type { SignedInUser, SignInOutcome } from '../records'
import type { AssertionJudge, PostedResponse } from './acs'

/** How far clocks may be apart. WorkOS documents no number; three minutes are what most service providers grant. */
const skewMs = 180_000

/**
 * The stand-in's own SAML service provider: node-saml verifies the signature and hands out what was signed, and only that is
 * read. It shares no code with the program it is there to test. Every fault of an assertion leaves as `server_error`; the
 * reason is for the events. Source of the rules: SAML profiles 4.1.4.2 and 4.1.4.3.
 */
export const judgeAsServiceProvider: AssertionJudge = async (posted) => {
  try {
    return { ok: true, user: await read(posted) }
  } catch (error) {
    if (error instanceof Refusal) return refused(error)
    throw error
  }
}

class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly redirectError = 'server_error',
  ) {
    super(message)
  }
}

function refused({ code, message, redirectError }: Refusal): SignInOutcome {
  return {
    ok: false,
    error: redirectError,
    description:
      redirectError === 'server_error'
        ? 'The identity provider’s response could not be processed. See the session in the Dashboard.'
        : message,
    reason: { code, message },
  }
}

async function read(posted: PostedResponse): Promise<SignedInUser> {
  const { connection } = posted
  if (!connection.saml) throw new Refusal('saml_connection_incomplete', 'The connection has no identity provider yet.')
  judgeEnvelope(posted)
  const signed = await verify(posted, connection.saml.signingCertificates)
  const { idpEntityId } = connection.saml
  return inDocument(signed, (assertion) => {
    judgeAssertion(assertion, posted, idpEntityId)
    return readUser(assertion)
  })
}

/** Reads a document and gives its memory back. `using` is not known to every Node the lab runs on. */
function inDocument<T>(xml: string, read: (root: XmlElement) => T): T {
  const document = XmlDocument.fromString(xml)
  try {
    return read(document.root)
  } finally {
    document.dispose()
  }
}

/** What the response says around the assertion. */
function judgeEnvelope({ samlResponse, acsUrl, requestId }: PostedResponse): void {
  try {
    inDocument(Buffer.from(samlResponse, 'base64').toString('utf8'), (root) => {
      if (root.name !== 'Response' || root.namespaceUri !== namespaces.p) throw new Error('another document')
      const destination = root.attr('Destination')?.value
      if (destination !== undefined && destination !== acsUrl) {
        const text = `The Destination '${destination}' is not the ACS URL '${acsUrl}'.`
        throw new Refusal('saml_destination_mismatch', text)
      }
      const answers = root.attr('InResponseTo')?.value
      if (answers !== undefined && answers !== requestId) {
        const text = `The response answers a request '${answers}' that was not sent.`
        throw new Refusal('saml_in_response_to_mismatch', text)
      }
    })
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('saml_response_invalid', 'The SAMLResponse is not a SAML 2.0 response.')
  }
}

/** Resolves with the text of the signed assertion. */
async function verify({ samlResponse, acsUrl, spEntityId }: PostedResponse, certificates: readonly string[]) {
  const serviceProvider = new SAML({
    callbackUrl: acsUrl,
    issuer: spEntityId,
    idpCert: [...certificates],
    audience: false,
    // Times are judged by the lab's clock, below.
    acceptedClockSkewMs: -1,
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: false,
  })
  try {
    const { profile } = await serviceProvider.validatePostResponseAsync({ SAMLResponse: samlResponse })
    const assertion = profile?.getAssertionXml?.()
    if (assertion === undefined) throw new Error('Missing SAML assertion')
    return assertion
  } catch (error) {
    throw refusalOf(error, samlResponse)
  }
}

function refusalOf(error: unknown, samlResponse: string): Refusal {
  if (error instanceof SamlStatusError) {
    const codes = [...(error.xmlStatus ?? '').matchAll(/:status:(\w+)"/g)].map(([, code]) => code)
    const denied = codes.includes('RequestDenied')
    return new Refusal(
      'saml_status_not_success',
      `The identity provider answered ${codes.join(' / ')}.`,
      denied ? 'access_denied' : 'server_error',
    )
  }
  const says = error instanceof Error ? error.message : String(error)
  const xml = Buffer.from(samlResponse, 'base64').toString('utf8')
  if (!/<(?:\w+:)?Signature[\s>]/.test(xml)) {
    return new Refusal('saml_signature_missing', 'The assertion is not signed.')
  }
  return says.startsWith('Invalid signature') || says.includes('signature')
    ? new Refusal('saml_signature_invalid', 'The signature of the assertion could not be verified.')
    : new Refusal('saml_response_invalid', says)
}

function judgeAssertion(assertion: XmlElement, posted: PostedResponse, idpEntityId: string): void {
  const { acsUrl, spEntityId, requestId, now } = posted
  const issuer = textOf(assertion, 'a:Issuer')
  if (issuer !== idpEntityId) {
    throw new Refusal('saml_issuer_mismatch', `The issuer '${issuer}' is not '${idpEntityId}'.`)
  }
  const conditions = find(assertion, 'a:Conditions')
  judgeWindow(conditions, now)
  const restrictions = all(assertion, 'a:Conditions/a:AudienceRestriction')
  const named = restrictions.map((one) => all(one, 'a:Audience').map(({ content }) => content))
  if (named.length === 0 || !named.every((audiences) => audiences.includes(spEntityId))) {
    throw new Refusal(
      'saml_audience_mismatch',
      `The audience '${named.flat().join(', ')}' is not the SP entity ID '${spEntityId}'.`,
    )
  }
  const confirmations = all(assertion, 'a:Subject/a:SubjectConfirmation').filter((one) =>
    one.attr('Method')?.value.endsWith(':cm:bearer'),
  )
  const [data] = confirmations.flatMap((one) => find(one, 'a:SubjectConfirmationData') ?? [])
  if (!data) throw new Refusal('saml_subject_not_confirmed', 'The subject has no bearer confirmation.')
  const recipient = data.attr('Recipient')?.value
  if (recipient !== acsUrl) {
    throw new Refusal('saml_recipient_mismatch', `The recipient '${recipient ?? ''}' is not the ACS URL '${acsUrl}'.`)
  }
  if (data.attr('NotOnOrAfter') === null) {
    throw new Refusal('saml_subject_not_confirmed', 'The bearer confirmation has no end.')
  }
  judgeWindow(data, now)
  const answers = data.attr('InResponseTo')?.value
  if (answers !== undefined && answers !== requestId) {
    throw new Refusal('saml_in_response_to_mismatch', `The assertion answers a request '${answers}' that was not sent.`)
  }
  if (requestId !== null && answers === undefined) {
    throw new Refusal('saml_in_response_to_mismatch', 'The assertion does not name the request it answers.')
  }
}

function judgeWindow(element: XmlElement | null, now: number): void {
  const notBefore = element?.attr('NotBefore')?.value
  if (notBefore !== undefined && now < Date.parse(notBefore) - skewMs) {
    throw new Refusal('saml_assertion_not_yet_valid', `The assertion is not valid before ${notBefore}.`)
  }
  const end = element?.attr('NotOnOrAfter')?.value
  if (end !== undefined && now >= Date.parse(end) + skewMs) {
    throw new Refusal('saml_assertion_expired', `The assertion was valid until ${end}.`)
  }
}

function readUser(assertion: XmlElement): SignedInUser {
  const nameId = textOf(assertion, 'a:Subject/a:NameID')
  if (nameId === '') throw new Refusal('saml_name_id_missing', 'The assertion names nobody: there is no NameID.')
  const raw = new Map<string, string[]>()
  for (const attribute of all(assertion, 'a:AttributeStatement/a:Attribute')) {
    const values = all(attribute, 'a:AttributeValue').map(({ content }) => content)
    raw.set(attribute.attr('Name')?.value ?? '', values)
  }
  const named = new Set(Object.values(attributeNames).flatMap((style) => Object.values(style).map(({ name }) => name)))
  const values = (field: UserField) =>
    Object.values(attributeNames).flatMap((style) => raw.get(style[field].name) ?? [])
  const first = (field: UserField) => values(field).find((one) => one.trim() !== '') ?? null
  const email = first('email')
  if (email === null) {
    throw new Refusal('saml_attribute_missing', 'The assertion carries no value for the required attribute email.')
  }
  const others = [...raw].filter(([name]) => !named.has(name))
  return {
    idpId: first('id') ?? nameId,
    email,
    firstName: first('firstName'),
    lastName: first('lastName'),
    ...(values('groups').length > 0 ? { groups: [...new Set(values('groups'))] } : {}),
    customAttributes: Object.fromEntries(others.map(([name, some]) => [name, some.length === 1 ? some[0] : some])),
    rawAttributes: Object.fromEntries([...raw].map(([name, some]) => [name, some.length === 1 ? some[0] : some])),
  }
}

const namespaces = {
  p: 'urn:oasis:names:tc:SAML:2.0:protocol',
  a: 'urn:oasis:names:tc:SAML:2.0:assertion',
}

const all = (element: XmlElement, path: string) =>
  element.find(path, namespaces).filter((node): node is XmlElement => 'attrs' in node)
const find = (element: XmlElement, path: string) => all(element, path)[0] ?? null
const textOf = (element: XmlElement, path: string) => find(element, path)?.content.trim() ?? ''
