import { attributeOf, childElement, textOf, type XmlElement } from '../../xml/tree'
import { namespaces } from '../names'
import type { EnvelopeFacts } from '../observation'
import { readIssuer } from './assertion'
import type { PlaceOf } from './places'

/** Reads what a Response says around its assertion. */
export function readEnvelope(response: XmlElement, place: PlaceOf): EnvelopeFacts {
  const status = childElement(response, namespaces.protocol, 'Status')
  const message = status && childElement(status, namespaces.protocol, 'StatusMessage')
  return {
    id: attributeOf(response, 'ID'),
    version: attributeOf(response, 'Version'),
    issueInstant: attributeOf(response, 'IssueInstant'),
    destination: attributeOf(response, 'Destination'),
    inResponseTo: attributeOf(response, 'InResponseTo'),
    issuer: readIssuer(response, place),
    status: status && {
      codes: statusCodes(status),
      message: message && textOf(message).trim(),
      place: place(status),
    },
    place: place(response),
  }
}

/** The StatusCode and those inside it, outermost first. */
function statusCodes(element: XmlElement): string[] {
  const code = childElement(element, namespaces.protocol, 'StatusCode')
  return code === null ? [] : [attributeOf(code, 'Value') ?? '', ...statusCodes(code)]
}

/** The values of an AuthnRequest a response can be compared with. */
export interface RequestFacts {
  id: string | null
  acs: string | null
  issuer: string | null
}

/** Reads an AuthnRequest; null for any other element. */
export function readRequest(root: XmlElement): RequestFacts | null {
  if (root.local !== 'AuthnRequest' || root.namespace !== namespaces.protocol) return null
  const issuer = childElement(root, namespaces.assertion, 'Issuer')
  return {
    id: attributeOf(root, 'ID'),
    acs: attributeOf(root, 'AssertionConsumerServiceURL'),
    issuer: issuer && textOf(issuer).trim(),
  }
}
