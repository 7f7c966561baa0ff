import {
  Clock,
  FileCode2,
  KeyRound,
  LogIn,
  type LucideIcon,
  MessageCircleQuestionMark,
  Network,
  ServerCog,
  UserRoundCog,
} from 'lucide-react'
import type { InputName } from '../../../../shared/verdict'
import type { DocumentName, Given, SecretName, TextName } from '../given'

interface Common {
  label: string
  hint?: string
  /** What a verdict calls it when it asks for it. */
  input?: InputName
  /** Shown only when this holds. */
  when?: (given: Given) => boolean
}

/** One field of the form, by what is entered into it. */
export type FormField =
  | (Common & { kind: 'text'; name: TextName; placeholder?: string; mono?: boolean })
  | (Common & { kind: 'lines'; name: TextName; placeholder?: string; rows?: number; mono?: boolean })
  | (Common & { kind: 'moment'; name: TextName })
  | (Common & { kind: 'environment' | 'product' | 'provider'; name: TextName })
  | (Common & { kind: 'document'; name: DocumentName; extensions: string[]; fromAddress: boolean })
  | (Common & { kind: 'secret'; name: SecretName; fromFile: boolean })
  | (Common & { kind: 'check'; name: 'rehearse' | 'askAuthorize' })

export interface FormGroup {
  id: string
  title: string
  /** What it is good for. */
  lead: string
  Icon: LucideIcon
  fields: readonly FormField[]
}

const writesThere = (given: Given) => given.scimUrl.trim() !== ''

