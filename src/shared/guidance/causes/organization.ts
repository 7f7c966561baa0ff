import type { Cause, Need } from './shape'

const organization: Need = {
  input: 'organization',
  sentence: 'Give the organization ID that the sign-in uses, with the API key of the environment.',
}
const connection: Need = { input: 'connection', sentence: 'Give the connection ID that the sign-in uses.' }
const apiKey: Need = { input: 'api-key', sentence: 'Give the API key of the environment the sign-in belongs to.' }

/** Branch “Organization not found”: WorkOS does not get as far as the identity provider, or lets the person in no further. */
export const organizationCauses: readonly Cause[] = [
  {
    id: 'organization.missing',
    title: 'The organization does not exist in this environment',
    symptom: 'Sign-in ends with organization_invalid, or with “Organization not found”.',
    question: 'Does WorkOS know the organization ID in this environment?',
    proven: 'WorkOS answers 404 for the organization ID.',
    ruledOut: 'WorkOS shows the organization.',
    bears: ['workos.organization'],
    needs: [apiKey, organization, connection],
    notToMistake: [
      'A key of another environment sees none of this one’s organizations: staging and production have IDs of their own.',
      'organization_invalid also means that the organization exists and has no connection.',
    ],
    consequences: ['organization.connection-not-linked', 'organization.domain-unverified'],
    fix: {
      action:
        'Compare the ID with the Dashboard, and the environment of the key with that of the ID. If there is none, create the organization.',
      where: 'WorkOS Dashboard > Organizations',
      owner: 'workos-admin',
      source: 'https://workos.com/docs/reference/organization',
    },
    fixes: {},
    sources: ['https://workos.com/docs/reference/sso/get-authorization-url/error-codes'],
  },
  {
    id: 'organization.connection-not-linked',
    title: 'No usable connection is linked to the organization',
    symptom: 'Sign-in ends with connection_unlinked or organization_invalid although the organization exists.',
    question: 'Does the organization have a connection that is its own and not switched off?',
    proven: 'The organization has no connection, the connection belongs elsewhere, or it is switched off.',
    ruledOut: 'The connection belongs to the organization, and is not switched off.',
    bears: ['workos.connection', 'workos.connection-state'],
    needs: [
      apiKey,
      organization,
      connection,
      {
        input: 'authorize',
        sentence: 'Ask WorkOS where it would send a sign-in: give the client ID and a registered redirect URI.',
      },
    ],
    notToMistake: [
      'With several connections in an organization, a sign-in by organization ID is ambiguous: name the connection.',
      'A connection in Draft or Validating is linked; it is not ready yet.',
    ],
    consequences: [],
    fix: {
      action: 'Create the connection in this organization, or switch it on again.',
      where: 'WorkOS Dashboard > Organizations > the organization > Authentication',
      owner: 'workos-admin',
      source: 'https://workos.com/docs/reference/sso/connection',
    },
    fixes: {},
    sources: ['https://workos.com/docs/reference/sso/get-authorization-url/error-codes'],
  },
  {
    id: 'organization.domain-unverified',
    title: 'The e-mail domain is not verified for the organization',
    symptom: 'Sign-in ends with profile_not_allowed_outside_organization.',
    question: 'Is the domain of the person’s e-mail address among the verified domains of the organization?',
    proven: 'The domain is pending, failed or not entered at all.',
    ruledOut: 'The domain is verified, or the organization lets other domains in.',
    bears: ['workos.domain'],
    needs: [
      apiKey,
      organization,
      {
        input: 'email-address',
        sentence: 'Give a response of a person who is refused: the domain of the e-mail address decides.',
      },
    ],
    notToMistake: [
      'A domain that was entered by hand in the Dashboard counts as verified.',
      'Consumer domains such as gmail.com cannot be verified.',
      'Beside a verified domain an unverified one keeps out its own people only.',
    ],
    consequences: [],
    fix: {
      action: 'Publish the TXT record that WorkOS shows in the DNS of the domain, then start the verification again.',
      where: 'WorkOS Dashboard > Organizations > the organization > Domains; DNS zone of the domain',
      command: 'nslookup -type=TXT DOMAIN',
      owner: 'dns-admin',
      source: 'https://workos.com/docs/domain-verification/api',
    },
    fixes: {},
    sources: ['https://workos.com/docs/sso/domains', 'https://workos.com/docs/reference/organization-domain'],
  },
]
