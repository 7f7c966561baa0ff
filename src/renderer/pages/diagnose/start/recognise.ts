import type { Typed } from '../use-case'

/** What was put into the one box of the start page, by what it looks like. */
export type Recognised =
  | { as: 'nothing' }
  | {
      as: 'symptom' | 'metadata' | 'response' | 'certificate' | 'address' | 'metadata-address' | 'scim' | 'record'
      says: string
      part: Typed
    }

const record = /^(conn|directory|org)_[0-9A-Za-z]{6,60}$/

/**
 * Tells what somebody pasted: a document, an address, an ID of WorkOS, or words. Only the form decides; what it is worth is for
 * the diagnosis to find out. Reads no more than the beginning of a long text.
 */
export function recognise(text: string): Recognised {
  const trimmed = text.trim()
  if (trimmed === '') return { as: 'nothing' }
  const head = trimmed.slice(0, 4000)
  if (record.test(trimmed)) return recordOf(trimmed)
  if (/^https?:\/\/\S+$/i.test(trimmed)) return addressOf(trimmed)
  if (/<(?:\w+:)?(EntityDescriptor|EntitiesDescriptor)[\s>]/.test(head))
    return { as: 'metadata', says: 'SAML metadata', part: { metadata: { kind: 'text', text } } }
  if (looksLikeResponse(trimmed, head))
    return { as: 'response', says: 'A SAML response', part: { response: { kind: 'text', text } } }
  if (/-----BEGIN CERTIFICATE-----/.test(head))
    return { as: 'certificate', says: 'A certificate', part: { certificates: text } }
  return { as: 'symptom', says: 'A description', part: { symptom: text } }
}

function recordOf(id: string): Recognised {
  if (id.startsWith('conn_'))
    return { as: 'record', says: 'The ID of a connection at WorkOS', part: { connectionId: id } }
  return id.startsWith('org_')
    ? { as: 'record', says: 'The ID of an organization at WorkOS', part: { organizationId: id } }
    : { as: 'record', says: 'The ID of a directory at WorkOS', part: { directoryId: id } }
}

function addressOf(url: string): Recognised {
  if (/[?&#](SAMLResponse)=/.test(url))
    return {
      as: 'response',
      says: 'An address with a SAML response in it',
      part: { response: { kind: 'text', text: url } },
    }
  if (/[?&#]error(_description)?=/.test(url))
    return { as: 'symptom', says: 'An address with an error in it', part: { symptom: url, oauthCallback: url } }
  if (/\/scim\/v2/i.test(url))
    return { as: 'scim', says: 'A SCIM endpoint: its token is asked for next', part: { scimUrl: url } }
  if (/metadata|\.xml($|\?)|descriptor/i.test(url))
    return { as: 'metadata-address', says: 'A metadata address', part: { metadata: { kind: 'url', url } } }
  return { as: 'address', says: 'An address: it is looked at layer by layer', part: { urls: url } }
}

/** XML, a form body, a HAR or base64 of either. */
function looksLikeResponse(trimmed: string, head: string): boolean {
  if (/<(?:\w+:)?Response[\s>]/.test(head) || /(^|&)SAMLResponse=/.test(head)) return true
  if (/^\{[\s\S]*"log"\s*:/.test(head)) return true
  return trimmed.length > 400 && /^(PD94|PHNhbWxw|PFJlc3Bvbn|PHNhbWwy|PHNhbWw)/.test(trimmed)
}
