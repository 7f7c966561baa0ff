import { attributeOf, childElement, childElements, textOf, type XmlElement } from '../../xml/tree'
import { namespaces } from '../names'
import type { AssertionFacts, AttributeFacts, ConfirmationFacts, IssuerFacts, NameIdFacts } from '../observation'
import type { PlaceOf } from './places'

const { assertion: ns } = namespaces

/** Reads what an Assertion says, without judging it. */
export function readAssertion(
  element: XmlElement,
  place: PlaceOf,
  known: Pick<AssertionFacts, 'source' | 'encrypted'>,
): AssertionFacts {
  const subject = childElement(element, ns, 'Subject')
  const conditions = childElement(element, ns, 'Conditions')
  return {
    ...known,
    id: attributeOf(element, 'ID'),
    version: attributeOf(element, 'Version'),
    issueInstant: attributeOf(element, 'IssueInstant'),
    place: place(element),
    issuer: readIssuer(element, place),
    nameId: subject && readNameId(subject, place),
    confirmations: subject
      ? childElements(subject, ns, 'SubjectConfirmation').map((one) => readConfirmation(one, place))
      : [],
    conditions: conditions && {
      notBefore: attributeOf(conditions, 'NotBefore'),
      notOnOrAfter: attributeOf(conditions, 'NotOnOrAfter'),
      audiences: childElements(conditions, ns, 'AudienceRestriction').map((restriction) =>
        childElements(restriction, ns, 'Audience').map((one) => ({ value: textOf(one), place: place(one) })),
      ),
      place: place(conditions),
    },
    statements: childElements(element, ns, 'AuthnStatement').map((statement) => ({
      authnInstant: attributeOf(statement, 'AuthnInstant'),
      sessionNotOnOrAfter: attributeOf(statement, 'SessionNotOnOrAfter'),
      place: place(statement),
    })),
    attributes: childElements(element, ns, 'AttributeStatement').flatMap((statement) =>
      childElements(statement, ns, 'Attribute').map((attribute) => readAttribute(attribute, place)),
    ),
  }
}

/** The Issuer of a Response or an Assertion. */
export function readIssuer(element: XmlElement, place: PlaceOf): IssuerFacts | null {
  const issuer = childElement(element, ns, 'Issuer')
  return issuer && { value: textOf(issuer), format: attributeOf(issuer, 'Format'), place: place(issuer) }
}

function readNameId(subject: XmlElement, place: PlaceOf): NameIdFacts | null {
  const nameId = childElement(subject, ns, 'NameID')
  if (nameId) return readNameIdElement(nameId, place)
  const sealed = childElement(subject, ns, 'EncryptedID')
  return sealed && { value: '', format: null, spNameQualifier: null, split: false, sealed: true, place: place(sealed) }
}

/** A NameID element. Its value is the whole text, however it is split. */
export function readNameIdElement(nameId: XmlElement, place: PlaceOf): NameIdFacts {
  return {
    value: textOf(nameId),
    format: attributeOf(nameId, 'Format'),
    spNameQualifier: attributeOf(nameId, 'SPNameQualifier'),
    split: isSplit(nameId),
    sealed: false,
    place: place(nameId),
  }
}

/** Whether the NameID of an assertion comes in several pieces. */
export function isNameIdSplit(assertion: XmlElement): boolean {
  const subject = childElement(assertion, ns, 'Subject')
  const nameId = subject && childElement(subject, ns, 'NameID')
  return nameId !== null && isSplit(nameId)
}

/** Whether text comes in several pieces, so that a careless reader takes the first for the whole. */
export function isSplit({ children }: XmlElement): boolean {
  return children.length > 1 && children.some(({ kind }) => kind !== 'element')
}

function readConfirmation(confirmation: XmlElement, place: PlaceOf): ConfirmationFacts {
  const data = childElement(confirmation, ns, 'SubjectConfirmationData')
  const of = (name: string) => data && attributeOf(data, name)
  return {
    method: attributeOf(confirmation, 'Method'),
    recipient: of('Recipient'),
    inResponseTo: of('InResponseTo'),
    notBefore: of('NotBefore'),
    notOnOrAfter: of('NotOnOrAfter'),
    place: place(data ?? confirmation),
  }
}

function readAttribute(attribute: XmlElement, place: PlaceOf): AttributeFacts {
  return {
    name: attributeOf(attribute, 'Name') ?? '',
    friendlyName: attributeOf(attribute, 'FriendlyName'),
    values: childElements(attribute, ns, 'AttributeValue').map((value) => textOf(value).trim()),
    place: place(attribute),
  }
}
