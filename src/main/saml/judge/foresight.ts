import type { Finding } from '../../../shared/finding'
import { recogniseAttribute } from '../../../shared/saml/attribute-names'
import { domainOf, shapeOf, takesNoMail } from '../../../shared/saml/identifier-shapes'
import { transientFormat } from '../../../shared/saml/nameid-formats'
import { type VendorFields, vendorFields } from '../../../shared/saml/vendors'
import type { AssertionFacts, AttributeFacts, NameIdFacts, ResponseFacts } from '../observation'
import { issuerOf } from './envelope'
import { type Foreseen, groupForesight } from './foresight-groups'
import { finding, seen } from './make'

const persistentFormat = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'

/**
 * What one response tells of other users and later days: identifiers that change or are not what WorkOS knows a person by, and
 * groups by identifiers instead of names. `response.nameid` and `response.attributes`; the evidence says whom it affects.
 * What a healthy product sends by default (a UPN beside an address, capitals of the directory, group ids) is a note, no warning.
 * Sources: SAML core 8.3.7 and 8.3.8; https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-fed-group-claims
 */
export function judgeForesight(response: ResponseFacts, assertion: AssertionFacts): Finding[] {
  // What was altered on the way tells nothing of what is sent.
  if (response.signatures.some(({ digestMatches }) => digestMatches === false)) return []
  const fields = vendorFields(issuerOf(response))
  const { nameId } = assertion
  const readable = nameId !== null && !nameId.sealed && nameId.value.trim() !== '' ? nameId : null
  const email = attributeOf(assertion, 'email')
  return [
    ...(readable === null ? [] : nameIdForesight(readable, email, assertion, fields)).map(told('response.nameid')),
    ...[...emailForesight(readable, email, fields), ...groupForesight(assertion, fields)].map(
      told('response.attributes'),
    ),
  ]
}

const told =
  (id: 'response.nameid' | 'response.attributes') =>
  ({ status, summary, affects, action, where, evidence }: Foreseen): Finding =>
    finding(id, status, summary, {
      evidence: [...evidence, seen('Affects', affects, 'what becomes of this value later')],
      fix: { action, where, owner: 'idp-admin' },
    })

function nameIdForesight(
  nameId: NameIdFacts,
  email: AttributeFacts | null,
  assertion: AssertionFacts,
  fields: VendorFields,
): Foreseen[] {
  const { value, format, place } = nameId
  const evidence = [seen('NameID', value, 'Subject/NameID', place), seen('Format', format, 'Subject/NameID', place)]
  const shape = shapeOf(value)
  const at = { where: fields.nameId, evidence }
  if (format === transientFormat) return []
  if (shape === 'address') return addressForesight(nameId, email, fields)
  if (shape === 'guid') {
    return [
      {
        ...at,
        status: email === null ? 'warn' : 'info',
        summary: `The NameID is an object identifier, which stays when a person is renamed but names nobody${email === null ? ': no e-mail address comes with it' : '. WorkOS takes the e-mail address from its attribute alone'}.`,
        affects: 'users who have no e-mail address in the directory',
        action: 'Send the e-mail address in its attribute for every user, or make the NameID of it.',
      },
    ]
  }
  if (shape === 'windows-account') {
    return [
      {
        ...at,
        status: 'warn',
        summary:
          'The NameID is a Windows account name: it changes when a person is renamed, and may be given to another.',
        affects: 'users who are renamed, or who get the account name of somebody who left',
        action: 'Make the NameID of a value that stays, such as the object identifier or the user principal name.',
      },
    ]
  }
  if (format === persistentFormat && !sendsId(assertion)) {
    return [
      {
        ...at,
        status: 'info',
        summary:
          'The NameID is persistent: a pseudonym that the identity provider makes for this SP entity ID. With another one each user gets another NameID, and WorkOS takes them for new people.',
        affects:
          'every user, once the SP entity ID changes, the connection is made anew, or the secret behind it (salt) changes',
        action:
          'Send the attribute id with a value that stays, and keep the salt and the stored pseudonyms in the back-up.',
      },
    ]
  }
  return []
}

