import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadGuides } from '../../src/shared/catalog/guides'
import type { Integration } from '../../src/shared/catalog/schema'
import type { ValueName } from '../../src/shared/catalog/values'
import { valuesOf } from '../../src/shared/guidance/handovers'
import { patternFor } from '../../src/shared/guidance/recognise/against'
import {
  longestValue,
  type PasteVerdict,
  type Recognition,
  recognise,
} from '../../src/shared/guidance/recognise/recognise'
import { certificatePem, privateKeyPem } from './recognise.samples'

let guides: ReadonlyMap<string, Integration>
beforeAll(async () => {
  guides = await loadGuides()
})

function row(slug: string): Integration {
  const found = guides.get(slug)
  if (!found) throw new Error(`no row ${slug}`)
  return found
}

const paste = (slug: string, slot: ValueName, text: string, values: Record<string, string> = {}): Recognition =>
  recognise(text, { row: row(slug), slot, values })

const key = 'Qk3vT8mZrWb2nXc7LpYd5HsJf'
const acs = `https://auth.workos.com/sso/saml/acs/${key}`
const entity = `https://auth.workos.com/${key}`
const scim = `https://api.workos.com/scim/v2.0/${key}`
const tenant = '3b1e2a52-4f0b-4c7c-9a59-0f3f1f6f2d11'
const other = '9c1e2a52-4f0b-4c7c-9a59-0f3f1f6f2d99'
const body = certificatePem.replace(/-----[^-]+-----/g, '').replace(/\s/g, '')
const adfs = 'microsoft-ad-fs-saml'

type Expected = [as: PasteVerdict['as'], detail?: string]
type Row = readonly [slug: string, slot: ValueName, pasted: string, kind: string, ...Expected]

