import { randomBytes } from 'node:crypto'
import { attributeNames, type UserField, type VendorShape } from './vendors'
import { attributes, escapeXml } from './xml'

/** Everything a response says. A fault is one of these values being wrong. */
export interface Message {
  responseId: string
  assertionId: string
  issueInstant: Date
  issuer: string | null
  assertionIssuer: string | null
  version: string
  destination: string | null
  inResponseTo: string | null
  confirmationInResponseTo: string | null
  status: { code: string; subCode?: string; message?: string }
  nameId: string | null
  nameIdFormat: string | null
  confirmationMethod: string
  recipient: string | null
  confirmationNotBefore: Date | null
  confirmationNotOnOrAfter: Date | null
  notBefore: Date | null
  notOnOrAfter: Date | null
  /** One AudienceRestriction per entry; the audiences in an entry are alternatives. */
  audiences: ReadonlyArray<readonly string[]>
  authnInstant: Date
  sessionNotOnOrAfter: Date | null
  /** Values by WorkOS field, named in the vendor's style; further attributes by their own name. */
  user: Partial<Record<UserField, readonly string[]>>
  extraAttributes: Readonly<Record<string, readonly string[]>>
}

/** Somebody a response can be about. Without a NameID the vendor's usual one is written. */
export interface Person {
  nameId?: string
  nameIdFormat?: string
  user: Message['user']
}

export interface Wish {
  acs: string
  audience: string
  requestId: string | null
  at: Date
  /** Whom it is about. Default: Alice. */
  person?: Person
}

const user: Message['user'] = {
  id: ['u-1029'],
  email: ['alice@example.test'],
  firstName: ['Alice'],
  lastName: ['Liddell'],
  groups: ['Engineering', 'Wonderland'],
}

const after = (at: Date, seconds: number) => new Date(at.getTime() + seconds * 1000)
const newId = (prefix: string) => prefix + randomBytes(16).toString('hex')

/** The message a healthy identity provider of this shape sends. */
export function healthyMessage(shape: VendorShape, { acs, audience, requestId, at, person }: Wish): Message {
  const { window } = shape
  return {
    responseId: newId(shape.idPrefix),
    assertionId: newId(shape.idPrefix),
    issueInstant: at,
    issuer: shape.entityId,
    assertionIssuer: shape.entityId,
    version: '2.0',
    destination: acs,
    inResponseTo: requestId,
    confirmationInResponseTo: requestId,
    status: { code: 'Success' },
    nameId: person?.nameId ?? (shape.nameIdFormat.endsWith('persistent') ? 'b7d2f1c0a9e84e6d' : 'alice@example.test'),
    nameIdFormat: person?.nameIdFormat ?? shape.nameIdFormat,
    confirmationMethod: 'urn:oasis:names:tc:SAML:2.0:cm:bearer',
    recipient: acs,
    confirmationNotBefore: null,
    confirmationNotOnOrAfter: after(at, window.confirmation),
    notBefore: after(at, window.notBefore),
    notOnOrAfter: after(at, window.conditions),
    audiences: [[audience]],
    authnInstant: after(at, -2),
    sessionNotOnOrAfter: window.session === null ? null : after(at, window.session),
    user: person?.user ?? user,
    extraAttributes: {},
  }
}

const protocolNs = 'urn:oasis:names:tc:SAML:2.0:protocol'
const assertionNs = 'urn:oasis:names:tc:SAML:2.0:assertion'
const xs = 'http://www.w3.org/2001/XMLSchema'
const xsi = 'http://www.w3.org/2001/XMLSchema-instance'

/** Writes the message as this vendor would, not yet signed. */
export function writeResponse(shape: VendorShape, message: Message): string {
  const p = qualifier(shape.prefixes.protocol)
  const declare = (prefix: string, ns: string) => [prefix === '' ? 'xmlns' : `xmlns:${prefix}`, ns] as const
  const time = timeWriter(shape)
  const response = attributes([
    declare(shape.prefixes.protocol, protocolNs),
    ['ID', message.responseId],
    ['Version', message.version],
    ['IssueInstant', time(message.issueInstant)],
    ['Destination', message.destination],
    ['Consent', shape.consent ? 'urn:oasis:names:tc:SAML:2.0:consent:unspecified' : null],
    ['InResponseTo', message.inResponseTo],
  ])
  const failed = message.status.code !== 'Success'
  return [
    shape.declaration ? '<?xml version="1.0" encoding="UTF-8"?>' : '',
    `<${p('Response')}${response}>`,
    writeIssuer(shape, message.issuer, true),
    `<${p('Status')}>${writeStatusCode(p, message.status)}${
      message.status.message === undefined
        ? ''
        : `<${p('StatusMessage')}>${escapeXml(message.status.message)}</${p('StatusMessage')}>`
    }</${p('Status')}>`,
    failed ? '' : writeAssertion(shape, message),
    `</${p('Response')}>`,
  ].join('')
}

function writeStatusCode(p: (name: string) => string, status: Message['status']): string {
  const value = (code: string) => `urn:oasis:names:tc:SAML:2.0:status:${code}`
  const inner = status.subCode === undefined ? '' : `<${p('StatusCode')} Value="${value(status.subCode)}"/>`
  return `<${p('StatusCode')} Value="${value(status.code)}">${inner}</${p('StatusCode')}>`
}

