import { compareValues } from '../../../shared/compare'
import type { Finding, Status } from '../../../shared/finding'
import {
  groupOverageNames,
  type NameFamily,
  type ProfileField,
  profileFields,
  recogniseAttribute,
} from '../../../shared/saml/attribute-names'
import { transientFormat } from '../../../shared/saml/nameid-formats'
import { vendorFields } from '../../../shared/saml/vendors'
import type { AssertionFacts, AttributeFacts, ResponseFacts } from '../observation'
import { received } from '../observation'
import { doubtOf } from './attribute-values'
import { issuerOf } from './envelope'
import { finding, seen } from './make'

/** How bad it is when a field of the WorkOS profile gets no value. */
const severity: Readonly<Record<ProfileField, Status>> = {
  id: 'warn',
  email: 'fail',
  firstName: 'warn',
  lastName: 'warn',
  groups: 'info',
}

const families: readonly NameFamily[] = ['workos', 'claim', 'oid', 'common']

/** `response.attributes` (core 2.7.3): once for each field of the WorkOS profile. */
export function judgeAttributes(response: ResponseFacts, assertion: AssertionFacts): Finding[] {
  const fields = vendorFields(issuerOf(response))
  const recognised = assertion.attributes.map((attribute) => ({ attribute, known: recognise(attribute) }))
  return profileFields.map((field) => {
    const found = recognised
      .flatMap(({ attribute, known }) => (known?.field === field ? [{ attribute, family: known.family }] : []))
      .sort((a, b) => families.indexOf(a.family) - families.indexOf(b.family))
    const fix = {
      action: `Make ${fields.name} send the attribute ${field}, with a value for every user.`,
      where: fields.attributes,
      owner: 'idp-admin',
    } as const
    const filled = found.find(({ attribute }) => attribute.values.some((value) => value.trim() !== ''))
    if (filled) return judgeFilled(field, filled.attribute, filled.family, assertion, fix)
    const [empty] = found
    if (empty) {
      return finding(
        'response.attributes',
        severity[field],
        `The attribute ${field} is sent${nameOf(empty.attribute, field)}, but has no value for this user.`,
        {
          evidence: [seen('Attribute', empty.attribute.name, 'AttributeStatement', empty.attribute.place)],
          fix: { ...fix, action: `Fill in the directory what ${fields.name} sends as ${field}, for this user.` },
        },
      )
    }
    return judgeMissing(field, response, assertion, fix)
  })
}

function judgeFilled(
  field: ProfileField,
  attribute: AttributeFacts,
  family: NameFamily,
  { attributes }: AssertionFacts,
  fix: Finding['fix'],
): Finding {
  const where = 'AttributeStatement'
  const doubt = doubtOf(field, attribute, attributes)
  const evidence = [
    seen('Attribute', attribute.name, where, attribute.place),
    seen(
      attribute.values.length > 1 ? `Values (${attribute.values.length})` : 'Value',
      shown(attribute.values),
      where,
      attribute.place,
    ),
    ...(doubt?.rivals.slice(0, 5).map((rival) => seen(rival.name, shown(rival.values), where, rival.place)) ?? []),
  ]
  if (doubt && (family === 'workos' || family === 'claim')) {
    return finding('response.attributes', 'warn', `The attribute ${field} is there. ${doubt.sentence}`, {
      evidence,
      place: attribute.place,
      fix: fix && { ...fix, action: doubt.action },
    })
  }
  if (family === 'workos')
    return finding('response.attributes', 'pass', `The attribute ${field} is there.`, {
      evidence,
      place: attribute.place,
    })
  if (family === 'claim') {
    return finding(
      'response.attributes',
      'pass',
      `The attribute ${field} is there, under the claim name that WorkOS connections for AD FS, Entra ID and Auth0 read.`,
      { evidence },
    )
  }
  const compared = compareValues(
    `Name of the attribute ${field}`,
    { value: field, from: 'attribute names WorkOS asks for' },
    received(attribute.name, 'Attribute/@Name', attribute.place),
  )
  return finding(
    'response.attributes',
    field === 'groups' ? 'info' : 'warn',
    `The attribute ${field} is there, but under the name ${attribute.name}. Names count to the letter: WorkOS reads it only if the connection maps that name.${doubt && field !== 'groups' ? ` ${doubt.sentence}` : ''}`,
    {
      compared,
      place: attribute.place,
      evidence,
      fix: fix && { ...fix, action: `Name the attribute ${field}, or map ${attribute.name} in the WorkOS connection.` },
    },
  )
}

