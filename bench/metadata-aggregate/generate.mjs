import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import * as x509 from '@peculiar/x509'

const entityId = (index) => `https://idp${index}.example.org/idp/shibboleth`

/**
 * Writes a federation aggregate of about `bytes`: identity providers of some 8 KB each, with two certificates and descriptions in
 * eight languages, as real federations publish them. Says how many there are and names one near the end.
 */
export async function writeAggregate(path, bytes) {
  const certificates = await makeCertificates(24)
  const file = createWriteStream(path)
  let size = 0
  let count = 0
  const write = async (text) => {
    size += Buffer.byteLength(text)
    if (!file.write(text)) await once(file, 'drain')
  }
  await write(
    '<?xml version="1.0" encoding="UTF-8"?>\n<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:mdui="urn:oasis:names:tc:SAML:metadata:ui" xmlns:shibmd="urn:mace:shibboleth:metadata:1.0" Name="urn:example:federation">\n',
  )
  for (; size < bytes; count++) await write(entity(count, certificates))
  await write('</md:EntitiesDescriptor>\n')
  file.end()
  await once(file, 'close')
  return { entities: count, late: entityId(Math.floor(count * 0.95)) }
}

async function makeCertificates(count) {
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: 'SHA-256',
  }
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const made = Array.from({ length: count }, (_, index) =>
    x509.X509CertificateGenerator.createSelfSigned(
      {
        name: `CN=idp${index}.example.org, O=Example University ${index}`,
        serialNumber: (index + 1).toString(16).padStart(32, '1'),
        keys,
        signingAlgorithm: algorithm,
        notBefore: new Date(Date.now() - 86_400_000),
        notAfter: new Date(Date.now() + (index + 1) * 200 * 86_400_000),
      },
      webcrypto,
    ),
  )
  return (await Promise.all(made)).map((one) => one.toString('base64').replace(/(.{64})/g, '$1\n'))
}

const languages = ['en', 'de', 'fr', 'es', 'it', 'sv', 'fi', 'nl']

function entity(index, certificates) {
  const host = `idp${index}.example.org`
  const key = (use, shift) =>
    `    <md:KeyDescriptor use="${use}"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>\n${certificates[(index + shift) % certificates.length]}\n</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>\n`
  const told = languages.map(
    (language) =>
      `      <mdui:DisplayName xml:lang="${language}">Université ${index} (${language})</mdui:DisplayName>\n      <mdui:Description xml:lang="${language}">Identity provider number ${index} of the example federation, described in ${language} in a sentence or two as is usual.</mdui:Description>\n      <mdui:InformationURL xml:lang="${language}">https://www.${host}/${language}/info</mdui:InformationURL>\n      <mdui:PrivacyStatementURL xml:lang="${language}">https://www.${host}/${language}/privacy</mdui:PrivacyStatementURL>\n`,
  )
  const service = (name, binding, path) =>
    `    <md:${name} Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="https://${host}/idp/profile/SAML2/${path}"/>\n`
  return `<md:EntityDescriptor entityID="${entityId(index)}">
  <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:Extensions><shibmd:Scope regexp="false">example.org</shibmd:Scope><mdui:UIInfo>
${told.join('')}    </mdui:UIInfo></md:Extensions>
${key('signing', 0)}${key('encryption', 7)}${service('SingleLogoutService', 'HTTP-Redirect', 'Redirect/SLO')}    <md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:transient</md:NameIDFormat>
${service('SingleSignOnService', 'HTTP-POST', 'POST/SSO')}${service('SingleSignOnService', 'HTTP-Redirect', 'Redirect/SSO')}  </md:IDPSSODescriptor>
  <md:Organization><md:OrganizationName xml:lang="en">Example ${index}</md:OrganizationName><md:OrganizationDisplayName xml:lang="en">Example University ${index}</md:OrganizationDisplayName><md:OrganizationURL xml:lang="en">https://www.${host}</md:OrganizationURL></md:Organization>
  <md:ContactPerson contactType="technical"><md:GivenName>Jo</md:GivenName><md:EmailAddress>mailto:jo@${host}</md:EmailAddress></md:ContactPerson>
</md:EntityDescriptor>
`
}