/** For `cleaned` the detail is the cleaned value, for `elsewhere` the value it belongs to, for `refused` a word of the reason. */
const table: readonly Row[] = [
  // ACS URL
  [adfs, 'acs_url', acs, 'acs-url', 'fits'],
  [adfs, 'acs_url', `https://login.acme.com/sso/saml/acs/${key}`, 'acs-url', 'fits'],
  [adfs, 'acs_url', `https://api.workos.com/sso/saml/acs/${key}`, 'acs-url', 'fits'],
  [adfs, 'acs_url', ` ${acs}\n`, 'acs-url', 'cleaned', acs],
  [adfs, 'acs_url', `"${acs}"`, 'acs-url', 'cleaned', acs],
  [adfs, 'acs_url', `“${acs}”`, 'acs-url', 'cleaned', acs],
  [adfs, 'acs_url', `<${acs}>`, 'acs-url', 'cleaned', acs],
  [adfs, 'acs_url', `\`${acs}\``, 'acs-url', 'cleaned', acs],
  [adfs, 'acs_url', `${acs}.`, 'acs-url', 'cleaned', acs],
  [adfs, 'acs_url', `${acs}/`, 'acs-url', 'cleaned', acs],
  [adfs, 'acs_url', `ACS URL: ${acs}`, 'acs-url', 'cleaned', acs],
  [adfs, 'acs_url', `ACS URL\n${acs}`, 'acs-url', 'cleaned', acs],
  [adfs, 'acs_url', `SAML Assertion Consumer Endpoints\t${acs}`, 'acs-url', 'cleaned', acs],
  [adfs, 'acs_url', `${acs} Copy`, 'acs-url', 'cleaned', acs],
  [adfs, 'acs_url', `${acs} content_copy`, 'acs-url', 'cleaned', acs],
  [adfs, 'acs_url', `"acs_url": "${acs}",`, 'acs-url', 'cleaned', acs],
  [adfs, 'acs_url', `ACS_URL=${acs}`, 'acs-url', 'cleaned', acs],
  [adfs, 'acs_url', `[ACS](${acs})`, 'acs-url', 'cleaned', acs],
  [adfs, 'acs_url', `auth.workos.com/sso/saml/acs/${key}`, 'acs-url', 'cleaned', acs],
  [adfs, 'acs_url', `HTTPS://AUTH.WorkOS.com/sso/saml/acs/${key}`, 'acs-url', 'cleaned', acs],
  [adfs, 'acs_url', `https://auth.work\u200bos.com/sso/saml/acs/${key}`, 'acs-url', 'cleaned', acs],
  [adfs, 'acs_url', `\ufeff${acs}`, 'acs-url', 'cleaned', acs],
  [adfs, 'acs_url', `\u00a0${acs}\u00a0`, 'acs-url', 'cleaned', acs],
  [adfs, 'acs_url', `https://auth.workos.com/sso/saml/\n   acs/${key}`, 'acs-url', 'cleaned', acs],
  [adfs, 'acs_url', encodeURIComponent(acs), 'acs-url', 'cleaned', acs],
  [adfs, 'acs_url', acs + acs, 'acs-url', 'cleaned', acs],
  [adfs, 'acs_url', `${acs}\n${acs}`, 'acs-url', 'cleaned', acs],
  [
    adfs,
    'acs_url',
    `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(acs)}&data=05%7C02`,
    'acs-url',
    'cleaned',
    acs,
  ],
  [
    adfs,
    'acs_url',
    `Hello, please use ${acs} as the reply URL, and ${entity} as the audience.`,
    'acs-url',
    'cleaned',
    acs,
  ],
  [adfs, 'acs_url', acs.replace('https', 'http'), 'acs-url', 'refused', 'https only'],
  [adfs, 'acs_url', entity, 'sp-entity-id', 'elsewhere', 'sp_entity_id'],
  [adfs, 'acs_url', `https://auth.workos.com/sso/saml/acs/Qk3vT8…`, 'truncated', 'refused', 'shortened'],
  [adfs, 'acs_url', 'https://auth.workos.com/sso/saml/acs/{id}', 'placeholder', 'refused', 'guide'],
  [adfs, 'acs_url', 'https://auth.workos.com/sso/saml/acs/...', 'truncated', 'refused', 'shortened'],
  [
    adfs,
    'acs_url',
    'https://dashboard.workos.com/environment_1/organizations/org_01EHWNCE74X7JSDV0X3SZ3KJNY',
    'workos-dashboard',
    'refused',
    'address bar',
  ],
  [adfs, 'acs_url', 'anna@acme.com', 'email', 'refused', 'person'],
  [adfs, 'acs_url', 'hello', 'opaque', 'refused', 'no address'],
  [adfs, 'acs_url', 'https://acme.com/saml/acs', 'url', 'refused', 'No field'],
  ['okta-scim', 'scim_endpoint', acs, 'acs-url', 'refused', 'No field'],
  [
    'onelogin-saml',
    'acs_url_validator',
    acs,
    'acs-url',
    'cleaned',
    `^https:\\/\\/auth\\.workos\\.com\\/sso\\/saml\\/acs\\/${key}$`,
  ],
  [
    'onelogin-saml',
    'acs_url_validator',
    `^https:\\/\\/auth\\.workos\\.com\\/sso\\/saml\\/acs\\/${key}$`,
    'opaque',
    'fits',
  ],

  // SP Entity ID and SP Metadata
  [adfs, 'sp_entity_id', entity, 'sp-entity-id', 'fits'],
  [adfs, 'sp_entity_id', `https://auth.acme.com/${key}`, 'sp-entity-id', 'fits'],
  [adfs, 'sp_entity_id', acs, 'acs-url', 'elsewhere', 'acs_url'],
  [adfs, 'sp_entity_id', 'http://fs.acme.com/adfs/services/trust', 'idp-entity-id', 'elsewhere', 'idp_entity_id'],
  [
    adfs,
    'sp_metadata_url',
    'https://api.workos.com/sso/metadata/conn_01E4ZCR3C56J083X43JQXF3JK5',
    'sp-metadata-url',
    'fits',
  ],
  [
    adfs,
    'sp_metadata_url',
    'https://fs.acme.com/FederationMetadata/2007-06/FederationMetadata.xml',
    'idp-metadata-url',
    'elsewhere',
    'idp_metadata_url',
  ],

  // Metadata addresses of the products
  [
    'entra-id-saml',
    'idp_metadata_url',
    `https://login.microsoftonline.com/${tenant}/federationmetadata/2007-06/federationmetadata.xml?appid=${other}`,
    'idp-metadata-url',
    'fits',
  ],
  [
    'okta-saml',
    'idp_metadata_url',
    'https://acme.okta.com/app/exk1fcia6d6EMsf331d8/sso/saml/metadata',
    'idp-metadata-url',
    'fits',
  ],
  [
    'okta-saml',
    'idp_metadata_url',
    'https://login.acme.com/app/exk1fcia6d6EMsf331d8/sso/saml/metadata',
    'idp-metadata-url',
    'fits',
  ],
  [
    'okta-saml',
    'idp_metadata_url',
    'https://acme-admin.okta.com/app/exk1fcia6d6EMsf331d8/sso/saml/metadata',
    'idp-metadata-url',
    'cleaned',
    'https://acme.okta.com/app/exk1fcia6d6EMsf331d8/sso/saml/metadata',
  ],
  [
    'okta-saml',
    'idp_metadata_url',
    'https://acme-admin.okta.com/admin/app/acme/instance/0oa1/',
    'console-page',
    'refused',
    'administrators',
  ],
  [
    'okta-saml',
    'idp_metadata_url',
    'https://acme.okta.com/api/v1/apps/0oa1/sso/saml/metadata',
    'idp-other-url',
    'refused',
    'No field',
  ],
  [
    adfs,
    'idp_metadata_url',
    'https://fs.acme.com/FederationMetadata/2007-06/FederationMetadata.xml',
    'idp-metadata-url',
    'fits',
  ],
  [
    adfs,
    'idp_metadata_url',
    'fs.acme.com/federationmetadata/2007-06/federationmetadata.xml',
    'idp-metadata-url',
    'cleaned',
    'https://fs.acme.com/federationmetadata/2007-06/federationmetadata.xml',
  ],
  [adfs, 'idp_metadata_url', '/FederationMetadata/2007-06/FederationMetadata.xml', 'opaque', 'refused', 'no address'],
  [adfs, 'idp_metadata_url', 'https://fs.acme.com/adfs/ls/', 'idp-sso-url', 'elsewhere', 'idp_sso_url'],
  [adfs, 'idp_metadata_url', 'https://fs.acme.com/adfs/services/trust/mex', 'idp-other-url', 'refused', 'No field'],
  [
    'keycloak-saml',
    'idp_metadata_url',
    'https://sso.acme.com/realms/acme/protocol/saml/descriptor',
    'idp-metadata-url',
    'fits',
  ],
  [
    'keycloak-saml',
    'idp_metadata_url',
    'https://sso.acme.com/auth/realms/acme/protocol/saml/descriptor',
    'idp-metadata-url',
    'fits',
  ],
  [
    'keycloak-saml',
    'idp_metadata_url',
    'https://sso.acme.com/realms/acme',
    'idp-entity-id',
    'cleaned',
    'https://sso.acme.com/realms/acme/protocol/saml/descriptor',
  ],
  [
    'keycloak-saml',
    'idp_metadata_url',
    'https://sso.acme.com/realms/acme/.well-known/openid-configuration',
    'discovery-endpoint',
    'refused',
    'OpenID',
  ],
  ['shibboleth-generic-saml', 'idp_metadata_url', 'https://idp.uni.edu/idp/shibboleth', 'idp-metadata-url', 'fits'],
  [
    'shibboleth-generic-saml',
    'idp_metadata_url',
    'https://sp.uni.edu/Shibboleth.sso/Metadata',
    'idp-other-url',
    'refused',
    'No field',
  ],
  [
    'pingfederate-saml',
    'idp_metadata_url',
    'https://sso.acme.com:9031/pf/federation_metadata.ping?PartnerSpId=x',
    'idp-metadata-url',
    'fits',
  ],
  [
    'pingone-saml',
    'idp_metadata_url',
    `https://auth.pingone.eu/${tenant}/saml20/metadata/${other}`,
    'idp-metadata-url',
    'fits',
  ],
  ['onelogin-saml', 'idp_metadata_url', `https://app.onelogin.com/saml/metadata/${tenant}`, 'idp-metadata-url', 'fits'],
  ['jumpcloud-saml', 'idp_metadata_url', 'https://sso.jumpcloud.com/saml2/metadata/64f0c', 'idp-metadata-url', 'fits'],
  ['auth0-saml', 'idp_metadata_url', 'https://acme.eu.auth0.com/samlp/metadata/aBcD', 'idp-metadata-url', 'fits'],
  ['cas-saml', 'idp_metadata_url', 'https://cas.uni.edu/cas/idp/metadata', 'idp-metadata-url', 'fits'],
  [
    'cas-saml',
    'idp_metadata_url',
    'https://cas.uni.edu/cas/idp/metadata/signingCertificate',
    'idp-other-url',
    'refused',
    'No field',
  ],
  [
    'simple-saml-php',
    'idp_metadata_url',
    'https://idp.uni.edu/simplesaml/saml2/idp/metadata.php',
    'idp-metadata-url',
    'fits',
  ],
  [
    'simple-saml-php',
    'idp_metadata_url',
    'https://idp.uni.edu/simplesaml/module.php/saml/idp/metadata',
    'idp-metadata-url',
    'fits',
  ],
  [
    'salesforce-saml',
    'idp_metadata_url',
    'https://acme.my.salesforce.com/.well-known/samlidp.xml',
    'idp-metadata-url',
    'fits',
  ],
  [
    'oracle-saml',
    'idp_metadata_url',
    'https://idcs-1.identity.oraclecloud.com/fed/v1/metadata',
    'idp-metadata-url',
    'fits',
  ],
  [
    'vmware-saml',
    'idp_metadata_url',
    'https://acme.vidmpreview.com/SAAS/API/1.0/GET/metadata/idp.xml',
    'idp-metadata-url',
    'fits',
  ],
  [
    'vmware-saml',
    'idp_metadata_url',
    'https://acme.vidmpreview.com/SAAS/API/1.0/GET/metadata/sp.xml',
    'sp-metadata-xml',
    'refused',
    'service provider',
  ],
  ['net-iq-saml', 'idp_metadata_url', 'https://idp.acme.com:8443/nidp/saml2/metadata', 'idp-metadata-url', 'fits'],
  [
    'cloudflare-saml',
    'idp_metadata_url',
    'https://acme.cloudflareaccess.com/cdn-cgi/access/sso/saml/0a1b',
    'idp-sso-url',
    'cleaned',
    'https://acme.cloudflareaccess.com/cdn-cgi/access/sso/saml/0a1b/saml-metadata',
  ],
  [
    'duo-saml',
    'idp_metadata_url',
    'https://sso-0a1b.sso.duosecurity.com/saml2/sp/DIXX/metadata',
    'idp-metadata-url',
    'fits',
  ],
  ['saml', 'idp_metadata_url', 'https://idp.acme.com/anything/here', 'url', 'fits'],
  [
    'saml',
    'idp_metadata_url',
    'https://api.workos.com/sso/metadata/conn_01E4ZCR3C56J083X43JQXF3JK5',
    'sp-metadata-url',
    'elsewhere',
    'sp_metadata_url',
  ],
  [
    adfs,
    'idp_metadata_url',
    '<?xml version="1.0"?><EntityDescriptor entityID="x"><IDPSSODescriptor/></EntityDescriptor>',
    'idp-metadata-xml',
    'elsewhere',
    'idp_metadata_xml',
  ],
  [adfs, 'idp_metadata_url', '<!DOCTYPE html><html><body>Sign in</body></html>', 'html', 'refused', 'web page'],
  [adfs, 'idp_metadata_url', 'C:\\Users\\anna\\Downloads\\federationmetadata.xml', 'file-path', 'refused', 'file'],
  [adfs, 'idp_metadata_url', 'file:///C:/Users/anna/federationmetadata.xml', 'file-path', 'refused', 'file'],
  [adfs, 'idp_metadata_url', '\\\\server\\share\\metadata.xml', 'file-path', 'refused', 'file'],
  [adfs, 'idp_metadata_url', 'Invoke-WebRequest https://fs.acme.com/FederationMetadata', 'command', 'refused', 'run'],
  [adfs, 'idp_metadata_url', 'data:image/png;base64,iVBORw0KGgo', 'image-data', 'refused', 'picture'],
  [
    'google-saml',
    'idp_metadata_xml',
    '<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="x"><md:IDPSSODescriptor></md:IDPSSODescriptor></md:EntityDescriptor>',
    'idp-metadata-xml',
    'fits',
  ],
  [
    'google-saml',
    'idp_metadata_xml',
    '<EntityDescriptor entityID="x"><SPSSODescriptor/></EntityDescriptor>',
    'sp-metadata-xml',
    'refused',
    'service provider',
  ],
  [
    'google-saml',
    'idp_metadata_xml',
    '<EntitiesDescriptor><EntityDescriptor entityID="a"/><EntityDescriptor entityID="b"/></EntitiesDescriptor>',
    'metadata-aggregate',
    'fits',
  ],
  [
    'google-saml',
    'idp_metadata_xml',
    '<samlp:Response><Assertion/></samlp:Response>',
    'saml-message',
    'refused',
    'one sign-in',
  ],
  ['google-saml', 'idp_metadata_xml', '<rss></rss>', 'xml', 'refused', 'No field'],
  ['google-saml', 'idp_metadata_xml', '{"error":"not_found"}', 'json', 'refused', 'No field'],
  [
    'google-saml',
    'idp_metadata_xml',
    'https://accounts.google.com/o/saml2/idp?idpid=C01',
    'idp-sso-url',
    'elsewhere',
    'idp_sso_url',
  ],

  // Sign-on address and entity ID of the IdP
  [adfs, 'idp_sso_url', 'https://fs.acme.com/adfs/ls/', 'idp-sso-url', 'fits'],
  [
    adfs,
    'idp_sso_url',
    'https://fs.acme.com/adfs/ls/idpinitiatedsignon.aspx',
    'idp-initiated-url',
    'refused',
    'takes no request',
  ],
  [
    adfs,
    'idp_sso_url',
    'https://fs.acme.com/adfs/ls/?SAMLRequest=fZJ&RelayState=x',
    'idp-sso-url',
    'cleaned',
    'https://fs.acme.com/adfs/ls/',
  ],
  ['entra-id-saml', 'idp_sso_url', `https://login.microsoftonline.com/${tenant}/saml2`, 'idp-sso-url', 'fits'],
  [
    'entra-id-saml',
    'idp_sso_url',
    `https://login.microsoftonline.com/${tenant}/wsfed`,
    'idp-other-url',
    'refused',
    'No field',
  ],
  [
    'google-saml',
    'idp_sso_url',
    'https://accounts.google.com/o/saml2?idpid=C01',
    'idp-entity-id',
    'elsewhere',
    'idp_entity_id',
  ],
  ['google-saml', 'idp_entity_id', 'https://accounts.google.com/o/saml2?idpid=C01', 'idp-entity-id', 'fits'],
  ['okta-saml', 'idp_entity_id', 'http://www.okta.com/exk1fcia6d6EMsf331d8', 'idp-entity-id', 'fits'],
  ['auth0-saml', 'idp_entity_id', 'urn:acme.eu.auth0.com', 'urn', 'fits'],
  [
    'auth0-saml',
    'idp_sso_url',
    'https://acme.eu.auth0.com/samlp/aBcD/logout',
    'idp-slo-url',
    'refused',
    'ends a session',
  ],
  [
    'shibboleth-generic-saml',
    'idp_sso_url',
    'https://idp.uni.edu/idp/profile/SAML2/Redirect/SSO',
    'idp-sso-url',
    'fits',
  ],

  // Certificates and keys
  [adfs, 'x509_certificate', certificatePem, 'certificate', 'fits'],
  [adfs, 'x509_certificate', body, 'certificate', 'cleaned', certificatePem.trim()],
  [adfs, 'x509_certificate', certificatePem.replace(/\n/g, '\\n'), 'certificate', 'cleaned', certificatePem.trim()],
  [adfs, 'x509_certificate', certificatePem.replace(/\n/g, ' '), 'certificate', 'cleaned', certificatePem.trim()],
  [
    adfs,
    'x509_certificate',
    certificatePem.replaceAll('-----', '–––––'),
    'certificate',
    'cleaned',
    certificatePem.trim(),
  ],
  [
    adfs,
    'x509_certificate',
    `Certificate:\n  Data: Version: 3\n${certificatePem}`,
    'certificate',
    'cleaned',
    certificatePem.trim(),
  ],
  [
    adfs,
    'x509_certificate',
    `<ds:X509Certificate>\n${body}\n</ds:X509Certificate>`,
    'certificate',
    'cleaned',
    certificatePem.trim(),
  ],
  [adfs, 'x509_certificate', btoa(certificatePem), 'certificate', 'cleaned', certificatePem.trim()],
  [adfs, 'x509_certificate', certificatePem.slice(0, 500), 'certificate', 'refused', 'cut off'],
  [adfs, 'x509_certificate', certificatePem.replace('MII', 'M*I'), 'certificate', 'refused', '“*”'],
  [adfs, 'x509_certificate', privateKeyPem, 'private-key', 'refused', 'never leave'],
  [adfs, 'x509_certificate', `${privateKeyPem}\n${certificatePem}`, 'certificate', 'cleaned', certificatePem.trim()],
  [
    adfs,
    'x509_certificate',
    'A1:B2:C3:D4:E5:F6:07:18:29:3A:4B:5C:6D:7E:8F:90:A1:B2:C3:D4',
    'fingerprint',
    'refused',
    'fingerprint',
  ],
  [adfs, 'x509_certificate', 'CN=ADFS Signing - fs.acme.com', 'distinguished-name', 'refused', 'name stands'],
  [
    adfs,
    'x509_certificate',
    '-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----',
    'certificate-request',
    'refused',
    'request',
  ],
  [
    adfs,
    'x509_certificate',
    '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----',
    'public-key',
    'refused',
    'key alone',
  ],
  [adfs, 'idp_entity_id', privateKeyPem, 'private-key', 'refused', 'Nobody else'],
  ['apple', 'private_key', privateKeyPem, 'private-key', 'fits'],
  ['apple', 'private_key', certificatePem, 'certificate', 'refused', 'public half'],
  ['apple', 'team_id', 'A1B2C3D4E5', 'opaque', 'fits'],
  ['apple', 'team_id', 'com.example.app', 'domain', 'elsewhere', 'service_id'],
  ['apple', 'service_id', 'com.example.signin', 'domain', 'fits'],
  ['adp-oidc', 'ssl_private_key', privateKeyPem, 'private-key', 'fits'],
  ['sftp', 'ssh_public_key', `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ8h${key} upload@hr`, 'ssh-public-key', 'fits'],
  ['sftp', 'ssh_public_key', privateKeyPem, 'private-key', 'refused', 'Nobody else'],

  // OIDC and OAuth credentials
  ['entra-id-oidc', 'client_id', tenant, 'guid', 'fits'],
  ['entra-id-oidc', 'client_id', `{${tenant}}`, 'guid', 'cleaned', tenant],
  [
    'entra-id-oidc',
    'client_id',
    'abc8Q~dEfGhIjKlMnOpQrStUvWxYz01234567890',
    'client-secret',
    'elsewhere',
    'client_secret',
  ],
  ['entra-id-oidc', 'client_secret', 'abc8Q~dEfGhIjKlMnOpQrStUvWxYz01234567890', 'client-secret', 'fits'],
  ['entra-id-oidc', 'client_secret', tenant, 'guid', 'refused', 'Secret ID'],
  ['microsoft-oauth', 'client_secret', tenant, 'guid', 'refused', 'Secret ID'],
  ['adp-oidc', 'client_secret', tenant, 'guid', 'fits'],
  [
    'google-oidc',
    'client_id',
    '407408718192-abcdefghijklmnopqrstuvwxyz012345.apps.googleusercontent.com',
    'client-id',
    'fits',
  ],
  ['google-oidc', 'client_id', 'GOCSPX-abcdefghijklmnopqrstuvwx1234', 'client-secret', 'elsewhere', 'client_secret'],
  [
    'google-oidc',
    'client_secret',
    '407408718192-abcdefghijklmnopqrstuvwxyz012345.apps.googleusercontent.com',
    'client-id',
    'elsewhere',
    'client_id',
  ],
  [
    'google-oauth',
    'client_id',
    '{"web":{"client_id":"1-a.apps.googleusercontent.com","client_secret":"GOCSPX-x"}}',
    'google-client-json',
    'cleaned',
    '1-a.apps.googleusercontent.com',
  ],
  ['github-oauth', 'client_id', '0123456789abcdef0123', 'opaque', 'fits'],
  ['github-oauth', 'client_id', 'Ov23liABCDEFGHIJKLMN', 'client-id', 'fits'],
  [
    'github-oauth',
    'client_id',
    '0123456789abcdef0123456789abcdef01234567',
    'client-secret',
    'elsewhere',
    'client_secret',
  ],
  ['github-oauth', 'client_secret', 'Ov23liABCDEFGHIJKLMN', 'client-id', 'elsewhere', 'client_id'],
  ['github-oauth', 'client_secret', `ghp_${'a'.repeat(36)}`, 'access-token', 'refused', 'person'],
  ['slack-oauth', 'client_id', '1234567890.1234567890123', 'client-id', 'fits'],
  ['slack-oauth', 'client_id', '0123456789abcdef0123456789abcdef', 'client-secret', 'elsewhere', 'client_secret'],
  ['slack-oauth', 'client_secret', 'xoxb-1234567890-abcdef', 'access-token', 'refused', 'person'],
  ['okta-oidc', 'client_id', '0oa1fcia6d6EMsf331d8', 'client-id', 'fits'],
  ['okta-oidc', 'client_id', 'client_01EHWNC0FCBHZ3BJ7EXAMPLE0', 'workos-client-id', 'refused', 'No field'],
  ['okta-oidc', 'client_secret', '••••••••••••', 'masked', 'refused', 'hidden'],
  ['okta-oidc', 'client_secret', '***************', 'masked', 'refused', 'hidden'],
  [
    'okta-oidc',
    'discovery_endpoint',
    'https://acme.okta.com/.well-known/openid-configuration',
    'discovery-endpoint',
    'fits',
  ],
  [
    'okta-oidc',
    'discovery_endpoint',
    'https://acme.okta.com',
    'url',
    'cleaned',
    'https://acme.okta.com/.well-known/openid-configuration',
  ],
  [
    'okta-oidc',
    'discovery_endpoint',
    'https://acme.okta.com/oauth2/default',
    'oidc-issuer',
    'cleaned',
    'https://acme.okta.com/oauth2/default/.well-known/openid-configuration',
  ],
  [
    'okta-oidc',
    'discovery_endpoint',
    'https://acme.okta.com/oauth2/v1/authorize',
    'oauth-endpoint',
    'refused',
    'document lists',
  ],
  [
    'okta-oidc',
    'discovery_endpoint',
    '{"issuer":"https://acme.okta.com","authorization_endpoint":"x"}',
    'discovery-json',
    'cleaned',
    'https://acme.okta.com/.well-known/openid-configuration',
  ],
  [
    'okta-oidc',
    'discovery_endpoint',
    'https://acme.okta.com/app/exk1/sso/saml/metadata',
    'idp-metadata-url',
    'refused',
    'SAML',
  ],
  ['oidc', 'redirect_uri', `https://auth.workos.com/sso/oidc/${key}/callback`, 'workos-redirect-uri', 'fits'],
  ['oidc', 'redirect_uri', 'https://app.acme.com/callback', 'url', 'refused', 'No field'],
  [
    'github-oauth',
    'redirect_uri',
    `https://auth.workos.com/sso/oauth/github/${key}/callback`,
    'workos-redirect-uri',
    'fits',
  ],
  [adfs, 'acs_url', 'http://127.0.0.1:40321/sso/saml/acs/QRKdiIfcHh0kHUQAPVbYy1yCi', 'acs-url', 'fits'],
  ['next-auth', 'redirect_uri', 'http://localhost:3000/api/auth/callback/workos', 'url', 'fits'],
  ['next-auth', 'client_id', 'client_01EHWNC0FCBHZ3BJ7EXAMPLE0', 'workos-client-id', 'fits'],
  ['next-auth', 'client_id', 'sk_test_a2V5XzAxSDEyMzQ1Njc4OTA', 'workos-api-key', 'elsewhere', 'api_key'],
  ['next-auth', 'api_key', 'sk_test_a2V5XzAxSDEyMzQ1Njc4OTA', 'workos-api-key', 'fits'],
  [
    'next-auth',
    'api_key',
    'Bearer sk_test_a2V5XzAxSDEyMzQ1Njc4OTA',
    'workos-api-key',
    'cleaned',
    'sk_test_a2V5XzAxSDEyMzQ1Njc4OTA',
  ],
  ['react-native-expo', 'redirect_uri', 'myapp://callback', 'custom-scheme', 'fits'],
  ['react-native-expo', 'connection_id', 'conn_01E4ZCR3C56J083X43JQXF3JK5', 'workos-connection-id', 'fits'],
  [
    'react-native-expo',
    'connection_id',
    'org_01EHWNCE74X7JSDV0X3SZ3KJNY',
    'workos-organization-id',
    'refused',
    'No field',
  ],
  [
    'react-native-expo',
    'connection_id',
    'https://dashboard.workos.com/e/connections/conn_01E4ZCR3C56J083X43JQXF3JK5/overview',
    'workos-dashboard',
    'cleaned',
    'conn_01E4ZCR3C56J083X43JQXF3JK5',
  ],
  ['login-gov-oidc', 'client_id', 'urn:gov:gsa:openidconnect.profiles:sp:sso:agency:app', 'client-id', 'fits'],
  [adfs, 'idp_entity_id', 'sk_live_a2V5XzAxSDEyMzQ1Njc4OTA', 'workos-api-key', 'refused', 'Settings'],

  // SCIM
  ['okta-scim', 'scim_endpoint', scim, 'scim-endpoint', 'fits'],
  ['okta-scim', 'scim_endpoint', `${scim}/Users`, 'scim-endpoint', 'cleaned', scim],
  ['okta-scim', 'scim_endpoint', `${scim}/`, 'scim-endpoint', 'cleaned', scim],
  ['okta-scim', 'scim_endpoint', 'se_abcdef1234567890', 'scim-token', 'elsewhere', 'scim_bearer_token'],
  ['okta-scim', 'scim_bearer_token', 'se_abcdef1234567890', 'scim-token', 'fits'],
  ['okta-scim', 'scim_bearer_token', 'Bearer se_abcdef1234567890', 'scim-token', 'cleaned', 'se_abcdef1234567890'],
  [
    'okta-scim',
    'scim_bearer_token',
    'Authorization: Bearer se_abcdef1234567890',
    'scim-token',
    'cleaned',
    'se_abcdef1234567890',
  ],
  ['okta-scim', 'scim_bearer_token', scim, 'scim-endpoint', 'elsewhere', 'scim_endpoint'],
  [
    'okta-scim',
    'scim_bearer_token',
    'directory_01E4ZCR3C56J083X43JQXF3JK5',
    'workos-directory-id',
    'refused',
    'No field',
  ],

  // Native directories, SFTP, frameworks
  ['workday', 'password', 'CN=a, O=b…', 'distinguished-name', 'fits'],
  ['workday', 'password', '••••••••', 'masked', 'refused', 'hidden'],
  [
    'cloudflare-saml',
    'idp_entity_id',
    'https://acme.cloudflareaccess.com/cdn-cgi/access/sso/saml/0a1b',
    'idp-sso-url',
    'fits',
  ],
  [adfs, 'idp_entity_id', 'https://fs.acme.com/adfs/ls/', 'idp-sso-url', 'elsewhere', 'idp_sso_url'],
  ['sftp', 'users_csv', 'user_id,first_name,last_name,email', 'csv', 'fits'],
  [
    'sftp',
    'users_csv',
    'user_id,first_name,last_name,email\n1,Ada,Lovelace,ada@acme.com',
    'csv',
    'cleaned',
    'user_id,first_name,last_name,email',
  ],
  ['sftp', 'users_csv', 'user_id,first_name,email', 'csv', 'refused', 'last_name'],
  ['sftp', 'user_groups_csv', 'group_name,user_id', 'csv', 'fits'],
  ['sftp', 'users_csv', 'users.csv', 'file-path', 'refused', 'first line'],
  ['google-saml', 'idp_metadata_xml', 'GoogleIDPMetadata.xml', 'file-path', 'refused', 'file'],
  ['google-saml', 'x509_certificate', 'Google_2031.pem', 'file-path', 'refused', 'file'],
  ['bamboohr', 'subdomain', 'acme', 'opaque', 'fits'],
  ['bamboohr', 'subdomain', 'acme.bamboohr.com', 'domain', 'cleaned', 'acme'],
  ['bamboohr', 'subdomain', 'https://acme.bamboohr.com/home/', 'url', 'cleaned', 'acme'],
  ['bamboohr', 'subdomain', 'Acme Ltd', 'text', 'refused', 'No field'],
  ['bamboohr', 'api_key', '0123456789abcdef0123456789abcdef01234567', 'opaque', 'fits'],
  [
    'bamboohr',
    'api_key',
    'API Key: 0123456789abcdef0123456789abcdef01234567',
    'opaque',
    'cleaned',
    '0123456789abcdef0123456789abcdef01234567',
  ],
  ['auth0-directory-sync', 'auth0_domain', 'https://acme.eu.auth0.com/', 'url', 'cleaned', 'acme.eu.auth0.com'],
  ['auth0-directory-sync', 'auth0_domain', 'acme.eu.auth0.com', 'domain', 'fits'],
  [
    'workday',
    'user_report_url',
    'https://wd5-impl-services1.workday.com/ccx/service/customreport2/acme/ISU/users?format=json',
    'url',
    'fits',
  ],
  [
    'workday',
    'user_report_url',
    'https://wd5-impl-services1.workday.com/ccx/service/customreport2/acme/ISU/users',
    'url',
    'cleaned',
    'https://wd5-impl-services1.workday.com/ccx/service/customreport2/acme/ISU/users?format=json',
  ],
  ['workday', 'password', 'pa ss"word', 'text', 'fits'],
  ['workday', 'username', 'ISU_WorkOS@acme', 'opaque', 'fits'],
  ['aws-cognito', 'aws_account_id', '1234-5678-9012', 'number', 'cleaned', '123456789012'],
  ['aws-cognito', 'aws_account_id', '12345', 'number', 'refused', 'twelve'],
  ['aws-cognito', 'role_name', 'arn:aws:iam::123456789012:role/service/WorkOS', 'aws-arn', 'cleaned', 'WorkOS'],
  ['aws-cognito', 'user_pool_id', 'eu-west-1_AbCdEf123', 'opaque', 'fits'],
  [
    'supabase-authkit',
    'supabase_url',
    'https://supabase.com/dashboard/project/abcdefghijklmnopqrst',
    'url',
    'cleaned',
    'https://abcdefghijklmnopqrst.supabase.co',
  ],
  ['supabase-authkit', 'supabase_key', 'sb_secret_abcdefghijkl', 'supabase-secret-key', 'refused', 'opens the whole'],
  ['firebase', 'provider_id', 'workos', 'opaque', 'refused', 'oidc.'],
  ['firebase', 'organization_id', 'org_01EHWNCE74X7JSDV0X3SZ3KJNY', 'workos-organization-id', 'fits'],
  ['fourth', 'organization_id', '4711', 'number', 'fits'],
  [adfs, 'acs_url', '   \n ', 'text', 'nothing'],
]

