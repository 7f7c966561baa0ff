import type { Place } from '../../../shared/finding'
import { placeOf, type XmlDocument, type XmlElement } from '../../xml/tree'

/** Says where an element stands in the document a person has. */
export type PlaceOf = (element: XmlElement) => Place

/** Places in a document itself. */
export function placesIn(document: XmlDocument): PlaceOf {
  return (element) => placeOf(document, element.start)
}

/**
 * Places for an element that was read again from its canonical form: each part stands where its counterpart in the document
 * does. Both hold the same content; `without` is the signature that canonicalization left out.
 */
export function placesOfCounterpart(
  again: XmlElement,
  original: XmlElement,
  without: XmlElement,
  place: PlaceOf,
): PlaceOf {
  const counterparts = new Map<XmlElement, XmlElement>()
  pair(again, original, without, counterparts)
  return (element) => place(counterparts.get(element) ?? original)
}

function pair(again: XmlElement, original: XmlElement, without: XmlElement, into: Map<XmlElement, XmlElement>): void {
  into.set(again, original)
  const others = original.children.filter((child): child is XmlElement => child.kind === 'element' && child !== without)
  let index = 0
  for (const child of again.children) {
    if (child.kind !== 'element') continue
    const other = others[index++]
    if (other) pair(child, other, without, into)
  }
}

/** All parts of one element stand where it does: for content that came out of encryption. */
export function placesAllAt(element: XmlElement, place: PlaceOf): PlaceOf {
  const at = place(element)
  return () => at
}
