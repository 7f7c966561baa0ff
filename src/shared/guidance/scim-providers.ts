import type { Fix } from '../finding'
import type { ProductId } from './causes/products'

/** What can be switched at an identity provider that provisions over SCIM. */
export type ScimSwitch = 'attributes' | 'updates' | 'deactivation' | 'groups'

/** An identity provider as a SCIM client: how it is recognised, and where its switches are. */
export interface ScimProvider {
  id: Extract<
    ProductId,
    'entra' | 'okta' | 'onelogin' | 'jumpcloud' | 'pingfederate' | 'cyberark' | 'rippling' | 'sailpoint'
  >
  name: string
  /** Its row of the catalog. */
  slug: string
  /** Recognises it by the User-Agent header. */
  userAgent: RegExp
  switches: Readonly<Record<ScimSwitch, Pick<Fix, 'action' | 'where'>>>
  /** How to have it send something at once, for a capture. */
  push: string
  /** Whether its connection test makes a user of its own and removes it. */
  testMakesUser?: true
}

/** Source: the guides of the catalog, and the providers’ pages they name. */
export const scimProviders: readonly ScimProvider[] = [
  {
    id: 'okta',
    name: 'Okta',
    slug: 'okta-scim',
    userAgent: /okta/i,
    push: 'Assign a test user; Okta sends at once. Change the user’s last name, then deactivate the user.',
    switches: {
      attributes: {
        action: 'Map the attributes from Okta User to the app, applied on create and update, then Force Sync.',
        where: 'Applications > the app > Provisioning > To App > Attribute Mappings',
      },
      updates: {
        action: 'Tick Update User Attributes.',
        where: 'Applications > the app > Provisioning > To App > Update User Attributes > Enable',
      },
      deactivation: {
        action: 'Tick Deactivate Users. Suspending a user sends nothing; deactivate or unassign.',
        where: 'Applications > the app > Provisioning > To App > Deactivate Users > Enable',
      },
      groups: {
        action: 'Push the group; do not use the same group for assignment.',
        where: 'Applications > the app > Push Groups > Find groups by name',
      },
    },
  },
  {
    id: 'entra',
    name: 'Microsoft Entra ID',
    slug: 'entra-id-scim',
    userAgent: /azure|entra|microsoft/i,
    push: 'Choose Provision on demand for a test user: it sends at once. The cycle itself takes about 40 minutes.',
    switches: {
      attributes: {
        action: 'Map the attributes, then Restart provisioning so that unchanged users are sent again.',
        where: 'Provisioning > Mappings > Provision Microsoft Entra ID Users > Attribute Mappings',
      },
      updates: {
        action: 'Tick Update among the target object actions.',
        where: 'Provisioning > Mappings > Provision Microsoft Entra ID Users > Target Object Actions > Update',
      },
      deactivation: {
        action:
          'Tick Delete among the target object actions, check the scope, and add ?aadOptscim062020 to the Tenant URL.',
        where: 'Provisioning > Mappings > Provision Microsoft Entra ID Users > Target Object Actions > Delete',
      },
      groups: {
        action: 'Enable the mapping of groups, and assign the groups to the application.',
        where: 'Provisioning > Mappings > Provision Microsoft Entra ID Groups; Users and groups',
      },
    },
  },
  {
    id: 'onelogin',
    name: 'OneLogin',
    slug: 'onelogin-scim',
    userAgent: /onelogin/i,
    push: 'Assign a test user to the app and approve what is pending under Users.',
    switches: {
      attributes: {
        action: 'Include the parameters in user provisioning, and see that the SCIM JSON template has them.',
        where: 'Applications > the app > Parameters > Include in User Provisioning; Configuration > SCIM JSON Template',
      },
      updates: {
        action: 'Enable provisioning, tick Update user, and approve the actions that wait.',
        where: 'Applications > the app > Provisioning > Enable provisioning; Users > Pending',
      },
      deactivation: {
        action: 'Choose Suspend or Delete for users who lose access; Do Nothing leaves them active.',
        where:
          'Applications > the app > Provisioning > When users are deleted in OneLogin, or the user’s app access is removed',
      },
      groups: {
        action: 'Include the Groups parameter in user provisioning, and set groups by a rule.',
        where:
          'Applications > the app > Parameters > Groups > Include in User Provisioning; Rules > Set Groups in the app',
      },
    },
  },
  {
    id: 'jumpcloud',
    name: 'JumpCloud',
    slug: 'jumpcloud-scim',
    userAgent: /jumpcloud/i,
    push: 'Put a test user into a group that is bound to the app. Its connection test makes and removes a user of its own.',
    testMakesUser: true,
    switches: {
      attributes: {
        action: 'Fill in first name, last name and e-mail address of the users, and map them.',
        where: 'SSO Applications > the app > Identity Management > Attribute Mapping',
      },
      updates: {
        action: 'Activate the integration again; it sends updates of bound users only.',
        where: 'SSO Applications > the app > Identity Management > Activate; User Groups',
      },
      deactivation: {
        action: 'Take the user out of the group that is bound to the app; suspension alone may not be sent.',
        where: 'SSO Applications > the app > User Groups',
      },
      groups: {
        action: 'Switch Group Management on, and activate and save again.',
        where: 'SSO Applications > the app > Identity Management > Group Management',
      },
    },
  },
  {
    id: 'pingfederate',
    name: 'PingFederate',
    slug: 'pingfederate-scim',
    userAgent: /ping/i,
    push: 'Put a test user into the provisioned group, and wait for the next run of the provisioner.',
    switches: {
      attributes: {
        action: 'Map the attributes in the provisioning channel.',
        where: 'SP Connection > Outbound Provisioning > Configure Channels > Attribute Mapping',
      },
      updates: {
        action: 'Tick User Update, let the channel be active, and its users be in the provisioned group.',
        where:
          'SP Connection > Outbound Provisioning > Configure Channels > Target > User Update; Channel Status: Active',
      },
      deactivation: {
        action: 'Tick User Disable / Delete and set what removal of a user does.',
        where: 'SP Connection > Outbound Provisioning > Configure Channels > Target > Remove User Action',
      },
      groups: {
        action: 'Give the channel a group location, and tick create, update and delete of groups.',
        where: 'SP Connection > Outbound Provisioning > Configure Channels > Source Location; Target',
      },
    },
  },
  {
    id: 'cyberark',
    name: 'CyberArk',
    slug: 'cyberark-scim',
    userAgent: /cyberark|idaptive|centrify/i,
    push: 'Map a role with a test user to the app, then start the synchronization by hand.',
    switches: {
      attributes: {
        action: 'Have the provisioning script of the app set the attributes, then start the synchronization.',
        where: 'Web Apps > the app > Provisioning; Settings > Users > Outbound Provisioning > Synchronizations',
      },
      updates: {
        action: 'Start the synchronization, and give it a schedule: nothing is sent without one.',
        where: 'Settings > Users > Outbound Provisioning > Synchronizations',
      },
      deactivation: {
        action: 'Clear “Do not de-provision (deactivate or delete) users in target application”, and synchronize.',
        where: 'Web Apps > the app > Provisioning > Options',
      },
      groups: {
        action: 'Give the role a destination group.',
        where: 'Web Apps > the app > Provisioning > Role Mappings > Add',
      },
    },
  },
  {
    id: 'rippling',
    name: 'Rippling',
    slug: 'rippling-scim',
    userAgent: /rippling/i,
    push: 'Give a test employee access to the app; Provision Time decides when the account is made.',
    switches: {
      attributes: {
        action:
          'Add externalId, emails.primary, name.givenName and name.familyName to the attributes, and enable them.',
        where: 'Custom App > the app > Supported SCIM Attributes',
      },
      updates: {
        action: 'Set the cadence of every attribute to On user creation and updates.',
        where: 'Custom App > the app > Attributes > Attribute cadence',
      },
      deactivation: {
        action: 'See that leavers lose access to the app, and when.',
        where: 'Custom App > the app > App Access Rules',
      },
      groups: {
        action: 'Tick groups, pagination, delete groups and PATCH groups.',
        where: 'Custom App > the app > SCIM features',
      },
    },
  },
  {
    id: 'sailpoint',
    name: 'SailPoint',
    slug: 'sailpoint-scim',
    userAgent: /sailpoint/i,
    push: 'Assign the access profile to a test identity and look at its account activity.',
    switches: {
      attributes: {
        action: 'Add userName, emails and the names to the create policy, and refresh the identities.',
        where: 'Connections > Sources > the source > Create Profile',
      },
      updates: {
        action: 'Let the changed attributes be synchronized to the source.',
        where: 'Connections > Sources > the source > Attribute Sync',
      },
      deactivation: {
        action: 'Add “disable accounts” for this source to the lifecycle state of leavers.',
        where: 'Identity Profiles > the profile > Provisioning > the lifecycle state',
      },
      groups: {
        action: 'Aggregate the groups, and put them into an access profile.',
        where: 'Connections > Sources > the source > Entitlement Aggregation; Access Profiles',
      },
    },
  },
]

export const scimProviderIds = scimProviders.map(({ id }) => id)

/** The provider of an id, or null. */
export function scimProvider(id: string | null): ScimProvider | null {
  return scimProviders.find((provider) => provider.id === id) ?? null
}

/** The provider a User-Agent header names; null when it names none of them. */
export function scimProviderOf(userAgent: string): ScimProvider | null {
  return scimProviders.find((provider) => provider.userAgent.test(userAgent)) ?? null
}

/** The fix of one provider: which switch to turn, and where its console has it. */
export function switchFix({ slug, switches }: ScimProvider, which: ScimSwitch): Fix {
  return { ...switches[which], owner: 'idp-admin', source: `https://workos.com/docs/integrations/${slug}` }
}

/** The fixes of one switch for every provider, as the causes of the tree list them. */
export function switchFixes(which: ScimSwitch): Readonly<Partial<Record<ProductId, Fix>>> {
  return Object.fromEntries(scimProviders.map((provider) => [provider.id, switchFix(provider, which)]))
}
