import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { adfsMetadata } from '../lab/documents/adfs'
import { aggregate } from '../lab/documents/aggregate'
import { truncated } from '../lab/documents/bytes'
import { oidcDiscovery } from '../lab/documents/oidc'
import { blockPage, signInPage, xhtmlSignInPage } from '../lab/documents/pages'
import { serviceProviderMetadata } from '../lab/documents/service-provider'
import { day, documentOf, inspect, iso, keys, now, vendors } from './metadata-corpus'

const pem = keys.current.certificatePem
const okta = documentOf('okta')
const spMetadata = serviceProviderMetadata({
  entityId: 'https://api.workos.com/sso/1',
  acsUrl: 'https://api.workos.com/sso/saml/acs/1',
})
const response = '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0"/>'

describe('something else than metadata', () => {
  const cases: ReadonlyArray<readonly [string, string | Uint8Array, RegExp]> = [
    ['nothing', '', /empty\./],
    ['blanks', ' \r\n\t ', /only blanks/],
    ['a lone byte-order mark', '\ufeff', /only a byte-order mark/],
    ['a sign-in page of AD FS', signInPage(), /sign-in page of AD FS, titled “Sign In”/],
    ['an XHTML sign-in page', xhtmlSignInPage(), /sign-in page/],
    [
      'a sign-in page of Keycloak',
      '<!doctype html><html><head><title>Sign in to staff</title></head><body><form id="kc-form-login"></form>',
      /sign-in page of Keycloak/,
    ],
    [
      'a sign-in page of Microsoft',
      '<html><head><title>Sign in to your account</title></head><body>$Config={"urlPost":"x","pgid":"ConvergedSignIn"}</body></html>',
      /sign-in page of Microsoft/,
    ],
    [
      'a sign-in page of Google',
      '<!DOCTYPE HTML><html><body><input id="identifierId"></body></html>',
      /sign-in page of Google/,
    ],
    [
      'a sign-in page of PingFederate',
      '<HTML><form><input name="pf.username"><input name="pf.pass" type="password"></form></HTML>',
      /sign-in page of PingFederate/,
    ],
    ['a sign-in page of F5', '<html><form action="/my.policy"></form></html>', /sign-in page of F5/],
    ['a sign-in page of NetIQ', '<html><input name="Ecom_User_ID"></html>', /sign-in page of NetIQ/],
    [
      'a page that passes a response on',
      '<html><body onload="f.submit()"><form><input type="hidden" name="SAMLResponse" value="x"></form></body></html>',
      /passes a sign-in on/,
    ],
    [
      'a bot check',
      '<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>',
      /bot check of Cloudflare/,
    ],
    [
      'a captive portal',
      '<html><head><title>Guest Network Login</title></head><body>Wi-Fi access</body></html>',
      /captive portal/,
    ],
    ['an error page', '<html><head><title>404 - Not Found</title></head></html>', /error page/],
    [
      'some page behind a comment',
      '\n<!-- x -->\n<!DOCTYPE html>\n<html><head><title>A &amp; B</title></head></html>',
      /web page, titled “A & B”/,
    ],
    ['a block page', blockPage('Access Denied'), /error page, titled “Access Denied”/],
    ['a fragment of a page', '<div class="error">No</div>', /web page/],
    ['an OIDC discovery document', oidcDiscovery('https://sso.example.com/realms/staff'), /OpenID Connect discovery/],
    ['an error in JSON', '{"error":"not_found","error_description":"No such app"}', /error message in JSON/],
    ['a key set', '{"keys":[]}', /key set/],
    ['damaged JSON', '{"issuer": "x"', /damaged JSON/],
    ['other JSON', '[1,2]', /JSON, not/],
    ['a PEM certificate', pem, /certificate in PEM/],
    ['a DER certificate', Buffer.from(keys.current.certificateBase64, 'base64'), /DER form/],
    ['a bare base64 certificate', keys.current.certificateBase64, /base64, without its PEM lines/],
    ['a PKCS #7 bundle', '-----BEGIN PKCS7-----\nMIIB\n-----END PKCS7-----', /PKCS #7/],
    ['a private key', keys.current.privatePem, /private key/],
    ['a ZIP archive', Buffer.from('PK\u0003\u0004rest', 'latin1'), /ZIP/],
    ['a gzip file', gzipSync(okta), /gzip/],
    ['a PDF document', '%PDF-1.7\n', /PDF/],
    ['metadata in base64', Buffer.from(okta).toString('base64'), /XML in base64/],
    ['a response in base64', Buffer.from(response).toString('base64'), /encoded SAML response/],
    [
      'the field of a form',
      `SAMLResponse=${encodeURIComponent(Buffer.from(response).toString('base64'))}`,
      /encoded SAML response/,
    ],
    ['an address', 'https://idp.example.com/metadata\n', /address, not the document/],
    [
      'a page about SAML',
      '<html><head><title>onelogin.saml2 documentation</title></head><body>SimpleSAMLphp, Shibboleth</body></html>',
      /a web page/,
    ],
    ['prose', 'Please find the metadata attached.', /plain text/],
    ['binary data', Uint8Array.from([1, 2, 3, 0, 0, 9]), /binary/],
  ]
  it.each(cases)('%s', async (_, document, summary) => {
    const { findings } = await inspect(document)
    expect(findings.map(({ id, status }) => [id, status])).toEqual([['metadata.source', 'fail']])
    expect(findings[0]?.summary).toMatch(summary)
    expect(findings[0]?.fix?.action).toBeTruthy()
  })

  it('never repeats a private key', async () => {
    const { findings } = await inspect(keys.current.privatePem)
    expect(JSON.stringify(findings)).not.toContain(keys.current.privatePem.split('\n')[1])
  })

  const roots: ReadonlyArray<readonly [string, string, RegExp]> = [
    ['a SAML response', response, /a SAML response/],
    ['a SAML request', response.replace('Response', 'AuthnRequest'), /request or protocol message/],
    ['an assertion', '<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion"/>', /assertion/],
    ['a page under a prefix', '<x:html xmlns:x="http://www.w3.org/1999/xhtml"/>', /web page/],
    ['a SOAP fault', '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"/>', /SOAP/],
    ['a WSDL description', '<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"/>', /WSDL/],
    ['a feed', '<rss xmlns="urn:x" version="2.0"/>', /another kind/],
    ['an error of a storage service', '<Error><Code>AccessDenied</Code></Error>', /root element is Error/],
    ['no namespace', '<EntityDescriptor entityID="x"/>', /no namespace/],
    ['another namespace', '<EntityDescriptor xmlns="urn:x"/>', /namespace urn:x instead/],
    [
      'only the role',
      okta
        .replace(/^[\s\S]*?(<md:IDPSSODescriptor)/, '$1')
        .replace('</md:EntityDescriptor>', '')
        .replace('<md:IDPSSODescriptor', '<md:IDPSSODescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"'),
      /a part of metadata/,
    ],
    ['an empty group', aggregate('urn:x', []), /holds no entity/],
  ]
  it.each(roots)('%s', async (_, document, summary) => {
    const inspected = await inspect(document)
    expect(inspected.of('source')).toEqual(['pass'])
    expect(inspected.find('root', 'fail').summary).toMatch(summary)
    expect(inspected.of('role')).toEqual([])
  })
})

describe('XML', () => {
  const cases: ReadonlyArray<readonly [string, string | Uint8Array, string, string, RegExp]> = [
    ['cut off', truncated(okta), 'well-formed', 'fail', /cut off/],
    ['prose in front of it', `Hello, our metadata:\n${okta}`, 'well-formed', 'fail', /text before the root element/],
    ['its beginning missing', okta.slice(80), 'well-formed', 'fail', /text before the root element/],
    ['a stray ampersand', okta.replace('/sso/saml"', '/sso/saml?a=1&b=2"'), 'well-formed', 'fail', /&amp;/],
    ['a DOCTYPE', okta.replace('<md:Entity', '<!DOCTYPE x>\n<md:Entity'), 'dtd', 'fail', /DOCTYPE/],
    [
      'invalid UTF-8',
      Buffer.concat([Buffer.from('<?xml version="1.0"?><a b="'), Buffer.from([0xe9, 0x22]), Buffer.from('/>')]),
      'encoding',
      'fail',
      /0xE9.*byte 27/,
    ],
    ['an encoding nobody reads', okta.replace('UTF-8', 'EUC-JP'), 'encoding', 'fail', /EUC-JP/],
    [
      'UTF-16 declared over UTF-8 bytes',
      okta.replace('UTF-8', 'utf-16'),
      'encoding',
      'fail',
      /says utf-16, but the bytes are UTF-8/,
    ],
    [
      'UTF-8 declared over UTF-16 bytes',
      Buffer.from(`\ufeff${okta}`, 'utf16le'),
      'encoding',
      'warn',
      /says UTF-8, but the bytes are UTF-16LE/,
    ],
    ['ISO-8859-1', Buffer.from(okta.replace('UTF-8', 'ISO-8859-1'), 'latin1'), 'encoding', 'info', /ISO-8859-1/],
    ['XML 1.1', okta.replace('version="1.0"', 'version="1.1"'), 'well-formed', 'warn', /XML 1\.1/],
  ]
  it.each(cases)('%s', async (_, document, check, status, summary) => {
    expect((await inspect(document)).find(check, status).summary).toMatch(summary)
  })

  it('a byte-order mark too many is one fault, and the rest is judged', async () => {
    const inspected = await inspect(`\ufeff\ufeff${okta}`)
    expect(inspected.find('well-formed', 'fail').summary).toContain('second byte-order mark')
    expect(inspected.of('role')).toEqual(['pass'])
    expect(inspected.of('signing-certificate')).toEqual(['pass'])
  })

  it('says once where reading ended', async () => {
    const { summary, place, evidence } = (await inspect(okta.replace('</md:KeyDescriptor>', '</md:Key>'))).find(
      'well-formed',
      'fail',
    )
    const { line, column } = place ?? {}
    expect(JSON.stringify([summary, evidence]).split(`line ${line}, column ${column}`)).toHaveLength(2)
  })

  it('blanks in front of the declaration are one fault, and the rest is judged with its true places', async () => {
    const inspected = await inspect(`\r\n  ${okta}`)
    const fault = inspected.find('well-formed', 'fail')
    expect(fault.summary).toContain('first thing')
    expect(fault.place).toEqual({ line: 2, column: 3 })
    expect(inspected.of('role')).toEqual(['pass'])
    expect(inspected.find('root', 'pass').evidence[0]?.from).toBe('metadata.xml, line 2')
  })
})

describe('roles and ids', () => {
  it.each([
    ['service provider metadata', spMetadata, /metadata of a service provider/],
    [
      'WS-Federation only',
      adfsMetadata({ ...vendors.adfs.facts, signingCertificates: [keys.current.certificateBase64] }).replace(
        /<(SPSSO|IDPSSO)Descriptor[\s\S]*?<\/\1Descriptor>/g,
        '',
      ),
      /WS-Federation metadata only/,
    ],
    [
      'SAML 1.1 only',
      okta.replace('urn:oasis:names:tc:SAML:2.0:protocol', 'urn:oasis:names:tc:SAML:1.1:protocol'),
      /does not offer SAML 2\.0/,
    ],
    [
      'no role',
      '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://x"/>',
      /no role at all/,
    ],
    [
      'an attribute authority',
      okta.replaceAll('IDPSSODescriptor', 'AttributeAuthorityDescriptor'),
      /only AttributeAuthorityDescriptor/,
    ],
  ])('%s', async (_, document, summary) => {
    const inspected = await inspect(document)
    const fault = inspected.find('role', 'fail')
    expect(fault.summary).toMatch(summary)
    expect(fault.fix?.owner).toBe('idp-admin')
    expect(inspected.of('signing-certificate')).toEqual([])
  })

  it('a role without protocols is a warning', async () => {
    const inspected = await inspect(okta.replace(/ protocolSupportEnumeration="[^"]*"/, ''))
    expect(inspected.of('role')).toEqual(['warn'])
    expect(inspected.of('certificate-expiry')).toEqual(['pass'])
  })

  it.each([
    [null, 'fail', /no entityID/],
    ['', 'fail', /empty/],
    [' ', 'fail', /empty/],
    [`https://x/${'y'.repeat(1100)}`, 'fail', /1110 characters/],
    ['https://idp.example.com ', 'warn', /a blank at character 24/],
    ['https://idp.example.com/\u202emoc', 'warn', /U\+202E/],
    ['https://idp.example.com/\u200b', 'warn', /zero-width space/],
    ['my-idp', 'warn', /not an absolute URI/],
    ['urn:example:idp', 'pass', /urn:example:idp/],
  ])('entity id %j is %s', async (entityId, status, summary) => {
    const document =
      entityId === null
        ? okta.replace(/ entityID="[^"]*"/, '')
        : okta.replace(/ entityID="[^"]*"/, ` entityID="${entityId}"`)
    expect((await inspect(document)).find('entity-id', status).summary).toMatch(summary)
  })
})

describe('validity', () => {
  it.each([
    [iso(now - day), 'fail', /ended on 2030-06-14, 1 day ago/],
    [iso(now - 60_000), 'pass', /holds until|ends in/],
    [iso(now + 3 * day), 'warn', /ends in 3 days/],
    [iso(now + 400 * day), 'pass', /holds until 2031-07-20/],
    ['2031-01-01T00:00:00', 'warn', /no time zone/],
    ['2029-01-01T00:00:00', 'fail', /ended/],
    ['soon', 'warn', /not a date/],
    ['2031-02-30T00:00:00Z', 'warn', /not a date/],
    ['10000-01-01T00:00:00Z', 'pass', /holds until/],
  ])('validUntil %s', async (validUntil, status, summary) => {
    const inspected = await inspect(documentOf('okta', { validUntil }))
    const judged = inspected.findings.filter(({ id }) => id === 'metadata.validity')
    expect(judged).toHaveLength(1)
    if (validUntil === iso(now - 60_000)) expect(judged[0]?.status).not.toBe('fail')
    else expect([judged[0]?.status, judged[0]?.summary.match(summary) !== null]).toEqual([status, true])
  })

  it('an end soon is told, not blamed, where the document is read again anyway', async () => {
    const document = documentOf('okta', { validUntil: iso(now + 3 * day) })
    const exchange = {
      url: 'https://x.example.com/',
      at: now,
      hops: [],
      finalUrl: 'https://x.example.com/',
      status: 200,
      contentType: 'text/xml',
      headers: {},
      failure: null,
    }
    expect((await inspect(document, {}, { exchange })).of('validity')).toEqual(['info'])
    const wrapped = documentOf('keycloakWrapped').replace(
      '<EntitiesDescriptor',
      `<EntitiesDescriptor validUntil="${iso(now + 3 * day)}"`,
    )
    expect((await inspect(wrapped)).of('validity')).toEqual(['info'])
    expect((await inspect(wrapped.replace(iso(now + 3 * day), iso(now - 3 * day)))).of('validity')).toEqual(['fail'])
  })

  it('the role may end before the document', async () => {
    const inspected = await inspect(
      okta.replace('<md:IDPSSODescriptor', `<md:IDPSSODescriptor validUntil="${iso(now - day)}"`),
    )
    expect(inspected.find('validity', 'fail').summary).toContain('validUntil of IDPSSODescriptor')
  })

  it('a cacheDuration is a hint, and has a form', async () => {
    expect((await inspect(documentOf('okta', { cacheDuration: 'PT6H' }))).of('validity')).toEqual(['pass'])
    expect((await inspect(documentOf('okta', { cacheDuration: '6 hours' }))).of('validity')).toEqual(['warn'])
  })
})

describe('keys', () => {
  const signing = (...names: Array<keyof typeof keys>) =>
    documentOf('okta', { signingCertificates: names.map((name) => keys[name].certificateBase64) })

  const lives: ReadonlyArray<readonly [Array<keyof typeof keys>, string[]]> = [
    [['current'], ['pass']],
    [['expired'], ['fail']],
    [['future'], ['fail']],
    [['ending'], ['warn']],
    [['noticed'], ['warn']],
    [
      ['current', 'next'],
      ['pass', 'pass'],
    ],
    [
      ['expired', 'current'],
      ['warn', 'pass'],
    ],
    [
      ['future', 'current'],
      ['warn', 'pass'],
    ],
    [
      ['expired', 'future'],
      ['fail', 'fail'],
    ],
    [
      ['expired', 'ending'],
      ['warn', 'warn'],
    ],
    [
      ['current', 'expired', 'next'],
      ['pass', 'warn', 'pass'],
    ],
  ]
  it.each(lives)('signing certificates %j: expiry %j', async (names, statuses) => {
    const inspected = await inspect(signing(...names))
    expect(inspected.of('certificate-expiry')).toEqual(statuses)
    expect(inspected.of('signing-certificate')).toEqual(names.map(() => 'pass'))
    expect(inspected.of('certificate-strength')).toEqual(names.map(() => 'pass'))
  })

  it('says how long ago and how long still, and what to do in which console', async () => {
    const expired = (await inspect(documentOf('adfs', { signingCertificates: [keys.expired.certificateBase64] }))).find(
      'certificate-expiry',
      'fail',
    )
    expect(expired.summary).toBe(
      'The signing certificate expired on 2030-06-05, 10 days ago. No other signing certificate of the metadata is valid.',
    )
    expect(expired.fix).toMatchObject({
      owner: 'idp-admin',
      where: expect.stringContaining('AD FS Management'),
      command: 'Update-AdfsCertificate -CertificateType Token-Signing',
    })
    const ending = (await inspect(signing('ending'))).find('certificate-expiry', 'warn')
    expect(ending.summary).toContain('expires in 20 days, on 2030-07-05')
  })

  it('the same certificate twice is one certificate', async () => {
    expect((await inspect(signing('current', 'current'))).of('certificate-expiry')).toEqual(['pass'])
  })

  it('one certificate for signing and encryption is judged once for each', async () => {
    const inspected = await inspect(
      documentOf('simpleSamlPhp', { signingCertificates: [keys.expired.certificateBase64] }),
    )
    expect(inspected.of('certificate-expiry').sort()).toEqual(['fail', 'info'])
    expect(inspected.of('signing-certificate')).toEqual(['pass'])
  })

  it.each([
    ['RSA 1024', 'small', 'warn', /1024 bits/],
    ['EC', 'elliptic', 'info', /P-256/],
  ] as const)('strength of %s', async (_, name, status, summary) => {
    expect((await inspect(signing(name))).find('certificate-strength', status).summary).toMatch(summary)
  })

  const body = keys.current.certificateBase64
  const broken: ReadonlyArray<readonly [string, string, string, RegExp]> = [
    ['PEM lines inside', okta.replace(body, pem), 'warn', /PEM lines/],
    [
      'bytes behind it',
      okta.replace(body, Buffer.concat([Buffer.from(body, 'base64'), Buffer.from('xx')]).toString('base64')),
      'warn',
      /bytes behind/,
    ],
    ['not base64', okta.replace(body, 'MII§not base64'), 'fail', /not base64/],
    ['base64 of something else', okta.replace(body, Buffer.from('hello').toString('base64')), 'fail', /not DER/],
    ['empty', okta.replace(body, ''), 'fail', /empty/],
    ['cut off', okta.replace(body, body.slice(0, 400)), 'fail', /cut off/],
    ['no KeyDescriptor', okta.replace(/<md:KeyDescriptor[\s\S]*<\/md:KeyDescriptor>/, ''), 'fail', /no key at all/],
    ['encryption only', okta.replace('use="signing"', 'use="encryption"'), 'fail', /encryption keys only/],
    ['a bare KeyValue', okta.replace(/<ds:X509Data>[\s\S]*<\/ds:X509Data>/, '<ds:KeyValue/>'), 'fail', /KeyValue/],
    [
      'a KeyName only',
      okta.replace(/<ds:X509Data>[\s\S]*<\/ds:X509Data>/, '<ds:KeyName>k</ds:KeyName>'),
      'fail',
      /KeyName/,
    ],
    ['an empty KeyInfo', okta.replace(/<ds:X509Data>[\s\S]*<\/ds:X509Data>/, ''), 'fail', /is missing/],
    ['an unknown use', okta.replace('use="signing"', 'use="Signing"'), 'warn', /use="Signing"/],
    [
      'a KeyInfo in the wrong namespace',
      okta.replaceAll('ds:', '').replace('xmlns:ds', 'xmlns:x'),
      'fail',
      /not in the namespace/,
    ],
    ['no use', okta.replace(' use="signing"', ''), 'pass', /CN=/],
  ]
  it.each(broken)('%s', async (_, document, status, summary) => {
    const inspected = await inspect(document)
    expect(inspected.of('signing-certificate')).toEqual([status])
    expect(inspected.find('signing-certificate', status).summary).toMatch(summary)
  })

  it('a broken certificate beside a good one is a warning', async () => {
    const document = signing('current', 'next').replace(keys.next.certificateBase64, 'AAAA')
    expect((await inspect(document)).of('signing-certificate').sort()).toEqual(['pass', 'warn'])
  })
})

describe('sign-on addresses', () => {
  const redirect = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect'
  const at = (location: string) => okta.replaceAll(/ Location="[^"]*"/g, ` Location="${location}"`)
  it.each([
    ['none', okta.replace(/<md:SingleSignOnService[^>]*>/g, ''), ['fail']],
    [
      'POST only',
      documentOf('okta', { sso: [{ binding: 'HTTP-POST', location: 'https://idp.example.com/sso' }] }),
      ['warn'],
    ],
    [
      'SOAP and Artifact only',
      documentOf('okta', {
        sso: [
          { binding: 'SOAP', location: 'https://i.example.com' },
          { binding: 'HTTP-Artifact', location: 'https://i.example.com' },
        ],
      }),
      ['fail'],
    ],
    ['http', at('http://idp.example.com/sso'), ['warn', 'warn']],
    ['on this machine', at('http://localhost:8080/realms/x/protocol/saml'), ['warn', 'warn']],
    ['in a private network', at('https://adfs.corp.local/adfs/ls/'), ['warn', 'warn']],
    ['at a private address', at('https://10.1.2.3/sso'), ['warn', 'warn']],
    ['at a private IPv6 address', at('https://[fd00::1]/sso'), ['warn', 'warn']],
    ['at a mapped private address', at('https://[::ffff:192.168.1.1]/sso'), ['warn', 'warn']],
    ['at a private address in disguise', at('https://0x0a010203/sso'), ['warn', 'warn']],
    ['by a single name', at('https://intranet/sso'), ['warn', 'warn']],
    ['at a public address', at('https://203.0.113.9/sso'), ['pass', 'pass']],
    ['empty', at(''), ['fail', 'fail']],
    ['relative', at('/adfs/ls/'), ['fail', 'fail']],
    ['javascript', at('javascript:alert(1)'), ['fail', 'fail']],
    ['padded', at(' https://idp.example.com/sso'), ['warn', 'warn']],
    ['one broken of two', okta.replace(/(HTTP-POST"[^>]*Location=")[^"]*/, '$1'), ['pass', 'warn']],
    [
      'another binding beside it',
      okta.replace(
        '<md:SingleSignOnService',
        `<md:SingleSignOnService Binding="urn:mace:shibboleth:1.0:profiles:AuthnRequest" Location="https://x.example.com/"/><md:SingleSignOnService`,
      ),
      ['pass', 'pass'],
    ],
    ['a binding with blanks', okta.replace(redirect, ` ${redirect}`), ['pass', 'pass']],
  ])('%s', async (_, document, statuses) => {
    expect((await inspect(document)).of('sso-endpoint')).toEqual(statuses)
  })
})

describe('aggregates', () => {
  const many = (count: number) =>
    aggregate(
      'urn:example:federation',
      Array.from({ length: count }, (_, index) =>
        documentOf('shibboleth', { entityId: `https://idp${index}.example.edu/idp/shibboleth` }),
      ),
    )

  it('several identity providers: choose one', async () => {
    const inspected = await inspect(many(3))
    expect(inspected.find('root', 'warn').summary).toContain('3 entities, 3 of them identity providers')
    expect(inspected.of('certificate-expiry')).toEqual(['pass', 'pass', 'pass'])
    expect(inspected.find('role', 'pass').summary).toMatch(/^https:\/\/idp0\.example\.edu\/idp\/shibboleth: /)
  })

  it('one of them by its id', async () => {
    const inspected = await inspect(many(3), { entityId: 'https://idp1.example.edu/idp/shibboleth' })
    expect(inspected.of('root')).toEqual(['info'])
    expect(inspected.of('entity-id')).toEqual(['pass'])
    expect(inspected.of('certificate-expiry')).toEqual(['pass'])
  })

  it('an id that is not there: the ones like it', async () => {
    const inspected = await inspect(many(3), { entityId: 'https://idp1.example.edu/idp/Shibboleth/' })
    const fault = inspected.find('entity-id', 'fail')
    expect(fault.compared?.received.value).toBe('https://idp1.example.edu/idp/shibboleth')
    expect(fault.evidence[0]).toMatchObject({ label: 'Similar id' })
    expect(inspected.of('role')).toEqual([])
  })

  it('another id than the only one: said, and the rest judged', async () => {
    const inspected = await inspect(okta, { entityId: 'http://www.okta.com/exk1a2b3c4D5e6F7g8h8' })
    expect(inspected.find('entity-id', 'fail').compared?.firstDifference?.index).toBe(39)
    expect(inspected.of('certificate-expiry')).toEqual(['pass'])
  })

  it('one id twice: both places', async () => {
    const twice = many(3).replace('idp2.example.edu/idp/shibboleth"', 'idp1.example.edu/idp/shibboleth"')
    for (const entityId of [null, 'https://idp1.example.edu/idp/shibboleth']) {
      const fault = (await inspect(twice, { entityId })).find('entity-id', 'fail')
      expect(fault.summary).toContain('2 entities have the id https://idp1.example.edu')
      expect(fault.evidence).toHaveLength(2)
    }
  })

  it('more than can be judged one by one: summed up', async () => {
    const all = many(30).replace(
      keys.current.certificateBase64.replace(/(.{64})/g, '$1\n').trimEnd(),
      keys.expired.certificateBase64,
    )
    const inspected = await inspect(all)
    expect(inspected.find('certificate-expiry', 'info').summary).toMatch(/holds \d+ certificates/)
    expect(inspected.find('certificate-expiry', 'fail').summary).toContain('idp0.example.edu')
    expect(inspected.of('certificate-strength')).toEqual([])
  })
})

describe('the signature of the document', () => {
  const facts = { ...vendors.adfs.facts, signingCertificates: [keys.current.certificateBase64] }
  const signed = adfsMetadata(facts, keys.current)
  const candidate = (key: typeof keys.current) => ({
    pem: key.certificatePem,
    sha256: key.sha256,
    subject: 'CN=x',
    from: 'given' as const,
  })

  it.each([
    ['untouched', signed, [], 'pass'],
    ['untouched, with the right certificate', signed, [candidate(keys.current)], 'pass'],
    ['untouched, with another certificate', signed, [candidate(keys.other)], 'fail'],
    ['changed', signed.replace('adfs.example.com/adfs/ls/', 'evil.example.com/adfs/ls/'), [], 'fail'],
    ['indented', signed.replace(/></g, '>\n  <'), [], 'warn'],
    ['none', documentOf('adfs'), [], 'info'],
    ['made by an unknown key', adfsMetadata(facts, keys.other), [], 'pass'],
    ['with a decoy', signed.replace(/(<(?:\w+:)?Signature[\s\S]*<\/(?:\w+:)?Signature>)/, '$1$1'), [], 'warn'],
  ] as const)('%s', async (_, document, trusted, status) => {
    expect((await inspect(document, { trusted })).of('signature')).toEqual([status])
  })

  it('says whose certificate it was made with, and what that is worth', async () => {
    expect((await inspect(adfsMetadata(facts, keys.other))).find('signature', 'pass').summary).toContain(
      'the certificate the signature carries',
    )
    expect((await inspect(signed.replace(/></g, '> <'))).find('signature', 'warn').summary).toContain('re-formatted')
  })
})

describe('how the address answered', () => {
  const exchange = (changes: object) => ({
    url: 'https://idp.example.com/m',
    at: now,
    hops: [],
    finalUrl: 'https://idp.example.com/m',
    status: 200,
    contentType: 'application/samlmetadata+xml',
    headers: {},
    failure: null,
    ...changes,
  })
  const xml = okta
  const page = signInPage()
  it.each([
    ['XML', {}, xml, 'pass', /answers with XML\./],
    [
      'XML called HTML',
      { contentType: 'text/html; charset=utf-8' },
      xml,
      'pass',
      /although the server calls it text\/html/,
    ],
    ['HTML called XML', { contentType: 'application/xml' }, page, 'fail', /returns a sign-in page/],
    [
      'HTML after a redirect',
      {
        hops: [{ url: 'https://idp.example.com/m', status: 302, location: 'https://login.example.com/' }],
        finalUrl: 'https://login.example.com/',
      },
      page,
      'fail',
      /on login\.example\.com after a redirect/,
    ],
    ['over http', { finalUrl: 'http://idp.example.com/m' }, xml, 'warn', /over http/],
    ['over http on this machine', { finalUrl: 'http://127.0.0.1:8080/m' }, xml, 'pass', /answers with XML/],
    ['401', { status: 401 }, '', 'fail', /sign-in \(401\)/],
    ['403', { status: 403 }, page, 'fail', /forbids access/],
    ['404', { status: 404 }, page, 'fail', /nothing at this path/],
    ['404 with XML', { status: 404 }, xml, 'fail', /404/],
    ['418', { status: 418 }, '', 'fail', /418/],
    ['502', { status: 502 }, page, 'fail', /server failed \(502\)/],
    ['503 by a bot check', { status: 503 }, '<html><title>Just a moment...</title></html>', 'fail', /bot check/],
    ['511', { status: 511 }, page, 'fail', /captive portal/],
    ['an empty body', {}, '', 'fail', /empty answer/],
  ])('%s', async (_, changes, body, status, summary) => {
    const inspected = await inspect(body, {}, { exchange: exchange(changes), name: 'https://idp.example.com/m' })
    expect(inspected.find('source', status).summary).toMatch(summary)
    if (status === 'fail') expect(inspected.findings).toHaveLength(1)
  })
})