describe('a paste', () => {
  test.each(table.map((one, index) => [index, ...one] as const))(
    '%i %s %s',
    (_, slug, slot, pasted, kind, as, detail) => {
      const seen = paste(slug, slot, pasted)
      expect({ kind: seen.kind, as: seen.verdict.as }).toEqual({ kind, as })
      if (seen.verdict.as === 'cleaned') {
        expect(seen.value).toBe(detail)
        expect(seen.verdict.said.length).toBeGreaterThan(0)
      }
      if (seen.verdict.as === 'elsewhere') expect(seen.verdict.to[0]?.name).toBe(detail)
      if (seen.verdict.as === 'refused')
        expect(`${seen.summary} ${seen.verdict.why} ${seen.verdict.remedy}`).toContain(detail)
    },
  )

  test('the table is long enough to mean something', () => expect(table.length).toBeGreaterThanOrEqual(120))

  test('names the exact field a misplaced value belongs to', () => {
    const { verdict } = paste('entra-id-saml', 'sp_entity_id', acs)
    expect(verdict).toMatchObject({
      as: 'elsewhere',
      to: [{ name: 'acs_url', field: 'Reply URL (Assertion Consumer Service URL)' }],
    })
  })

  test('says what cannot be seen by its name', () => {
    const { verdict } = paste(adfs, 'acs_url', `${acs}\u200b`)
    expect(verdict).toMatchObject({ said: ['a zero-width space removed, which cannot be seen'] })
  })

  test('what was cleaned fits when it is pasted again', () => {
    for (const [slug, slot, pasted] of table) {
      const first = paste(slug, slot, pasted)
      if (first.verdict.as !== 'cleaned') continue
      expect([slot, pasted, paste(slug, slot, first.value).verdict.as]).toEqual([slot, pasted, 'fits'])
    }
  })
})

