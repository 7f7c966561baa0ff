import type { KeyObject } from 'node:crypto'
import { parseXml, parseXmlText, type XmlOutcome } from '../../xml/parse'
import {
  attributeOf,
  childElement,
  childElements,
  elementsOf,
  textOf,
  type XmlDocument,
  type XmlElement,
} from '../../xml/tree'
import { signatureNamespace } from '../../xmldsig/algorithms'
import { writeNamespaces } from '../../xmldsig/canonical'
import { strictBase64 } from '../../xmldsig/policy'
import { encryption11Namespace, encryptionNamespace } from '../decrypt/algorithms'
import { decrypt, type Encrypted, type WrappedKey } from '../decrypt/decrypt'
import type { EncryptionFacts } from '../observation'
import type { PlaceOf } from './places'

/** An encrypted part with what came out of it; `inside` is null when it stayed closed. */
export interface Opened {
  facts: EncryptionFacts
  inside: XmlDocument | null
}

/** Names how an EncryptedAssertion, EncryptedID or EncryptedAttribute is encrypted, and opens it when there is a key. */
export function openEncrypted(
  wrapper: XmlElement,
  what: EncryptionFacts['what'],
  key: KeyObject | null,
  place: PlaceOf,
): Opened {
  const data = childElement(wrapper, encryptionNamespace, 'EncryptedData')
  const encrypted = data && readEncrypted(wrapper, data)
  const facts: EncryptionFacts = {
    what,
    place: place(wrapper),
    content: encrypted?.algorithm ?? null,
    keys: (encrypted?.keys ?? []).map(({ algorithm, digest, mask }) => ({ algorithm, digest, mask })),
    outcome: null,
  }
  if (key === null) return { facts, inside: null }
  const closed = (sentence: string): Opened => ({ facts: { ...facts, outcome: { ok: false, sentence } }, inside: null })
  if (!encrypted || !data) return closed('The encrypted content is missing.')
  const opened = decrypt(encrypted, key)
  if (!opened.ok) return closed(opened.sentence)
  const outcome = parseInside(opened.content, data)
  if (!outcome.ok) return closed(`It was decrypted, but what came out cannot be read as XML: ${outcome.error.message}`)
  return { facts: { ...facts, outcome: { ok: true } }, inside: outcome.document }
}

/**
 * What was decrypted inherits the namespaces around the place it came from (xmlenc-core 4.4), the default one too; most products
 * need none.
 */
function parseInside(content: Uint8Array, data: XmlElement): XmlOutcome {
  const alone = parseXml(content)
  if (alone.ok && alone.document.root.namespace !== '') return alone
  const text = Buffer.from(content).toString('utf8')
  const start = /^\s*<[^\s<>/!?]+/.exec(text)?.[0]
  if (start === undefined) return alone
  const tag = text.slice(start.length, text.indexOf('>', start.length))
  const missing = Object.entries(namespacesAt(data)).filter(
    ([prefix]) => !tag.includes(prefix === '' ? ' xmlns=' : ` xmlns:${prefix}=`),
  )
  return parseXmlText(start + writeNamespaces(missing) + text.slice(start.length))
}

function readEncrypted(wrapper: XmlElement, data: XmlElement): Encrypted {
  const method = childElement(data, encryptionNamespace, 'EncryptionMethod')
  const keys = elementsOf(wrapper).filter(
    ({ local, namespace }) => local === 'EncryptedKey' && namespace === encryptionNamespace,
  )
  return {
    algorithm: method && attributeOf(method, 'Algorithm'),
    cipher: cipherOf(data),
    keys: keys.slice(0, 20).map(readKey),
  }
}

function readKey(element: XmlElement): WrappedKey {
  const method = childElement(element, encryptionNamespace, 'EncryptionMethod')
  const digest = method && childElement(method, signatureNamespace, 'DigestMethod')
  const mask = method && childElement(method, encryption11Namespace, 'MGF')
  const label = method && childElement(method, encryptionNamespace, 'OAEPparams')
  return {
    algorithm: method && attributeOf(method, 'Algorithm'),
    digest: digest && attributeOf(digest, 'Algorithm'),
    mask: mask && attributeOf(mask, 'Algorithm'),
    label: (label && strictBase64(textOf(label))) ?? new Uint8Array(0),
    cipher: cipherOf(element),
  }
}

/** The CipherValue. A CipherReference points elsewhere and is not followed. */
function cipherOf(element: XmlElement): Uint8Array {
  const [data] = childElements(element, encryptionNamespace, 'CipherData')
  const value = data && childElement(data, encryptionNamespace, 'CipherValue')
  return (value && strictBase64(textOf(value))) || new Uint8Array(0)
}

function namespacesAt(element: XmlElement): Record<string, string> {
  const found: Record<string, string> = {}
  for (let at: XmlElement | null = element; at !== null; at = at.parent) {
    for (const [prefix, namespace] of Object.entries(at.declared)) {
      if (!Object.hasOwn(found, prefix)) found[prefix] = namespace
    }
  }
  return found
}