function writeIssuer(shape: VendorShape, issuer: string | null, declares: boolean): string {
  if (issuer === null) return ''
  const { assertion } = shape.prefixes
  const name = assertion === '' ? 'Issuer' : `${assertion}:Issuer`
  const list = attributes([
    [assertion === '' ? 'xmlns' : `xmlns:${assertion}`, declares ? assertionNs : null],
    ['Format', shape.issuerFormat ? 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity' : null],
  ])
  return `<${name}${list}>${escapeXml(issuer)}</${name}>`
}

/** Writes the assertion alone, with every namespace it uses declared on it. */
function writeAssertion(shape: VendorShape, message: Message): string {
  const a = qualifier(shape.prefixes.assertion)
  const time = timeWriter(shape)
  const own = attributes([
    [shape.prefixes.assertion === '' ? 'xmlns' : `xmlns:${shape.prefixes.assertion}`, assertionNs],
    ...(shape.valueType === null ? [] : ([[`xmlns:${shape.valueType}`, xs]] as const)),
    ['ID', message.assertionId],
    ['Version', message.version],
    ['IssueInstant', time(message.issueInstant)],
  ])
  const authn = `<${a('AuthnStatement')}${attributes([
    ['AuthnInstant', time(message.authnInstant)],
    ['SessionIndex', message.assertionId],
    ['SessionNotOnOrAfter', time(message.sessionNotOnOrAfter)],
  ])}><${a('AuthnContext')}><${a('AuthnContextClassRef')}>${shape.authnContext}</${a('AuthnContextClassRef')}></${a(
    'AuthnContext',
  )}></${a('AuthnStatement')}>`
  const statements = [authn, writeAttributes(shape, message)]
  if (shape.attributesBeforeAuthn) statements.reverse()
  return [
    `<${a('Assertion')}${own}>`,
    writeIssuer(shape, message.assertionIssuer, false),
    writeSubject(shape, message),
    `<${a('Conditions')}${attributes([
      ['NotBefore', time(message.notBefore)],
      ['NotOnOrAfter', time(message.notOnOrAfter)],
    ])}>`,
    ...message.audiences.map(
      (restriction) =>
        `<${a('AudienceRestriction')}>${restriction
          .map((audience) => `<${a('Audience')}>${escapeXml(audience)}</${a('Audience')}>`)
          .join('')}</${a('AudienceRestriction')}>`,
    ),
    `</${a('Conditions')}>`,
    ...statements,
    `</${a('Assertion')}>`,
  ].join('')
}

function writeSubject(shape: VendorShape, message: Message): string {
  const a = qualifier(shape.prefixes.assertion)
  const time = timeWriter(shape)
  const nameId =
    message.nameId === null
      ? ''
      : `<${a('NameID')}${attributes([['Format', message.nameIdFormat]])}>${escapeXml(message.nameId)}</${a('NameID')}>`
  const data = attributes([
    ['InResponseTo', message.confirmationInResponseTo],
    ['NotBefore', time(message.confirmationNotBefore)],
    ['NotOnOrAfter', time(message.confirmationNotOnOrAfter)],
    ['Recipient', message.recipient],
  ])
  return `<${a('Subject')}>${nameId}<${a('SubjectConfirmation')} Method="${message.confirmationMethod}"><${a(
    'SubjectConfirmationData',
  )}${data}/></${a('SubjectConfirmation')}></${a('Subject')}>`
}

function writeAttributes(shape: VendorShape, message: Message): string {
  const a = qualifier(shape.prefixes.assertion)
  const type =
    shape.valueType === null
      ? ''
      : attributes([
          ['xmlns:xsi', xsi],
          ['xsi:type', `${shape.valueType}:string`],
        ])
  const value = (text: string) => `<${a('AttributeValue')}${type}>${escapeXml(text)}</${a('AttributeValue')}>`
  const write = (list: string, values: readonly string[]) =>
    `<${a('Attribute')}${list}>${values.map(value).join('')}</${a('Attribute')}>`
  const named = Object.entries(message.user).map(([field, values]) => {
    const known: { name: string; nameFormat?: string; friendlyName?: string } =
      attributeNames[shape.attributeStyle][field as UserField]
    return write(
      attributes([
        ['Name', known.name],
        ['NameFormat', known.nameFormat],
        ['FriendlyName', known.friendlyName],
      ]),
      values,
    )
  })
  const extra = Object.entries(message.extraAttributes).map(([name, values]) =>
    write(attributes([['Name', name]]), values),
  )
  const all = [...named, ...extra].join('')
  return all === '' ? '' : `<${a('AttributeStatement')}>${all}</${a('AttributeStatement')}>`
}

const qualifier = (prefix: string) => (name: string) => (prefix === '' ? name : `${prefix}:${name}`)

const timeWriter =
  (shape: VendorShape) =>
  (at: Date | null): string | null =>
    at === null ? null : shape.milliseconds ? at.toISOString() : at.toISOString().replace(/\.\d+Z$/, 'Z')