describe('secrets', () => {
  const secrets: ReadonlyArray<readonly [string, ValueName, string]> = [
    [adfs, 'idp_entity_id', privateKeyPem],
    [adfs, 'x509_certificate', `${privateKeyPem}\n${certificatePem}`],
    [adfs, 'idp_metadata_url', 'sk_live_a2V5XzAxSDEyMzQ1Njc4OTA'],
    ['google-oidc', 'client_id', 'GOCSPX-abcdefghijklmnopqrstuvwx1234'],
    ['google-oidc', 'client_id', '{"web":{"client_id":"a","client_secret":"b"}}'],
    ['okta-scim', 'scim_endpoint', 'se_abcdef1234567890'],
    ['github-oauth', 'client_id', `ghp_${'a'.repeat(36)}`],
    ['google-directory-sync', 'setup_link', 'https://setup.workos.com?token=abc'],
  ]
  test.each(secrets)('%s %s is told to be sensitive', (slug, slot, text) => {
    expect(paste(slug, slot, text).sensitive).toBe(true)
  })

  test('an ordinary value is not', () => expect(paste(adfs, 'acs_url', acs).sensitive).toBe(false))

  test('a client secret whose form shows only to those who know the provider is sensitive too', () => {
    expect(paste('github-oauth', 'client_id', '0123456789abcdef0123456789abcdef01234567').sensitive).toBe(true)
  })
})

