import type { Evidence, Status } from '../../../shared/finding'
import { recogniseAttribute } from '../../../shared/saml/attribute-names'
import { type IdentifierShape, shapeOf } from '../../../shared/saml/identifier-shapes'
import type { VendorFields } from '../../../shared/saml/vendors'
import type { AssertionFacts } from '../observation'
import { seen } from './make'

/** What is told of something that works for this person today: who it stops working for, and when. */
export interface Foreseen {
  status: Extract<Status, 'warn' | 'info'>
  summary: string
  affects: string
  action: string
  where: string
  evidence: Array<Evidence | null>
}

/** Groups by something else than their names: roles follow names. */
const groupShapes: Partial<
  Record<IdentifierShape, Readonly<{ what: string; action: (product: string) => string; affects: string }>>
> = {
  guid: {
    what: 'object identifiers (GUIDs)',
    action: (product) =>
      product === 'Entra ID'
        ? 'Edit the group claim: Source attribute “Cloud-only group display names”, or “sAMAccountName” for groups that come from Active Directory.'
        : 'Send the names of the groups instead of their identifiers.',
    affects: 'roles and rules that go by the name of a group; a group that is made anew has another identifier',
  },
  sid: {
    what: 'security identifiers (SIDs)',
    action: () =>
      'In the rule “Send LDAP Attributes as Claims” map the LDAP attribute “Token-Groups - Unqualified Names” to the outgoing claim type Group.',
    affects: 'roles and rules that go by the name of a group',
  },
  'distinguished-name': {
    what: 'distinguished names of the directory',
    action: (product) =>
      namesFromDn[product] ?? 'Send the common name (CN) of each group instead of its distinguished name.',
    affects:
      'roles and rules that go by the name of a group, and every group that is moved to another place in the directory',
  },
  path: {
    what: 'paths',
    action: (product) =>
      product === 'Keycloak'
        ? 'In the mapper “Group list” switch “Full group path” off.'
        : 'Send the name of each group alone.',
    affects: 'roles and rules that go by the name of a group, and every group that is moved below another',
  },
}

const namesFromDn: Readonly<Record<string, string>> = {
  Shibboleth: 'Take the CN out of memberOf with a Mapped attribute definition in conf/attribute-resolver.xml.',
  SimpleSAMLphp:
    "Take the CN out of memberOf with the authproc filter core:AttributeAlter and the pattern '/^CN=([^,]+).*$/i'.",
  'AD FS': 'Map the LDAP attribute “Token-Groups - Unqualified Names” to the outgoing claim type Group.',
  PingFederate: 'Take the CN out of memberOf with an OGNL expression in the Attribute Contract Fulfillment.',
  OneLogin: 'Let a rule set the parameter groups from memberOf with the pattern CN=([^,]+).',
}

/** How many groups Entra ID puts into a SAML assertion; beyond that it puts a link in their place. */
const entraLimit = 150
const nearLimit = 100

/** What the groups of one person tell of others: identifiers in place of names, and a number close to what Entra ID sends. */
export function groupForesight(assertion: AssertionFacts, fields: VendorFields): Foreseen[] {
  return assertion.attributes
    .filter(({ name }) => recogniseAttribute(name)?.field === 'groups' && !/\/wids$/.test(name))
    .flatMap((attribute) => {
      const values = attribute.values.filter((value) => value.trim() !== '')
      const shape = values.map(shapeOf).find((one) => groupShapes[one] !== undefined)
      const known = shape && groupShapes[shape]
      const evidence = [
        seen('Attribute', attribute.name, 'AttributeStatement', attribute.place),
        seen(`Values (${values.length})`, values.slice(0, 5).join(', '), 'AttributeStatement', attribute.place),
      ]
      const at = { status: 'info', where: fields.groups ?? fields.attributes, evidence } as const
      return [
        ...(known === undefined
          ? []
          : [
              {
                ...at,
                summary: `The groups come as ${known.what}, not by their names.`,
                affects: known.affects,
                action: known.action(fields.name),
              },
            ]),
        ...(fields.name === 'Entra ID' && values.length > nearLimit && values.length <= entraLimit
          ? [
              {
                ...at,
                summary: `The user is in ${values.length} groups. From ${entraLimit + 1} on Entra ID sends a link instead of any group, which WorkOS does not follow.`,
                affects: 'users who are in more groups than this one',
                action: 'Send only the groups assigned to the application, or filter them.',
              },
            ]
          : []),
      ]
    })
}