function addressForesight(
  { value, place }: NameIdFacts,
  email: AttributeFacts | null,
  fields: VendorFields,
): Foreseen[] {
  const where = fields.nameId
  const mail = email && firstValue(email)
  const evidence = [
    seen('NameID', value, 'Subject/NameID', place),
    email && seen('E-mail', mail, `the attribute ${email.name}`, email.place),
  ]
  const foreseen: Foreseen[] = []
  if (value !== value.toLowerCase())
    foreseen.push(mixedCase('The NameID is an e-mail address', where, evidence, fields))
  if (/#EXT#/i.test(value)) {
    foreseen.push({
      status: 'warn',
      summary: 'The NameID is the name of a guest (#EXT#), which is no e-mail address anybody knows the person by.',
      affects: 'guests of the tenant',
      action: 'Make the NameID of user.mail, or choose for guests another value than for members.',
      where,
      evidence,
    })
  } else if (mail && shapeOf(mail) === 'address' && mail.toLowerCase() !== value.trim().toLowerCase()) {
    const domain = domainOf(value) ?? ''
    foreseen.push({
      status: 'info',
      summary: takesNoMail(domain)
        ? `The NameID ends in ${domain}, which takes no mail: it is the user principal name, and the e-mail address is another.`
        : 'The NameID and the e-mail attribute are two different addresses: a sign-in name (UPN) and an e-mail address.',
      affects:
        'users whose sign-in name is not their e-mail address: invitations and directory users are matched by one of the two',
      action:
        'Make the NameID of the e-mail address too, or make sure that provisioning sends as userName what sign-in sends as NameID.',
      where,
      evidence,
    })
  } else if (mail === null && takesNoMail(domainOf(value) ?? '')) {
    foreseen.push({
      status: 'warn',
      summary: `The NameID ends in ${domainOf(value)}, which takes no mail: it is a user principal name and no e-mail address.`,
      affects: 'every user: mail sent to this address never arrives, and its domain cannot be verified',
      action: 'Make the NameID of the e-mail address, and send the e-mail address in its attribute.',
      where,
      evidence,
    })
  }
  return foreseen
}

/** How each product writes an address in lower case. */
const lowerCase: Readonly<Record<string, string>> = {
  'Entra ID': 'Set the source to Transformation and choose ToLowercase() of user.mail.',
  Okta: 'Set “Application username” to Custom, with the expression String.toLowerCase(user.email).',
  OneLogin: 'Set the value of the parameter to “Macro”, and lower the case there.',
  Keycloak: 'Correct the address of the user: Keycloak sends it as it is stored.',
  'AD FS': 'AD FS sends what Active Directory holds: correct the mail attribute there.',
  Shibboleth: 'Lower the case in conf/attribute-resolver.xml, with a ScriptedAttribute.',
  SimpleSAMLphp: 'Lower the case with an authproc filter (core:PHP, strtolower).',
}

const mixedCase = (what: string, where: string, evidence: Foreseen['evidence'], { name }: VendorFields): Foreseen => ({
  status: 'info',
  summary: `${what} with capital letters in it. Software that compares text takes the same address in small letters for somebody else.`,
  affects: 'users whose address is written otherwise in an invitation, in the directory or in the application',
  action: lowerCase[name] ?? 'Send the address in lower case, or correct it in the directory.',
  where,
  evidence,
})

/** That the attribute has several values, or one that is no address, is a doubt of today and said where attributes are judged. */
function emailForesight(nameId: NameIdFacts | null, email: AttributeFacts | null, fields: VendorFields): Foreseen[] {
  if (email === null) return []
  const [first = '', ...others] = email.values.filter((value) => value.trim() !== '')
  const saidAlready = nameId?.value === first
  if (others.length > 0 || shapeOf(first) !== 'address' || first === first.toLowerCase() || saidAlready) return []
  const evidence = [seen('E-mail', first, `the attribute ${email.name}`, email.place)]
  return [mixedCase('The e-mail attribute is an address', fields.attributes, evidence, fields)]
}

function attributeOf({ attributes }: AssertionFacts, field: 'email' | 'id'): AttributeFacts | null {
  const filled = attributes.filter(({ values }) => values.some((value) => value.trim() !== ''))
  return (
    filled.find(({ name }) => name === field) ??
    filled.find(({ name }) => recogniseAttribute(name)?.field === field) ??
    null
  )
}

const sendsId = (assertion: AssertionFacts) =>
  assertion.attributes.some(({ name, values }) => name === 'id' && values.some(Boolean))

const firstValue = ({ values }: AttributeFacts) => values.find((value) => value.trim() !== '')?.trim() ?? null