describe('a value held against the rest of the set-up', () => {
  const cases: ReadonlyArray<readonly [string, ValueName, string, Record<string, string>, string | null]> = [
    [adfs, 'sp_entity_id', `https://auth.workos.com/${key}X`, { acs_url: acs }, 'another connection'],
    [adfs, 'sp_entity_id', entity, { acs_url: acs }, null],
    [adfs, 'acs_url', acs, { sp_entity_id: `https://auth.workos.com/${key.toLowerCase()}` }, 'another connection'],
    [adfs, 'sp_entity_id', `${entity}/`, {}, 'ends with a slash'],
    [adfs, 'sp_entity_id', `https://auth.acme.com/${key}`, { acs_url: acs }, 'custom domain'],
    [adfs, 'acs_url', `https://api.workos.com/sso/saml/acs/${key}`, {}, 'older guides'],
    [
      adfs,
      'idp_metadata_url',
      'https://fs.acme.local/FederationMetadata/2007-06/FederationMetadata.xml',
      {},
      'inside your network',
    ],
    [
      adfs,
      'idp_metadata_url',
      'https://10.0.0.5/FederationMetadata/2007-06/FederationMetadata.xml',
      {},
      'inside your network',
    ],
    [
      adfs,
      'idp_metadata_url',
      'http://fs.acme.com/FederationMetadata/2007-06/FederationMetadata.xml',
      {},
      'plain http',
    ],
    [adfs, 'idp_entity_id', 'https://fs.acme.com/adfs/services/trust', {}, 'http://'],
    [adfs, 'idp_entity_id', 'http://fs.acme.com/adfs/services/trust', {}, null],
    [adfs, 'idp_metadata_url', 'https://acme.okta.com/app/exk1/sso/saml/metadata', {}, 'form Okta gives'],
    [
      'entra-id-saml',
      'idp_metadata_url',
      `https://login.microsoftonline.com/${tenant}/federationmetadata/2007-06/federationmetadata.xml`,
      {},
      '?appid=',
    ],
    [
      'entra-id-saml',
      'idp_sso_url',
      `https://login.microsoftonline.com/${tenant}/saml2`,
      { idp_entity_id: `https://sts.windows.net/${other}/` },
      'another tenant',
    ],
    [
      'entra-id-saml',
      'idp_sso_url',
      `https://login.microsoftonline.com/${tenant}/saml2`,
      { idp_entity_id: `https://sts.windows.net/${tenant}/` },
      null,
    ],
    [
      'entra-id-oidc',
      'client_id',
      tenant,
      { discovery_endpoint: `https://login.microsoftonline.com/${tenant}/v2.0/.well-known/openid-configuration` },
      'tenant) ID',
    ],
    [
      'entra-id-oidc',
      'discovery_endpoint',
      'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration',
      {},
      'all tenants',
    ],
    ['apple', 'private_key_id', 'A1B2C3D4E5', { team_id: 'A1B2C3D4E5' }, 'already stands in Team ID'],
    [
      adfs,
      'idp_sso_url',
      'https://sts.acme.com/adfs/ls/',
      { idp_metadata_url: 'https://fs.acme.com/FederationMetadata/2007-06/FederationMetadata.xml' },
      'different hosts',
    ],
    ['github-oauth', 'redirect_uri', `https://auth.workos.com/sso/oidc/${key}/callback`, {}, '/sso/oauth/'],
    [adfs, 'acs_url', `https://auth.workоs.com/sso/saml/acs/${key}`, {}, 'does not belong into an address'],
    [
      'okta-saml',
      'idp_sso_url',
      'https://acme.oktapreview.com/app/x/exk1/sso/saml',
      { idp_metadata_url: 'https://acme.okta.com/app/exk1/sso/saml/metadata' },
      'Okta preview',
    ],
    ['keycloak-saml', 'idp_sso_url', 'https://sso.acme.com/something/else', {}, 'The guide of'],
    [adfs, 'x509_certificate', `${certificatePem}\n${certificatePem}`, {}, '2 certificates'],
    ['next-auth', 'redirect_uri', `https://auth.workos.com/sso/oidc/${key}/callback`, {}, 'your own application'],
    ['okta-scim', 'scim_endpoint', `https://auth.workos.com/scim/v2.0/${key}`, {}, 'api.workos.com'],
  ]
  test.each(cases.map((one, index) => [index, ...one] as const))(
    '%i %s %s',
    (_, slug, slot, text, values, expected) => {
      const { notes, verdict } = paste(slug, slot, text, values)
      expect(verdict.as).toMatch(/^(fits|cleaned)$/)
      if (expected === null) expect(notes).toEqual([])
      else expect(notes.map((note) => note.text).join(' ')).toContain(expected)
    },
  )

  test('shows both keys when they differ', () => {
    const { notes } = paste(
      adfs,
      'sp_entity_id',
      `https://auth.workos.com/${key.replace('l', '1').replace('L', 'l')}`,
      { acs_url: acs },
    )
    expect(notes[0]?.compared?.firstDifference).not.toBeNull()
  })

  test('warns of localhost in a production environment only', () => {
    const at = (environment: 'staging' | 'production') =>
      recognise('http://localhost:3000/callback', {
        row: row('next-auth'),
        slot: 'redirect_uri',
        values: {},
        environment,
      }).notes
    expect(at('production')[0]?.text).toContain('localhost')
    expect(at('staging')).toEqual([])
  })
})

