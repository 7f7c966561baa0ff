import type { Place } from '../../shared/finding'
import { readCertificate } from '../certificates/certificate'
import {
  attributeOf,
  childElement,
  childElements,
  elementsOf,
  placeOf,
  textOf,
  type XmlDocument,
  type XmlElement,
} from '../xml/tree'
import { namespaces } from './names'
import type { EndpointFacts, EntityFacts, KeyFacts, RoleFacts, ValidityFacts } from './observation'

/** Says where an element stands in the document a person has. */
export type PlaceOf = (at: XmlElement) => Place

/** Places within a document that is a piece of the one a person has, which begins `lines` and `columns` later. */
export function placesIn(document: XmlDocument, lines = 0, columns = 0): PlaceOf {
  return ({ start }) => {
    const { line, column } = placeOf(document, start)
    return { line: line + lines, column: line === 1 ? column + columns : column }
  }
}

/** Reads what an EntityDescriptor element says, without judging it. */
export function readEntity(element: XmlElement, place: PlaceOf): EntityFacts {
  return {
    entityId: attributeOf(element, 'entityID'),
    place: place(element),
    validity: readValidity(element, place),
    roles: element.children
      .filter((child): child is XmlElement => child.kind === 'element' && isRole(child))
      .map((role) => readRole(role, place)),
  }
}

const notRoles = new Set(['Extensions', 'Organization', 'ContactPerson', 'AdditionalMetadataLocation'])
const isRole = ({ namespace, local }: XmlElement) => namespace === namespaces.metadata && !notRoles.has(local)

/** How long an element says it holds. */
export function readValidity(element: XmlElement, place: PlaceOf): ValidityFacts {
  return {
    on: element.local,
    validUntil: attributeOf(element, 'validUntil'),
    cacheDuration: attributeOf(element, 'cacheDuration'),
    place: place(element),
  }
}

function readRole(role: XmlElement, place: PlaceOf): RoleFacts {
  const protocols = attributeOf(role, 'protocolSupportEnumeration')
  const wants = attributeOf(role, 'WantAuthnRequestsSigned')?.trim()
  return {
    name: role.local,
    type: attributeOf(role, 'type', namespaces.schemaInstance)?.replace(/^.*:/, '') ?? null,
    protocols: protocols === null ? null : protocols.split(/\s+/).filter((one) => one !== ''),
    wantsSignedRequests: wants === 'true' || wants === '1',
    place: place(role),
    validity: readValidity(role, place),
    keys: childElements(role, namespaces.metadata, 'KeyDescriptor').map((key) => readKey(key, place)),
    sso: childElements(role, namespaces.metadata, 'SingleSignOnService').map((one) => readEndpoint(one, place)),
    backChannel: role.children
      .filter((child): child is XmlElement => child.kind === 'element' && isBackChannel(child))
      .map((one) => readEndpoint(one, place)),
    nameIdFormats: childElements(role, namespaces.metadata, 'NameIDFormat').map((one) => textOf(one).trim()),
    attributes: childElements(role, namespaces.assertion, 'Attribute').flatMap((one) => attributeOf(one, 'Name') ?? []),
  }
}

function readEndpoint(endpoint: XmlElement, place: PlaceOf): EndpointFacts {
  return {
    binding: attributeOf(endpoint, 'Binding'),
    location: attributeOf(endpoint, 'Location'),
    place: place(endpoint),
  }
}

/** An enhanced client (ECP) signs in by SOAP as well; that is no machine's call. */
const isBackChannel = (element: XmlElement) =>
  element.namespace === namespaces.metadata &&
  element.local !== 'SingleSignOnService' &&
  /:bindings:SOAP(-binding)?$/i.test(attributeOf(element, 'Binding') ?? '')

function readKey(key: XmlElement, place: PlaceOf): KeyFacts {
  const use = attributeOf(key, 'use')
  const known = use === 'signing' || use === 'encryption' ? use : 'unspecified'
  const info = childElement(key, namespaces.signature, 'KeyInfo')
  const data = info ? childElements(info, namespaces.signature, 'X509Data') : []
  const certificates = data.flatMap((one) => childElements(one, namespaces.signature, 'X509Certificate'))
  return {
    use: known,
    unknownUse: known === 'unspecified' ? use : null,
    place: place(key),
    certificates: certificates.map((one) => ({ outcome: readCertificate(textOf(one)), place: place(one) })),
    instead: certificates.length > 0 ? null : insteadOf(key, info),
  }
}

function insteadOf(key: XmlElement, info: XmlElement | null): KeyFacts['instead'] {
  if (info && childElement(info, namespaces.signature, 'KeyValue')) return 'key-value'
  if (info && childElement(info, namespaces.signature, 'KeyName')) return 'key-name'
  for (const { local } of elementsOf(key)) if (local === 'X509Certificate') return 'wrong-namespace'
  return 'nothing'
}