/** The form of a diagnosis: every input there is, in the order in which people have them at hand. */
export const formGroups: readonly FormGroup[] = [
  {
    id: 'seen',
    title: 'What you see',
    lead: 'An error code, a message, or what happens, in your own words. It points to where to look first; it proves nothing.',
    Icon: MessageCircleQuestionMark,
    fields: [
      {
        kind: 'lines',
        name: 'symptom',
        label: 'Error text or symptom',
        rows: 3,
        placeholder: 'MSIS3200 … · “Connection stuck in Validating” · users stay active after we disable them',
      },
    ],
  },
  {
    id: 'workos',
    title: 'WorkOS',
    lead: 'With its record WorkOS itself says the state, the certificates it goes by and why the last sign-in failed.',
    Icon: ServerCog,
    fields: [
      { kind: 'environment', name: 'environmentId', label: 'Environment', input: 'api-key' },
      {
        kind: 'text',
        name: 'connectionId',
        label: 'Connection ID',
        placeholder: 'conn_…',
        mono: true,
        input: 'connection',
      },
      {
        kind: 'text',
        name: 'directoryId',
        label: 'Directory ID',
        placeholder: 'directory_…',
        mono: true,
        input: 'directory',
      },
      {
        kind: 'text',
        name: 'organizationId',
        label: 'Organization ID',
        placeholder: 'org_…',
        mono: true,
        input: 'organization',
      },
      {
        kind: 'check',
        name: 'askAuthorize',
        label: 'Ask WorkOS where a sign-in would lead',
        hint: 'It answers with the exact ACS URL and SP entity ID it uses. This begins a sign-in at WorkOS, which ends by itself after five minutes.',
        input: 'authorize',
      },
      {
        kind: 'text',
        name: 'redirectUri',
        label: 'Redirect URI of your application',
        placeholder: 'https://app.example.com/callback',
        mono: true,
        when: ({ askAuthorize }) => askAuthorize,
      },
    ],
  },
  {
    id: 'provider',
    title: 'Identity provider',
    lead: 'Its metadata tells the certificates, the addresses and the name it goes by.',
    Icon: FileCode2,
    fields: [
      {
        kind: 'document',
        name: 'metadata',
        label: 'Metadata',
        extensions: ['xml'],
        fromAddress: true,
        input: 'metadata',
      },
      { kind: 'product', name: 'profile', label: 'Product', hint: 'The fixes are then written for its console.' },
      {
        kind: 'text',
        name: 'hostName',
        label: 'Host of the product',
        placeholder: 'adfs.example.com',
        hint: 'Without metadata it is looked for where this product publishes it.',
        mono: true,
        when: ({ metadata }) => metadata === null,
      },
      {
        kind: 'text',
        name: 'entityId',
        label: 'Entity meant',
        hint: 'Only where the metadata holds several.',
        mono: true,
        when: ({ metadata }) => metadata !== null,
      },
      { kind: 'text', name: 'idpEntityId', label: 'IdP entity ID that WorkOS has', mono: true },
      { kind: 'text', name: 'idpSsoUrl', label: 'SSO URL that WorkOS has', mono: true },
      {
        kind: 'lines',
        name: 'certificates',
        label: 'Signing certificates besides those of the metadata',
        rows: 3,
        placeholder: '-----BEGIN CERTIFICATE-----',
        mono: true,
        input: 'certificate',
      },
    ],
  },
  {
    id: 'sign-in',
    title: 'A sign-in',
    lead: 'The SAML response settles more than anything else: what the identity provider really sends.',
    Icon: LogIn,
    fields: [
      {
        kind: 'document',
        name: 'response',
        label: 'SAML response',
        hint: 'XML, base64, a form body, a HAR or a SAML-tracer export. It stays on this machine, and is kept nowhere.',
        extensions: ['har', 'xml', 'json', 'txt'],
        fromAddress: false,
        input: 'response',
      },
      { kind: 'text', name: 'acs', label: 'ACS URL that WorkOS shows', mono: true, input: 'acs-url' },
      { kind: 'text', name: 'audience', label: 'SP entity ID that WorkOS shows', mono: true, input: 'sp-entity-id' },
      {
        kind: 'moment',
        name: 'arrivedAt',
        label: 'When the response arrived',
        hint: 'Everything is then judged for this moment.',
        input: 'arrival-time',
      },
      {
        kind: 'text',
        name: 'message',
        label: 'Which response',
        hint: 'Where there are several, counted from 1.',
        when: ({ response }) => response !== null,
      },
      {
        kind: 'text',
        name: 'requestId',
        label: 'ID of the request',
        mono: true,
        when: ({ response }) => response !== null,
      },
      {
        kind: 'secret',
        name: 'decryptionKey',
        label: 'Private key for encrypted parts',
        fromFile: true,
        input: 'decryption-key',
        when: ({ response, signIn }) => response !== null || signIn !== null,
      },
    ],
  },
  {
    id: 'network',
    title: 'Network',
    lead: 'Addresses are looked at layer by layer: name, address, port, proxy, TLS, answer.',
    Icon: Network,
    fields: [
      {
        kind: 'lines',
        name: 'urls',
        label: 'Addresses to look at',
        hint: 'One a line, besides that of the metadata.',
        rows: 2,
        placeholder: 'https://adfs.example.com/adfs/ls/',
        mono: true,
        input: 'metadata-url',
      },
      {
        kind: 'lines',
        name: 'publicResolvers',
        label: 'Resolvers outside your network',
        hint: 'They tell what the rest of the world sees. They are asked for the host names only when you name them.',
        rows: 2,
        placeholder: '1.1.1.1',
        mono: true,
        input: 'outside-view',
      },
    ],
  },
  {
    id: 'clock',
    title: 'Clocks',
    lead: 'A clock that is wrong makes a sound response expired, or not yet valid.',
    Icon: Clock,
    fields: [
      {
        kind: 'lines',
        name: 'timeServers',
        label: 'Time servers',
        hint: 'Name or address, with a port where it is another than 123. Best the one the identity provider’s host goes by.',
        rows: 2,
        placeholder: 'ntp.example.com',
        mono: true,
        input: 'time-server',
      },
      { kind: 'text', name: 'skewSeconds', label: 'Seconds clocks may be apart', placeholder: '180' },
    ],
  },
  {
    id: 'scim',
    title: 'SCIM',
    lead: 'The endpoint is tried as the identity provider would use it.',
    Icon: UserRoundCog,
    fields: [
      {
        kind: 'text',
        name: 'scimUrl',
        label: 'Endpoint',
        placeholder: 'https://api.workos.com/scim/v2.0/…',
        mono: true,
        input: 'scim-endpoint',
      },
      { kind: 'secret', name: 'scimToken', label: 'Bearer token', fromFile: false, input: 'scim-token' },
      {
        kind: 'check',
        name: 'rehearse',
        label: 'Rehearse with a marked test user',
        hint: 'Creates one user and one group there, changes and deactivates them, and removes them again. Only this shows whether updates and deactivations arrive.',
        input: 'scim-rehearsal',
        when: writesThere,
      },
    ],
  },
  {
    id: 'oauth',
    title: 'OAuth and OpenID Connect',
    lead: 'The client is tried at the provider; nobody signs in.',
    Icon: KeyRound,
    fields: [
      { kind: 'provider', name: 'oauthProvider', label: 'Provider', input: 'oauth-provider' },
      {
        kind: 'text',
        name: 'oauthIssuer',
        label: 'Issuer or discovery address',
        placeholder: 'https://idp.example.com',
        mono: true,
      },
      {
        kind: 'text',
        name: 'oauthTenant',
        label: 'Tenant',
        mono: true,
        when: ({ oauthProvider }) => /microsoft|entra/.test(oauthProvider),
      },
      {
        kind: 'text',
        name: 'oauthHost',
        label: 'Host of the provider',
        mono: true,
        when: ({ oauthProvider }) => oauthProvider !== '',
      },
      { kind: 'text', name: 'oauthClientId', label: 'Client ID', mono: true, input: 'oauth-client-id' },
      {
        kind: 'secret',
        name: 'oauthClientSecret',
        label: 'Client secret',
        fromFile: false,
        input: 'oauth-client-secret',
      },
      {
        kind: 'text',
        name: 'oauthRedirectUri',
        label: 'Redirect URI that WorkOS shows',
        mono: true,
        input: 'oauth-redirect-uri',
      },
      {
        kind: 'text',
        name: 'oauthScopes',
        label: 'Scopes',
        placeholder: 'openid profile email',
        mono: true,
        input: 'oauth-scopes',
      },
      {
        kind: 'text',
        name: 'oauthCallback',
        label: 'Address the sign-in ended at',
        hint: 'Copied from the browser: an error stands in it.',
        mono: true,
        input: 'test-sign-in',
      },
    ],
  },
]

/** The field that a verdict asks for by the name of the input; null where no field can give it. */
export function fieldFor(input: InputName): { group: FormGroup; field: FormField } | null {
  for (const group of formGroups) {
    const field = group.fields.find((one) => one.input === input)
    if (field) return { group, field }
  }
  return null
}
