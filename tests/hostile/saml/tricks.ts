import { createHmac, generateKeyPairSync } from 'node:crypto'
import { assertionIn, issue } from '../../lab/idp/issue'
import { labKey } from '../../lab/idp/keys'
import { algorithms, signElement } from '../../lab/idp/sign'
import { forge, type HostileDocument, type Parts } from './documents'

/** Forged content with a signature meant to be taken for genuine. `parts` must sign its assertion with the prefix `ds`. */
export async function signatureTricks(parts: Parts): Promise<HostileDocument[]> {
  const { xml, assertionSignature: genuine, issued } = parts
  const { message, key } = issued
  const attacker = await labKey('attacker')
  const tampered = forge(xml)
  const unsigned = tampered.replace(genuine, '')
  /** The forged content with a signature that fits it, made with the attacker's key. */
  const selfSigned = (options: Partial<Parameters<typeof signElement>[2]> = {}) =>
    signElement(unsigned, message.assertionId, { key: attacker, prefix: 'ds', ...options })
  const theirs = /<ds:Signature [\s\S]*?<\/ds:Signature>/.exec(selfSigned())?.[0] ?? ''
  const part = (signature: string, name: string) =>
    new RegExp(`<ds:${name}[ >][\\s\\S]*?</ds:${name}>`).exec(signature)?.[0] ?? ''
  const digestOf = (signature: string) => /<ds:DigestValue>([^<]*)/.exec(signature)?.[1] ?? ''
  const withSignature = (signature: string) =>
    unsigned.replace('</Issuer><Subject>', () => `</Issuer>${signature}<Subject>`)
  const swap = (name: string, content: string) => withSignature(genuine.replace(part(genuine, name), () => content))
  const value = part(genuine, 'SignatureValue')

  const documents: Record<string, string> = {
    'tampered content under the genuine signature': tampered,
    'signed by the attacker, attacker in KeyInfo': selfSigned(),
    'signed by the attacker, genuine certificate in KeyInfo': selfSigned({ keyInfoCertificate: key.certificateBase64 }),
    'signed by the attacker, no KeyInfo': selfSigned({ keyInfo: 'none' }),
    'signed by the attacker with SHA-1': selfSigned({
      signatureAlgorithm: algorithms.rsaSha1,
      digestAlgorithm: algorithms.sha1,
    }),
    'both KeyInfo certificates, attacker first': withSignature(
      theirs.replace(
        '</ds:X509Data>',
        `<ds:X509Certificate>${key.certificateBase64}</ds:X509Certificate></ds:X509Data>`,
      ),
    ),
    'forged digest in the genuine SignedInfo': withSignature(genuine.replace(digestOf(genuine), digestOf(theirs))),
    'forged digest, genuine one in a comment': withSignature(
      genuine.replace(digestOf(genuine), `${digestOf(theirs)}<!--${digestOf(genuine)}-->`),
    ),
    'genuine digest in a comment before the forged one': withSignature(
      genuine.replace(digestOf(genuine), `<!--${digestOf(genuine)}-->${digestOf(theirs)}`),
    ),
    'forged digest in a comment before the genuine one': withSignature(
      genuine.replace(digestOf(genuine), `<!--${digestOf(theirs)}-->${digestOf(genuine)}`),
    ),
    'forged digest as a section': withSignature(genuine.replace(digestOf(genuine), `<![CDATA[${digestOf(theirs)}]]>`)),
    'two DigestValues, forged first': withSignature(
      genuine.replace(part(genuine, 'DigestValue'), (one) => part(theirs, 'DigestValue') + one),
    ),
    'two DigestValues, genuine first': withSignature(
      genuine.replace(part(genuine, 'DigestValue'), (one) => one + part(theirs, 'DigestValue')),
    ),
    'two SignedInfo, forged first': withSignature(
      genuine.replace(part(genuine, 'SignedInfo'), (one) => part(theirs, 'SignedInfo') + one),
    ),
    'two SignedInfo, genuine first': withSignature(
      genuine.replace(part(genuine, 'SignedInfo'), (one) => one + part(theirs, 'SignedInfo')),
    ),
    'forged SignedInfo, genuine one in an Object': withSignature(
      genuine
        .replace(part(genuine, 'SignedInfo'), () => part(theirs, 'SignedInfo'))
        .replace('</ds:Signature>', () => `<ds:Object>${part(genuine, 'SignedInfo')}</ds:Object></ds:Signature>`),
    ),
    'genuine SignedInfo, forged one in an Object': withSignature(
      genuine.replace('</ds:Signature>', () => `<ds:Object>${part(theirs, 'SignedInfo')}</ds:Object></ds:Signature>`),
    ),
    'forged SignedInfo with the genuine SignatureValue': swap('SignedInfo', part(theirs, 'SignedInfo')),
    'two SignatureValues': withSignature(genuine.replace(value, () => value + part(theirs, 'SignatureValue'))),
    'empty SignatureValue': swap('SignatureValue', '<ds:SignatureValue></ds:SignatureValue>'),
    'SignatureValue of zeros': withSignature(
      theirs.replace(
        part(theirs, 'SignatureValue'),
        `<ds:SignatureValue>${Buffer.alloc(256).toString('base64')}</ds:SignatureValue>`,
      ),
    ),
    'no SignatureValue': swap('SignatureValue', ''),
    'no SignedInfo': swap('SignedInfo', ''),
    'an empty Signature': withSignature('<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>'),
    'both signatures, genuine first': withSignature(genuine + theirs),
    'both signatures, forged first': withSignature(theirs + genuine),
    'no signature at all': unsigned,
    'the signature in another namespace': tampered.replace(
      'xmlns:ds="http://www.w3.org/2000/09/xmldsig#"',
      'xmlns:ds="urn:other"',
    ),
    'the attacker’s signature with the genuine SignatureValue too': withSignature(
      theirs.replace(part(theirs, 'SignatureValue'), () => value),
    ),
    'method none': withSignature(theirs.replace(algorithms.rsaSha256, 'http://www.w3.org/2000/09/xmldsig#none')),
    'empty method': withSignature(theirs.replace(algorithms.rsaSha256, '')),
  }

  for (const [name, uri] of Object.entries({
    'HMAC-SHA1': 'http://www.w3.org/2000/09/xmldsig#hmac-sha1',
    'HMAC-SHA256': 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256',
  })) {
    const signed = theirs.replace(algorithms.rsaSha256, uri)
    const mac = createHmac(name === 'HMAC-SHA1' ? 'sha1' : 'sha256', key.certificatePem)
      .update(part(signed, 'SignedInfo'))
      .digest('base64')
    documents[`${name} with the public certificate as the secret`] = withSignature(
      signed.replace(part(signed, 'SignatureValue'), `<ds:SignatureValue>${mac}</ds:SignatureValue>`),
    )
  }
  const references: Record<string, string> = {
    'empty reference': 'URI=""',
    'no reference URI': '',
    'reference to the Response': `URI="#${message.responseId}"`,
    'reference to nothing': 'URI="#_nowhere"',
    'reference by xpointer': `URI="#xpointer(id('${message.assertionId}'))"`,
    'reference to the root by xpointer': 'URI="#xpointer(/)"',
    'reference to a file': 'URI="file:///etc/hostname"',
    'reference with a quote': `URI="#${message.assertionId}'"`,
    'reference in capitals': `URI="#${message.assertionId.toUpperCase()}"`,
    'reference with a blank': `URI="# ${message.assertionId}"`,
    'reference percent-encoded': `URI="#%5f${message.assertionId.slice(1)}"`,
  }
  for (const [name, uri] of Object.entries(references)) {
    for (const [whose, signature] of [
      ['genuine', genuine],
      ['attacker’s', theirs],
    ] as const) {
      documents[`${name} in the ${whose} signature`] = withSignature(signature.replace(/URI="[^"]*"/, uri))
    }
  }
  const transforms: Record<string, string> = {
    XSLT: '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"><x:stylesheet xmlns:x="http://www.w3.org/1999/XSL/Transform" version="1.0"/></ds:Transform>',
    XPath:
      '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>not(ancestor-or-self::Subject)</ds:XPath></ds:Transform>',
    'XPath filter 2': '<ds:Transform Algorithm="http://www.w3.org/2002/06/xmldsig-filter2"/>',
    base64: '<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#base64"/>',
    decryption: '<ds:Transform Algorithm="http://www.w3.org/2002/07/decrypt#XML"/>',
    unknown: '<ds:Transform Algorithm="urn:x"/>',
    'eight more canonicalizations': `<ds:Transform Algorithm="${algorithms.exclusive}"/>`.repeat(8),
  }
  for (const [name, transform] of Object.entries(transforms)) {
    documents[`${name} transform, at the end`] = withSignature(
      theirs.replace('</ds:Transforms>', `${transform}</ds:Transforms>`),
    )
    documents[`${name} transform, alone`] = withSignature(
      theirs.replace(/<ds:Transforms>.*<\/ds:Transforms>/, `<ds:Transforms>${transform}</ds:Transforms>`),
    )
  }
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  documents['ECDSA with r and s zero'] = withSignature(
    theirs
      .replace(algorithms.rsaSha256, algorithms.ecdsaSha256)
      .replace(
        part(theirs, 'SignatureValue'),
        `<ds:SignatureValue>${Buffer.alloc(64).toString('base64')}</ds:SignatureValue>`,
      )
      .replace(
        /<ds:KeyInfo>.*<\/ds:KeyInfo>/,
        `<ds:KeyInfo><ds:KeyValue>${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}</ds:KeyValue></ds:KeyInfo>`,
      ),
  )
  return Object.entries(documents).map(([name, text]) => ({ name, xml: text }))
}

/** Ways to make two readers of one genuinely signed document see different users, or to break XML's rules for it. */
export async function contentTricks(parts: Parts): Promise<HostileDocument[]> {
  const { xml } = parts
  const user = 'alice@example.test'
  const inNameId = (text: string) => xml.replace(`>${user}</NameID>`, () => `>${text}</NameID>`)
  const doctype = (subset: string) => `<!DOCTYPE samlp:Response [${subset}]>`
  const documents: Record<string, string> = {
    'comment at the start of the NameID': inNameId(`<!---->${user}`),
    'comment in the middle of the NameID': inNameId('alice@example.<!-- -->test'),
    'comment at the end of the NameID': inNameId(`${user}<!--.evil.test-->`),
    'several comments in the NameID': inNameId('a<!-- -->lice<!---->@example.test<!-- -->'),
    'processing instruction in the NameID': inNameId('alice@example.test<?x .evil.test?>'),
    'processing instruction splitting the NameID': inNameId('alice<?x y?>@example.test'),
    'processing instruction before the root': xml.replace(/^/, '<?xml-stylesheet href="x"?>'),
    'processing instruction after the root': `${xml}<?x y?>`,
    'section making the user another': inNameId('<![CDATA[mallory@evil.test]]>'),
    'section added to the user': inNameId(`${user}<![CDATA[.evil.test]]>`),
    'document type': doctype('') + xml,
    'document type with an entity': doctype('<!ENTITY u "mallory@evil.test">') + inNameId('&u;'),
    'external entity': doctype('<!ENTITY u SYSTEM "file:///etc/hostname">') + inNameId('&u;'),
    'external entity over the network': doctype('<!ENTITY u SYSTEM "http://127.0.0.1:9/x">') + inNameId('&u;'),
    'external document type': `<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">${xml}`,
    'parameter entity': doctype('<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;') + xml,
    'billion laughs':
      doctype(
        Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`)
          .join('')
          .replace('<!ENTITY l1 ', '<!ENTITY l0 "lol"><!ENTITY l1 '),
      ) + inNameId('&l10;'),
    'quadratic entity': doctype(`<!ENTITY a "${'a'.repeat(60_000)}">`) + inNameId('&a;'.repeat(60_000)),
    'default attribute from the document type': doctype('<!ATTLIST Assertion ID CDATA "_x">') + xml,
    'ID declared by the document type': doctype('<!ATTLIST Subject Ref ID #IMPLIED>') + xml,
    'second NameID': xml.replace('</NameID>', '</NameID><NameID>mallory@evil.test</NameID>'),
    'second Subject': xml.replace('<Subject>', '<Subject><NameID>mallory@evil.test</NameID></Subject><Subject>'),
    'NameID in another namespace first': xml.replace(
      '<NameID',
      '<NameID xmlns="urn:x">mallory@evil.test</NameID><NameID',
    ),
    'prefix bound to another namespace': xml.replaceAll(
      'urn:oasis:names:tc:SAML:2.0:assertion',
      'urn:oasis:names:tc:SAML:2.0:assertion ',
    ),
    'second ID attribute in capitals': xml.replace('<Subject>', `<Subject Id="${parts.issued.message.assertionId}">`),
    'xml:id twin': xml.replace('<Subject>', `<Subject xml:id="${parts.issued.message.assertionId}">`),
    'xml:base added': xml.replace('<Subject>', '<Subject xml:base="http://evil.test/">'),
    'invisible characters in the user': inNameId(`\u202e${user}\u202c`),
    'homoglyph in the user': inNameId('аlice@example.test'),
    'attribute names of the prototype': xml.replace(
      '</AttributeStatement>',
      '<Attribute Name="__proto__"><AttributeValue>x</AttributeValue></Attribute><Attribute Name="constructor"><AttributeValue>y</AttributeValue></Attribute></AttributeStatement>',
    ),
    'elements of the prototype': xml.replace(
      '<Subject>',
      '<__proto__><constructor toString="1"/></__proto__><Subject>',
    ),
    'bare less-than in an attribute': xml.replace('ID="', 'ID="<'),
    'duplicate attribute': xml.replace(' Version="2.0"', ' Version="2.0" Version="2.0"'),
    'NUL character': inNameId('alice\u0000@example.test'),
    'reference to NUL': inNameId('alice&#0;@example.test'),
    'second root': `${xml}${xml}`,
    'text after the root': `${xml}mallory`,
    'error status with the assertion': xml.replace('status:Success', 'status:Responder'),
    'Response in lower case': xml.replaceAll('samlp:Response', 'samlp:response'),
  }
  return Object.entries(documents).map(([name, text]) => ({ name, xml: text }))
}

/** Documents that were cut, doubled, blown up or garbled on their way. */
export function damaged(parts: Parts): HostileDocument[] {
  const { xml, assertion } = parts
  const documents: Record<string, string> = {
    'ten thousand nested elements': xml.replace('<Subject>', '<a>'.repeat(10_000)),
    'a hundred thousand nested elements': '<a>'.repeat(100_000),
    'a million nested elements': '<a>'.repeat(1_000_000),
    'sixty-four levels too many': xml.replace('</Subject>', `${'<a>'.repeat(64)}${'</a>'.repeat(64)}</Subject>`),
    'two hundred thousand attributes': `<a ${Array.from({ length: 200_000 }, (_, i) => `a${i}=""`).join(' ')}/>`,
    'four megabytes of attribute': xml.replace('ID="', `Junk="${'x'.repeat(4 * 1024 * 1024)}" ID="`),
    'four megabytes of text': xml.replace('</NameID>', `${'x'.repeat(4 * 1024 * 1024)}</NameID>`),
    'a four megabyte comment': xml.replace('<Subject>', `<!--${'x'.repeat(4 * 1024 * 1024)}--><Subject>`),
    'three hundred thousand elements': xml.replace('<Subject>', `${'<a/>'.repeat(300_000)}<Subject>`),
    'ten thousand assertions': xml.replace(assertion, () =>
      '<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion"/>'.repeat(10_000),
    ),
    'two thousand signatures': xml.replace(
      '<Subject>',
      `${'<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>'.repeat(2000)}<Subject>`,
    ),
    'a signature of two thousand references': xml.replace(/(<ds:Reference [\s\S]*?<\/ds:Reference>)/, (one) =>
      one.repeat(2000),
    ),
    'a thousand certificates in KeyInfo': xml.replace(/(<ds:X509Certificate>[\s\S]*?<\/ds:X509Certificate>)/, (one) =>
      one.repeat(1000),
    ),
    'a certificate of garbage': xml.replace(
      /<ds:X509Certificate>[^<]*/,
      `<ds:X509Certificate>${Buffer.from('garbage'.repeat(100)).toString('base64')}`,
    ),
    'fifty thousand namespaces': xml.replace(
      '<Subject>',
      `${Array.from({ length: 2000 }, (_, i) => `<a xmlns:p${i}="urn:${i}">`).join('')}<Subject>`,
    ),
    'a name of a megabyte': `<${'a'.repeat(1024 * 1024)}/>`,
    'ten thousand attribute values': xml.replace(
      '</AttributeStatement>',
      `<Attribute Name="groups">${'<AttributeValue>g</AttributeValue>'.repeat(10_000)}</Attribute></AttributeStatement>`,
    ),
  }
  for (let step = 1; step < 40; step++) {
    documents[`cut off after ${step} fortieths`] = xml.slice(0, Math.floor((xml.length * step) / 40))
    documents[`beginning after ${step} fortieths`] = xml.slice(Math.floor((xml.length * step) / 40))
  }
  return Object.entries(documents).map(([name, text]) => ({ name, xml: text }))
}

/** Responses whose signature is genuine but was made for something else than what stands in the message. */
export async function borrowed(): Promise<HostileDocument[]> {
  const other = await issue('adfs', { fault: 'nameid-missing', key: await labKey('adfs-hostile') })
  const mine = await issue('adfs', { key: await labKey('attacker') })
  const forged = forge(mine.xml)
  return [
    {
      name: 'genuine assertion of another message appended',
      xml: forged.replace('</samlp:Response>', () => `${assertionIn(other.xml)}</samlp:Response>`),
    },
    {
      name: 'genuine assertion of another message in front',
      xml: forged.replace('<Assertion', () => `${assertionIn(other.xml)}<Assertion`),
    },
    {
      name: 'genuine metadata in Extensions',
      xml: forged.replace(
        '<samlp:Status>',
        () => `<samlp:Extensions>${other.metadata.replace(/<\?xml[^>]*\?>/, '')}</samlp:Extensions><samlp:Status>`,
      ),
    },
  ]
}