function judgeMissing(
  field: ProfileField,
  response: ResponseFacts,
  assertion: AssertionFacts,
  fix: Finding['fix'],
): Finding {
  const { nameId } = assertion
  const names = assertion.attributes.map(({ name }) => name)
  const evidence = [seen('Attributes received', names.length > 0 ? shown(names) : 'none', 'AttributeStatement')]
  if (response.encryption.some(({ what }) => what === 'attribute')) {
    return finding(
      'response.attributes',
      'skipped',
      `Whether the attribute ${field} is sent cannot be told: it may be among the encrypted ones (see encryption).`,
      { evidence },
    )
  }
  if (field === 'groups') {
    const overage = assertion.attributes.find(({ name }) => groupOverageNames.includes(name))
    if (overage) {
      return finding(
        'response.attributes',
        'warn',
        'The groups were left out because the user is in more of them than Entra ID sends (150): only a link stands in their place, which WorkOS does not follow.',
        {
          evidence: [
            seen('Attribute', overage.name, 'AttributeStatement', overage.place),
            seen('Link', shown(overage.values), 'AttributeStatement', overage.place),
          ],
          fix: {
            action: 'Send only the groups assigned to the application, or filter them.',
            where: 'Single sign-on > Attributes & Claims > Add a group claim > Groups assigned to the application',
            owner: 'idp-admin',
          },
        },
      )
    }
    return finding(
      'response.attributes',
      'info',
      'No groups are sent. They are needed only where roles follow groups.',
      { evidence },
    )
  }
  if (field === 'id' && nameId && !nameId.sealed && nameId.value.trim() !== '' && nameId.format !== transientFormat) {
    return finding('response.attributes', 'info', 'The attribute id is not sent; the NameID identifies the user.', {
      evidence,
    })
  }
  if (field === 'id' && !nameId?.sealed && (nameId?.value ?? '').trim() === '') {
    return finding(
      'response.attributes',
      'info',
      'The attribute id is not sent. With a NameID it is not needed; that there is none is told by itself.',
      { evidence },
    )
  }
  if (field === 'email' && holdsAddress(assertion)) {
    return finding(
      'response.attributes',
      'warn',
      'The attribute email is not sent. An e-mail address stands elsewhere in the assertion, but WorkOS reads it from that attribute.',
      { evidence, fix },
    )
  }
  return finding(
    'response.attributes',
    severity[field],
    `The attribute ${field} is not sent, under no name WorkOS or other products know.`,
    { evidence, fix },
  )
}

/** An attribute with a name of its own is told by its FriendlyName, which is for people (core 2.7.3.1). */
function recognise({ name, friendlyName }: AttributeFacts) {
  const byName = recogniseAttribute(name)
  if (byName || friendlyName === null) return byName
  const byFriend = recogniseAttribute(friendlyName)
  return byFriend && { field: byFriend.field, family: 'common' as const }
}

/** Whether something that looks like an e-mail address stands anywhere in the assertion. */
function holdsAddress({ nameId, attributes }: AssertionFacts): boolean {
  const values = [nameId?.value ?? '', ...attributes.flatMap((attribute) => attribute.values)]
  return values.some((value) => /^[^\s@]+@[^\s@]+$/.test(value.trim()))
}

const nameOf = ({ name }: AttributeFacts, field: ProfileField) => (name === field ? '' : ` as ${name}`)

function shown(values: readonly string[]): string {
  const some = values.slice(0, 20).map((value) => (value.length > 200 ? `${value.slice(0, 200)}…` : value))
  return some.join(', ') + (values.length > some.length ? ` and ${values.length - some.length} more` : '')
}
