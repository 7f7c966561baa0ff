import { switchFixes } from '../scim-providers'
import type { Cause, Need } from './shape'

const endpoint: Need = {
  input: 'scim-endpoint',
  sentence: 'Give the SCIM endpoint that was entered at the provider, and the token with it.',
}
const token: Need = {
  input: 'scim-token',
  with: ['scim-endpoint'],
  sentence: 'Give the bearer token that the provider uses.',
}
const directory: Need = {
  input: 'directory',
  sentence: 'Name the WorkOS directory: its users and its events tell what arrived.',
}
const capture: Need = {
  input: 'scim-capture',
  sentence:
    'Point the provider at Signpost’s own SCIM service for a moment (SCIM capture), change and deactivate a test user there, and see what comes.',
}
const rehearsal: Need = {
  input: 'scim-rehearsal',
  with: ['scim-endpoint', 'scim-token'],
  sentence: 'Rehearse with a marked test user (--rehearse): it is created, changed, deactivated and removed again.',
}

export const tokenRotation =
  'Create a second bearer token, enter it at the provider, see its “last used” time move, then revoke the first. A token is shown once, and a directory has at most two.'

/** Branch “SCIM sync failing”: users do not arrive, or not as they should. */
export const scimCauses: readonly Cause[] = [
  {
    id: 'scim.unauthorized',
    title: 'The bearer token is refused (401)',
    symptom:
      'The provider reports 401 Unauthorized, or invalid credentials, when it tests the connection or synchronises.',
    question: 'Does the endpoint accept the token that the provider uses?',
    proven: 'The endpoint answers the token with 401.',
    ruledOut: 'The endpoint answers the token with the list of users.',
    bears: ['scim.token', 'workos.directory-state'],
    needs: [endpoint, token, directory],
    notToMistake: [
      'A 401 without a SCIM error body may come from a proxy in between.',
      'A token pasted with “Bearer ” before it, in quotation marks, or with a line break is refused although it is right.',
      'A token of another directory is refused as well.',
      'A directory that is set to OAuth 2.0 client credentials accepts no bearer token.',
    ],
    consequences: ['scim.attributes-missing', 'scim.updates-disabled', 'scim.deactivation-disabled'],
    fix: {
      action: tokenRotation,
      where: 'WorkOS Dashboard > Organizations > the organization > Directory Sync > the directory > Bearer tokens',
      owner: 'workos-admin',
      source: 'https://workos.com/docs/admin-portal/token-rotation',
    },
    fixes: {
      okta: {
        action: `${tokenRotation} Then Test API Credentials.`,
        where: 'Applications > the app > Provisioning > Integration > OAuth Bearer Token',
        owner: 'idp-admin',
        source: 'https://workos.com/docs/integrations/okta-scim',
      },
      entra: {
        action: `${tokenRotation} Then Test Connection, and restart provisioning if it is in quarantine.`,
        where: 'Enterprise applications > the app > Provisioning > Admin Credentials > Secret Token',
        owner: 'idp-admin',
        source: 'https://workos.com/docs/integrations/entra-id-scim',
      },
      onelogin: {
        action: tokenRotation,
        where: 'Applications > the app > Configuration > SCIM Bearer Token',
        owner: 'idp-admin',
        source: 'https://workos.com/docs/integrations/onelogin-scim',
      },
      jumpcloud: {
        action: tokenRotation,
        where: 'SSO Applications > the app > Identity Management > Token Key',
        owner: 'idp-admin',
        source: 'https://workos.com/docs/integrations/jumpcloud-scim',
      },
      pingfederate: {
        action: tokenRotation,
        where: 'SP Connection > Outbound Provisioning > Configure Channels > Target',
        owner: 'idp-admin',
        source: 'https://workos.com/docs/integrations/pingfederate-scim',
      },
    },
    sources: ['https://www.rfc-editor.org/rfc/rfc7644#section-3.12', 'https://workos.com/docs/integrations/scim'],
  },
  {
    id: 'scim.not-found',
    title: 'The SCIM endpoint is a wrong address (404)',
    symptom: 'The provider reports 404 Not Found when it tests the connection or synchronises.',
    question: 'Is the base URL at the provider the endpoint of the directory, whole and unchanged?',
    proven: 'Below the base URL neither ServiceProviderConfig nor Users exists.',
    ruledOut: 'ServiceProviderConfig and Users answer below it.',
    bears: ['scim.endpoint'],
    needs: [endpoint, token, directory],
    notToMistake: [
      'A 404 with a SCIM error body for one user says only that this user does not exist.',
      'Most providers append /Users themselves: the base URL must end before it.',
      'The endpoint carries the key of the directory, not its ID directory_….',
    ],
    consequences: [
      'scim.unauthorized',
      'scim.attributes-missing',
      'scim.updates-disabled',
      'scim.deactivation-disabled',
    ],
    fix: {
      action:
        'Copy the endpoint from the directory again and paste it whole, without /Users and without a slash at its end.',
      where: 'WorkOS Dashboard > Organizations > the organization > Directory Sync > the directory > Endpoint',
      owner: 'idp-admin',
      source: 'https://workos.com/docs/integrations/scim',
    },
    fixes: {
      okta: {
        action: 'Paste the endpoint of the directory.',
        where: 'Applications > the app > Provisioning > Integration > SCIM 2.0 Base URL',
        owner: 'idp-admin',
        source: 'https://workos.com/docs/integrations/okta-scim',
      },
      entra: {
        action: 'Paste the endpoint of the directory; ?aadOptscim062020 may follow it.',
        where: 'Enterprise applications > the app > Provisioning > Admin Credentials > Tenant URL',
        owner: 'idp-admin',
        source: 'https://workos.com/docs/integrations/entra-id-scim',
      },
      onelogin: {
        action: 'Paste the endpoint of the directory.',
        where: 'Applications > the app > Configuration > SCIM Base URL',
        owner: 'idp-admin',
        source: 'https://workos.com/docs/integrations/onelogin-scim',
      },
      jumpcloud: {
        action: 'Paste the endpoint of the directory.',
        where: 'SSO Applications > the app > Identity Management > Base URL',
        owner: 'idp-admin',
        source: 'https://workos.com/docs/integrations/jumpcloud-scim',
      },
      pingfederate: {
        action: 'Enter the users and groups addresses below the endpoint of the directory.',
        where: 'SP Connection > Outbound Provisioning > Configure Channels > Target',
        owner: 'idp-admin',
        source: 'https://workos.com/docs/integrations/pingfederate-scim',
      },
    },
    sources: ['https://www.rfc-editor.org/rfc/rfc7644#section-3.2'],
  },
  {
    id: 'scim.attributes-missing',
    title: 'Users arrive without their attributes',
    symptom: 'The directory shows users without e-mail address, first or last name.',
    question: 'Does the provider send userName, name.givenName, name.familyName and emails for every user?',
    proven: 'No user of the directory has the attribute, or the endpoint does not keep what it is sent.',
    ruledOut: 'Every active user has e-mail address and names.',
    bears: ['workos.users', 'scim.attributes'],
    needs: [directory, endpoint, token, capture, rehearsal],
    notToMistake: [
      'Some users without a name in the provider’s own directory are a matter of those users, not of the mapping.',
      'A PATCH carries the changed attributes only.',
      'A service account may rightly have no e-mail address.',
    ],
    consequences: [],
    fix: {
      action: 'Map userName, name.givenName, name.familyName and emails[type eq "work"].value, and synchronise again.',
      where: 'The attribute mapping of the provider’s SCIM application',
      owner: 'idp-admin',
      source: 'https://workos.com/docs/integrations/scim',
    },
    fixes: switchFixes('attributes'),
    sources: [
      'https://www.rfc-editor.org/rfc/rfc7643#section-4.1',
      'https://workos.com/docs/directory-sync/attributes',
    ],
  },
  {
    id: 'scim.updates-disabled',
    title: 'Users are created, but changes do not arrive',
    symptom: 'New users appear in WorkOS; a changed name or e-mail address never does.',
    question: 'Does the provider send updates, and does the endpoint take them?',
    proven:
      'The provider sends nothing of a user who was changed there; or the endpoint does not carry out the change of the marked test user.',
    ruledOut: 'WorkOS has received updates from the provider.',
    bears: ['scim.update'],
    needs: [
      directory,
      capture,
      rehearsal,
      {
        input: 'provider-change',
        sentence:
          'Change one attribute of a test user at the provider, wait for its next cycle, and look again: an update must arrive.',
      },
    ],
    notToMistake: [
      'Entra ID sends in cycles of about 40 minutes; Provision on demand sends at once.',
      'An attribute that is not in the mapping is never sent.',
      'Entra ID in quarantine sends nothing at all: mend what it complains of, then Restart provisioning.',
    ],
    consequences: [],
    fix: {
      action: 'Switch updates on in the provisioning settings of the provider.',
      where: 'The provisioning actions of the provider’s SCIM application',
      owner: 'idp-admin',
    },
    fixes: switchFixes('updates'),
    sources: ['https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2'],
  },
  {
    id: 'scim.deactivation-disabled',
    title: 'Deactivated users stay active',
    symptom: 'A user who left stays active in WorkOS and can go on signing in.',
    question: 'Does the provider send deactivations, and does the endpoint take them?',
    proven:
      'The provider sends nothing of a user who was deactivated there; or the endpoint does not deactivate the marked test user.',
    ruledOut: 'WorkOS has received deactivations or deletions from the provider.',
    bears: ['scim.deactivate'],
    needs: [
      directory,
      capture,
      rehearsal,
      {
        input: 'provider-change',
        sentence:
          'Deactivate a test user at the provider, wait for its next cycle, and look again: the user must become inactive.',
      },
    ],
    notToMistake: [
      'Suspending, unassigning, deactivating and deleting differ from provider to provider; some send nothing for one of them.',
      'Entra ID sends active as the text "False" unless ?aadOptscim062020 stands at the Tenant URL.',
      'Users outside the scope filter are skipped, not deactivated, by some providers.',
    ],
    consequences: [],
    fix: {
      action: 'Switch deactivation on in the provisioning settings of the provider.',
      where: 'The provisioning actions of the provider’s SCIM application',
      owner: 'idp-admin',
    },
    fixes: switchFixes('deactivation'),
    sources: [
      'https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2',
      'https://www.rfc-editor.org/rfc/rfc7643#section-4.1.1',
    ],
  },
]
