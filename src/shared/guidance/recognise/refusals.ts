import type { ValueName } from '../../catalog/values'
import type { PastedKind } from './kinds'

/** Why something cannot be taken, and what to do instead. */
export interface Refusal {
  why: string
  remedy: string
}

interface Case extends Refusal {
  kinds: readonly PastedKind[]
  slots?: readonly ValueName[]
  /** Only for rows of these WorkOS connection types. */
  types?: readonly string[]
}

const certificates: readonly ValueName[] = ['x509_certificate', 'ssl_certificate', 'sp_public_certificate']
const keys: readonly ValueName[] = ['private_key', 'ssl_private_key']
const metadata: readonly ValueName[] = ['idp_metadata_url', 'idp_metadata_xml']

/** The first case that fits counts: special ones stand above the common ones. */
const cases: readonly Case[] = [
  {
    slots: ['client_secret'],
    kinds: ['guid'],
    types: ['EntraIdOIDC', 'MicrosoftOAuth'],
    why: 'This is a GUID, so it is the Secret ID (or the client ID), not the secret: the console shows both side by side.',
    remedy:
      'Copy the column “Value” instead. It is shown only right after the secret was made; make a new one if it is hidden by now.',
  },
  {
    slots: certificates,
    kinds: ['fingerprint'],
    why: 'A fingerprint only tells certificates apart; the certificate cannot be made from it.',
    remedy: 'Download the certificate itself as Base-64 (.cer, .crt, .pem) and paste what is in the file.',
  },
  {
    slots: certificates,
    kinds: ['distinguished-name'],
    why: 'The name stands in the certificate, but it is not the certificate.',
    remedy: 'Download the certificate itself as Base-64 (.cer, .crt, .pem) and paste what is in the file.',
  },
  {
    slots: certificates,
    kinds: ['pkcs7'],
    why: 'A PKCS #7 bundle (.p7b) has to be unpacked first.',
    remedy: 'Run openssl pkcs7 -print_certs -in FILE and paste the block of the signing certificate.',
  },
  {
    slots: certificates,
    kinds: ['certificate-request'],
    why: 'A request (CSR) is what a certificate is asked for with; it cannot verify a signature.',
    remedy: 'Paste the certificate, which begins with -----BEGIN CERTIFICATE-----.',
  },
  {
    slots: certificates,
    kinds: ['public-key'],
    why: 'It holds the key alone, without the certificate around it.',
    remedy: 'Paste the certificate, which begins with -----BEGIN CERTIFICATE-----.',
  },
  {
    slots: certificates,
    kinds: ['private-key', 'pkcs12'],
    why: 'A private key must never leave the system it was made on: whoever has it can sign in as anybody. Signpost has not kept it.',
    remedy: 'Export the certificate without its private key. If the key has been sent around, replace it.',
  },
  {
    slots: keys,
    kinds: ['certificate'],
    why: 'This is the public half; the private key belongs here.',
    remedy: 'Paste the file that begins with -----BEGIN PRIVATE KEY-----. It is kept in the vault.',
  },
  {
    kinds: ['private-key', 'pkcs12'],
    why: 'Nobody else may have this key: whoever holds it can sign in as anybody. Signpost has not kept it.',
    remedy: 'Remove it from the clipboard. If it has been sent around, replace the key pair.',
  },
  {
    slots: ['idp_metadata_xml'],
    kinds: ['sp-metadata-xml'],
    why: 'It describes a service provider, WorkOS for example, and holds no sign-on address and no certificate of the identity provider.',
    remedy: 'Download the metadata of the identity provider; it contains IDPSSODescriptor.',
  },
  {
    slots: metadata,
    kinds: ['sp-metadata-url', 'sp-metadata-xml'],
    why: 'It describes the service provider. The identity provider’s own metadata belongs here.',
    remedy:
      'Give this address to the identity provider instead, and copy the identity provider’s metadata from its console.',
  },
  {
    slots: metadata,
    kinds: ['html'],
    why: 'It is the source of a web page, mostly a sign-in page: the browser was not let through to the metadata.',
    remedy: 'Open the metadata address where you are signed in, save the XML file, and take that.',
  },
  {
    slots: metadata,
    kinds: ['saml-message'],
    why: 'It was sent in one sign-in; metadata is the standing description of the identity provider.',
    remedy: 'Take it to the Workbench to look into it. Here the metadata belongs, whose root is EntityDescriptor.',
  },
  {
    slots: metadata,
    kinds: ['discovery-endpoint', 'discovery-json', 'oidc-issuer', 'jwks-url', 'jwks-json', 'oauth-endpoint'],
    why: 'It belongs to OpenID Connect; this set-up speaks SAML, which has a metadata document of its own.',
    remedy: 'Look for “SAML metadata” or “federation metadata” in the console.',
  },
  {
    slots: ['discovery_endpoint'],
    kinds: ['idp-metadata-url', 'idp-sso-url', 'idp-metadata-xml', 'sp-metadata-url'],
    why: 'It belongs to SAML; this set-up speaks OpenID Connect, which starts from a discovery address.',
    remedy: 'Take the address that ends in /.well-known/openid-configuration.',
  },
  {
    slots: ['discovery_endpoint'],
    kinds: ['oauth-endpoint', 'jwks-url'],
    why: 'It is one of the addresses the discovery document lists, not the document.',
    remedy: 'Take the address that ends in /.well-known/openid-configuration; it names this one.',
  },
  {
    slots: ['idp_sso_url'],
    kinds: ['idp-slo-url'],
    why: 'It ends a session instead of starting one.',
    remedy: 'Copy the sign-on address next to it, called Login URL, SSO URL or SingleSignOnService.',
  },
  {
    slots: ['idp_sso_url'],
    kinds: ['idp-initiated-url'],
    why: 'It starts a sign-in at the identity provider and takes no request from WorkOS.',
    remedy: 'Copy the address that answers requests: SingleSignOnService in the metadata.',
  },
  {
    slots: ['supabase_key'],
    kinds: ['supabase-secret-key'],
    why: 'A secret key opens the whole project and must not be shipped in an app.',
    remedy: 'Take the publishable key, which begins with sb_publishable_.',
  },
  {
    slots: ['ssh_public_key'],
    kinds: ['file-path'],
    why: 'What counts is the text in the file, not where it lies.',
    remedy: 'Open the .pub file and paste its one line.',
  },
  {
    slots: ['users_csv', 'user_groups_csv', 'groups_csv'],
    kinds: ['file-path'],
    why: 'What counts are the columns in the file, not its name.',
    remedy: 'Open the file and paste its first line.',
  },
  {
    kinds: ['workos-api-key', 'secret-key'],
    why: 'With this key anyone can read and change everything in the environment. Signpost has not kept it here.',
    remedy:
      'API keys of WorkOS belong into Settings, Environments, where the vault keeps them. If this one was sent around, replace it.',
  },
  {
    kinds: ['access-token'],
    why: 'It acts for the person who made it and ends with them; a connection needs credentials of its own.',
    remedy: 'Copy the credential of the application, from the page named above.',
  },
  {
    kinds: ['truncated'],
    why: 'The characters behind the dots are missing: the console shows it shortened.',
    remedy: 'Use the console’s copy button, or open the value in full, and paste again.',
  },
  {
    kinds: ['masked'],
    why: 'Dots or stars stand for characters that are hidden.',
    remedy: 'Reveal the value first, or use the console’s copy button. If it can no longer be shown, make a new one.',
  },
  {
    kinds: ['placeholder'],
    why: 'It comes from a guide: the part in brackets stands for a value of your own.',
    remedy: 'Copy the real value from the console.',
  },
  {
    kinds: ['workos-dashboard'],
    why: 'It is what the browser’s address bar shows while the page is open; nothing can be sent there.',
    remedy: 'Copy the value that the page displays.',
  },
  {
    kinds: ['console-page'],
    why: 'It is what the browser’s address bar shows in the admin console; only administrators can open it.',
    remedy: 'Copy the value that the page displays.',
  },
  {
    kinds: ['image-data'],
    why: 'Characters in a picture cannot be told apart for certain: 0 and O, 1 and l.',
    remedy: 'Copy the text itself from the console.',
  },
  {
    kinds: ['file-path'],
    why: 'What counts is in the file, not where the file lies.',
    remedy: 'Open the file with “Choose a file”, or paste its content.',
  },
  {
    kinds: ['command'],
    why: 'A command is run, not pasted; what it prints may be what is asked for.',
    remedy: 'Run it and paste its output.',
  },
  {
    kinds: ['html'],
    why: 'It is the source of a web page.',
    remedy: 'Copy the value that the page shows, not its source.',
  },
  {
    kinds: ['several'],
    why: 'There is more than one value in it, and nothing tells which one is meant.',
    remedy: 'Paste one value at a time.',
  },
]

/** The words for refusing this kind in this field; `null` when there are no special ones. */
export function refusalFor(slot: ValueName, kind: PastedKind, connectionType: string | null): Refusal | null {
  const found = cases.find(
    ({ kinds, slots, types }) =>
      kinds.includes(kind) &&
      (slots === undefined || slots.includes(slot)) &&
      (types === undefined || (connectionType !== null && types.includes(connectionType))),
  )
  return found ? { why: found.why, remedy: found.remedy } : null
}
