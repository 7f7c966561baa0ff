import { compareValues } from '../../../shared/compare'
import type { Finding } from '../../../shared/finding'
import { emailFormat, nameIdFormats, transientFormat, wrongEmailFormat } from '../../../shared/saml/nameid-formats'
import { vendorFields } from '../../../shared/saml/vendors'
import type { AssertionFacts, Expectations, ResponseFacts } from '../observation'
import { received } from '../observation'
import { bearerOf } from './bearer'
import { judgeEqual } from './compare'
import { issuerOf } from './envelope'
import { finding, seen } from './make'

/** `response.nameid` (core 2.2.2, 2.4.1). */
export function judgeNameId(response: ResponseFacts, assertion: AssertionFacts, { audience }: Expectations): Finding[] {
  const fields = vendorFields(issuerOf(response))
  const fix = {
    action: `Make ${fields.name} send a stable NameID for every user of this application.`,
    where: fields.nameId,
    owner: 'idp-admin',
  } as const
  const { nameId } = assertion
  if (nameId === null) {
    const email = assertion.attributes.find(({ name }) => /emailaddress$|^mail$|^email$/i.test(name))
    const hint =
      email === undefined
        ? ''
        : email.values.some((value) => value.trim() !== '')
          ? ' The e-mail attribute is there, so the rule that makes the NameID from it is missing.'
          : ' The e-mail attribute is empty too: the user has no value in the directory.'
    return [finding('response.nameid', 'fail', `The Subject has no NameID.${hint}`, { fix })]
  }
  if (nameId.sealed) {
    return [
      finding(
        'response.nameid',
        'skipped',
        'The NameID is encrypted (EncryptedID) and cannot be read here: give the decryption key.',
      ),
    ]
  }
  const known = nameIdFormats[nameId.format ?? '']
  const evidence = [
    seen('NameID', nameId.value, 'Subject/NameID', nameId.place),
    seen('Format', nameId.format, 'Subject/NameID', nameId.place),
    seen('SPNameQualifier', nameId.spNameQualifier, 'Subject/NameID', nameId.place),
  ]
  if (nameId.value.trim() === '') return [finding('response.nameid', 'fail', 'The NameID is empty.', { evidence, fix })]
  if (nameId.split) {
    return [
      finding(
        'response.nameid',
        'warn',
        'A comment or section splits the NameID. Its full text is used here; software that reads the first part only takes the user for another.',
        {
          evidence,
          fix: {
            action:
              'No product writes a NameID like this. Find out what changed the message, or treat it as an attack.',
            owner: 'idp-admin',
          },
        },
      ),
    ]
  }
  if (nameId.value !== nameId.value.trim()) {
    return [
      finding(
        'response.nameid',
        'warn',
        'Blanks or line breaks surround the NameID; software that compares text takes the user for another.',
        {
          compared: compareValues(
            'NameID',
            { value: nameId.value.trim(), from: 'the same value without blanks' },
            received(nameId.value, 'Subject/NameID', nameId.place),
          ),
          evidence,
          fix,
        },
      ),
    ]
  }
  if (nameId.format === transientFormat) {
    const hasId = assertion.attributes.some(({ name, values }) => name === 'id' && values.some((value) => value !== ''))
    const summary = 'The NameID is transient: it is another one at every sign-in.'
    if (hasId)
      return [
        finding('response.nameid', 'info', `${summary} The attribute id identifies the user instead.`, { evidence }),
      ]
    return [
      finding(
        'response.nameid',
        'warn',
        `${summary} WorkOS needs a value that stays, and no attribute id is sent either.`,
        { evidence, fix },
      ),
    ]
  }
  if ((nameId.format === emailFormat || nameId.format === wrongEmailFormat) && !nameId.value.includes('@')) {
    return [
      finding('response.nameid', 'warn', 'The Format says emailAddress, but the NameID is no e-mail address.', {
        evidence,
        fix,
      }),
    ]
  }
  if (audience !== null && nameId.spNameQualifier !== null && nameId.spNameQualifier !== audience.value) {
    return [
      finding('response.nameid', 'warn', 'The NameID was made for another service provider (SPNameQualifier).', {
        compared: compareValues(
          'SPNameQualifier of the NameID',
          audience,
          received(nameId.spNameQualifier, 'NameID/@SPNameQualifier', nameId.place),
        ),
        evidence,
        fix: {
          ...fix,
          action: 'Check the SP entity ID the identity provider knows this application by.',
          where: fields.audience,
        },
      }),
    ]
  }
  return [finding('response.nameid', 'pass', `The NameID is there${known ? ` (${known.name})` : ''}.`, { evidence })]
}

/** `response.recipient` (profiles 4.1.4.2 and 4.1.4.3). */
export function judgeRecipient(
  response: ResponseFacts,
  assertion: AssertionFacts,
  expectations: Expectations,
): Finding[] {
  const { acs } = expectations
  const fields = vendorFields(issuerOf(response))
  const fix = {
    action: `Copy the ACS URL from the WorkOS connection into the field where ${fields.name} keeps the Recipient.`,
    where: fields.acs,
    owner: 'idp-admin',
  } as const
  const confirmation = bearerOf(assertion, expectations)
  if (confirmation === null) {
    const methods = assertion.confirmations.map(({ method, place }) =>
      seen('Method', method, 'SubjectConfirmation', place),
    )
    return [
      finding(
        'response.recipient',
        'fail',
        'The Subject has no bearer confirmation, which web sign-in needs (profiles 4.1.4.2).',
        {
          evidence: methods,
          fix: {
            action: 'Set the identity provider to the Web Browser SSO profile for this application.',
            owner: 'idp-admin',
          },
        },
      ),
    ]
  }
  if (confirmation.recipient === null || confirmation.recipient.trim() === '') {
    return [
      finding('response.recipient', 'fail', 'The bearer confirmation names no Recipient; it must (profiles 4.1.4.2).', {
        ...(acs
          ? {
              compared: compareValues(
                'Recipient',
                acs,
                received(null, 'SubjectConfirmationData/@Recipient', confirmation.place),
              ),
            }
          : {}),
        fix,
      }),
    ]
  }
  return [
    judgeEqual({
      id: 'response.recipient',
      what: 'Recipient',
      expected: acs,
      missing: 'no ACS URL was given',
      value: confirmation.recipient,
      where: 'SubjectConfirmationData/@Recipient',
      place: confirmation.place,
      fix,
    }),
  ]
}