describe('whatever is pasted', () => {
  test('nothing throws, and every verdict has its words', () => {
    const slots = [...guides.values()].flatMap((one) => valuesOf(one).map((slot) => ({ row: one, slot })))
    const fragments = fc.constantFrom(
      'https://',
      'http://',
      'auth.workos.com',
      '/sso/saml/acs/',
      key,
      ' ',
      '\n',
      '"',
      '<',
      '>',
      '{',
      '}',
      '[',
      '](',
      ')',
      '-----BEGIN CERTIFICATE-----',
      '-----END CERTIFICATE-----',
      'MII',
      'Bearer ',
      ':',
      '=',
      '…',
      '\u200b',
      '%',
      '&amp;',
      '<?xml',
      '<!--',
      '<!DOCTYPE',
      'EntityDescriptor',
      '\\n',
      'ssh-rsa ',
      '@',
      '?',
      '#',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(fragments, { maxLength: 40 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(
        text,
        fc.constantFrom(...slots),
        fc.dictionary(fc.constantFrom('acs_url', 'sp_entity_id', 'idp_metadata_url', 'of_another_version'), text),
        (pasted, place, values) => {
          const seen = recognise(pasted, { ...place, values })
          expect(seen.verdict.as === 'nothing' || seen.summary.length > 0).toBe(true)
          if (seen.verdict.as === 'refused')
            expect(seen.verdict.why.length > 0 && seen.verdict.remedy.length > 0).toBe(true)
        },
      ),
      { numRuns: 2000 },
    )
  }, 30_000)

  test('an address in the form a guide gives fits its own field without a warning', () => {
    const fillings: Record<string, string> = {
      host: 'idp.acme-university.edu',
      realm: 'acme',
      region: 'eu',
      ssoEndpoint: 'https://acme.cloudflareaccess.com/cdn-cgi/access/sso/saml/0a1b2c',
      issuer: 'https://idp.acme.com',
      auth0Domain: 'acme.eu.auth0.com',
      oktaDomain: 'acme.okta.com',
      tenantHost: 'acme.workspaceoneaccess.com',
      federationServiceName: 'fs.acme.com',
      agency_name: 'agency',
      tenantId: tenant,
      environmentId: tenant,
      applicationId: other,
    }
    const fill = (pattern: string) =>
      pattern.replace(
        /\{(\w+)\}|<([\w-]+)>/g,
        (_, braces?: string, angles?: string) => fillings[braces ?? angles ?? ''] ?? 'acme1',
      )
    const wrong: unknown[] = []
    let judged = 0
    for (const one of guides.values()) {
      for (const slot of valuesOf(one)) {
        const pattern = patternFor(one, slot)
        if (pattern === null || pattern.includes('…')) continue
        const seen = recognise(fill(pattern), { row: one, slot, values: {} })
        judged++
        if (seen.verdict.as !== 'fits' || seen.notes.some(({ tone }) => tone === 'warn'))
          wrong.push([one.slug, slot, fill(pattern), seen.summary, seen.notes])
      }
    }
    expect(wrong).toEqual([])
    expect(judged).toBeGreaterThan(50)
  })

  const hostile: ReadonlyArray<readonly [string, string]> = [
    ['a', 'a'],
    ['blanks', ' '],
    ['line breaks', '\n'],
    ['open angles', '<'],
    ['comments', '<!--'],
    ['open braces', '{'],
    ['open brackets', '['],
    ['dashes', '-'],
    ['begin lines', '-----BEGIN CERTIFICATE-----'],
    ['certificate tags', '<X509Certificate>'],
    ['addresses', 'https://a.b/ '],
    ['slashes', 'https:///'],
    ['colons', 'a:'],
    ['base64', 'MIIB'],
    ['entities', '<EntityDescriptor '],
    ['quotes', '"'],
    ['dots', 'a.'],
    ['zero-width', '\u200b'],
    ['at signs', 'a@'],
    ['percent', '%3A'],
    ['hex pairs', 'AB:'],
    ['words', 'abc '],
  ]
  test.each(hostile)('a megabyte of %s is judged without delay', (_, unit) => {
    const text = unit.repeat(Math.floor(longestValue / unit.length))
    for (const slot of ['idp_metadata_url', 'idp_metadata_xml', 'x509_certificate', 'idp_entity_id'] as const) {
      const started = performance.now()
      paste(adfs, slot, text)
      // Linear work takes a few milliseconds; quadratic work at this size takes minutes.
      expect(performance.now() - started).toBeLessThan(2000)
    }
  })

  test('a paste beyond every value is refused with its size', () => {
    const seen = paste(adfs, 'idp_metadata_xml', 'x'.repeat(longestValue + 1))
    expect(seen.verdict.as).toBe('refused')
    expect(seen.summary).toContain('1 000 001')
    expect(seen.value).toBe('')
  })
})
