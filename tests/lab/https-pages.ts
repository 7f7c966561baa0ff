import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { adfsMetadata } from './documents/adfs'
import { aggregate } from './documents/aggregate'
import { truncated, utf16, withByteOrderMark } from './documents/bytes'
import { entraMetadata } from './documents/entra'
import { keycloakMetadata } from './documents/keycloak'
import { browserEndpoints, type IdpMetadata } from './documents/metadata'
import { oidcDiscovery } from './documents/oidc'
import { oktaMetadata } from './documents/okta'
import { blockPage, signInPage, xhtmlSignInPage } from './documents/pages'
import { serviceProviderMetadata } from './documents/service-provider'
import { shibbolethMetadata } from './documents/shibboleth'
import { type Responder, respond } from './https-responses'
import type { SigningKey } from './idp/keys'

export interface HostKeys {
  /** Valid now, and for years. */
  current: SigningKey
  /** Published beside the current one, as during a rollover. */
  next: SigningKey
  expired: SigningKey
}

/** What the AD FS of the lab publishes about itself. */
export function adfsOfHost(origin: string, keys: HostKeys): IdpMetadata {
  return {
    entityId: `http://${new URL(origin).hostname}/adfs/services/trust`,
    signingCertificates: [keys.current.certificateBase64],
    encryptionCertificates: [keys.next.certificateBase64],
    sso: browserEndpoints(`${origin}/adfs/ls/`),
  }
}

const metadataType = 'application/samlmetadata+xml'

/** Every page of the host by its path. A path names what is wrong with its page. */
export function pagesOf(origin: string, keys: HostKeys) {
  const adfs = adfsOfHost(origin, keys)
  const good = adfsMetadata(adfs, keys.current)
  const okta = oktaMetadata({
    ...adfs,
    encryptionCertificates: [],
    entityId: 'http://www.okta.com/exk1lab',
    sso: browserEndpoints(`${origin}/app/acme_workos_1/exk1lab/sso/saml`),
  })
  const entra = entraMetadata(
    {
      ...adfs,
      encryptionCertificates: [],
      entityId: 'https://sts.windows.net/3f1b8a7e-5d3c-4a55-9a0e-6b5f2b9f7c11/',
      sso: browserEndpoints(`${origin}/3f1b8a7e-5d3c-4a55-9a0e-6b5f2b9f7c11/saml2`),
    },
    keys.current,
  )
  const realm = `${origin}/realms/acme`
  const keycloak = { ...adfs, entityId: realm, sso: browserEndpoints(`${realm}/protocol/saml`) }
  const shibboleth = {
    ...adfs,
    entityId: `${origin}/idp/shibboleth`,
    sso: browserEndpoints(`${origin}/idp/profile/SAML2/Redirect/SSO`),
  }
  const expired = {
    ...adfs,
    signingCertificates: [keys.expired.certificateBase64],
    validUntil: new Date(Date.now() - 30 * 86_400_000).toISOString(),
  }

  return {
    '/FederationMetadata/2007-06/FederationMetadata.xml': respond(metadataType, good),
    '/okta/metadata': respond('application/xml', okta),
    '/entra/federationmetadata.xml': respond('application/xml', entra),
    '/realms/acme/protocol/saml/descriptor': respond('application/xml', keycloakMetadata(keycloak)),
    '/auth/realms/acme/protocol/saml/descriptor': respond('text/xml', keycloakMetadata(keycloak, { wrapped: true })),
    '/idp/shibboleth': respond('text/xml', shibbolethMetadata(shibboleth)),
    '/rollover.xml': respond(
      metadataType,
      adfsMetadata({
        ...adfs,
        signingCertificates: [keys.current.certificateBase64, keys.next.certificateBase64],
      }),
    ),
    '/expired.xml': respond(metadataType, adfsMetadata(expired)),
    '/aggregate.xml': respond(
      metadataType,
      aggregate('urn:lab:federation', [okta, shibbolethMetadata(shibboleth), keycloakMetadata(keycloak)]),
    ),
    '/sp.xml': respond(
      'application/xml',
      serviceProviderMetadata({ entityId: `${origin}/sp`, acsUrl: `${origin}/sp/acs` }),
    ),
    '/realms/acme/.well-known/openid-configuration': respond('application/json', oidcDiscovery(realm)),

    '/sign-in': respond('text/html; charset=utf-8', signInPage()),
    '/adfs/ls/': respond('text/html; charset=utf-8', signInPage()),
    '/xhtml': respond('application/xhtml+xml', xhtmlSignInPage()),
    '/blocked': respond('text/html', blockPage('Access blocked'), { status: 403 }),
    '/missing': respond('application/json', '{"error":"not_found","message":"No such document."}', { status: 404 }),
    '/error': respond('text/html', blockPage('Internal Server Error'), { status: 500 }),
    '/unavailable': respond('text/html', blockPage('Service Unavailable'), {
      status: 503,
      headers: { 'Retry-After': '120' },
    }),
    '/empty': respond('application/xml', ''),
    '/other.xml': respond('application/xml', '<?xml version="1.0"?><rss version="2.0"><channel/></rss>'),

    '/truncated.xml': respond(metadataType, truncated(good)),
    '/utf16.xml': respond('application/xml', utf16(okta)),
    '/utf16be.xml': respond('application/xml', utf16(okta, 'big')),
    '/bom.xml': respond('application/xml', withByteOrderMark(okta)),
    '/leading-blank.xml': respond('application/xml', `\n${okta}`),
    '/typed-html.xml': respond('text/html', good),
    '/typed-plain.xml': respond('text/plain', good),
    '/typed-octets.xml': respond('application/octet-stream', good),
    '/untyped.xml': respond(null, good),
    '/download.xml': respond(metadataType, good, {
      headers: { 'Content-Disposition': 'attachment; filename="FederationMetadata.xml"' },
    }),
    '/gzip.xml': respond(metadataType, gzipSync(good), { headers: { 'Content-Encoding': 'gzip' } }),
    '/undeclared-gzip.xml': respond(metadataType, gzipSync(good)),

    '/redirect': redirect('/FederationMetadata/2007-06/FederationMetadata.xml'),
    '/redirect-to-sign-in': redirect('/sign-in?SAMLRequest=fZBBb8IwDIX'),
    '/redirect-loop': redirect('/redirect-loop-back'),
    '/redirect-loop-back': redirect('/redirect-loop'),
    '/redirect-nowhere': respond(null, '', { status: 302 }),
    '/redirect-down': redirect('http://127.0.0.1:9/metadata.xml'),

    '/slow': drip(good),
    '/endless': endless,
    '/bomb': bomb(),
    '/stalled': () => undefined,
    '/cut': cut(good),
  } satisfies Record<string, Responder>
}

export type PagePath = keyof ReturnType<typeof pagesOf>

function redirect(location: string): Responder {
  return respond('text/html', blockPage('Object moved'), { status: 302, headers: { Location: location } })
}

/** A piece every 200 ms: the whole takes about ten seconds. */
function drip(text: string): Responder {
  const bytes = Buffer.from(text, 'utf8')
  const piece = Math.ceil(bytes.length / 50)
  return (_request, response) => {
    response.writeHead(200, { 'Content-Type': metadataType, 'Content-Length': bytes.length })
    let sent = 0
    const timer = setInterval(() => {
      response.write(bytes.subarray(sent, sent + piece))
      sent += piece
      if (sent >= bytes.length) response.end()
    }, 200)
    response.once('close', () => clearInterval(timer))
  }
}

/** Well-formed so far, for ever: a comment that is never closed, as fast as it is read. */
function endless(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'application/xml' })
  response.write('<?xml version="1.0"?><!-- ')
  const blanks = Buffer.alloc(64 * 1024, ' ')
  const pour = () => {
    while (!response.destroyed && response.write(blanks));
  }
  response.on('drain', pour)
  pour()
}

/** 200 MB of blanks in 200 KB, made when first asked for. */
function bomb(): Responder {
  let bytes: Buffer | undefined
  return (request, response) => {
    bytes ??= gzipSync(Buffer.alloc(200 * 1024 * 1024, ' '))
    respond('application/xml', bytes, { headers: { 'Content-Encoding': 'gzip' } })(request, response)
  }
}

/** Half the document, then the connection is closed although more was announced. */
function cut(text: string): Responder {
  const bytes = Buffer.from(text, 'utf8')
  return (_request, response) => {
    response.writeHead(200, { 'Content-Type': metadataType, 'Content-Length': bytes.length })
    response.write(bytes.subarray(0, bytes.length / 2), () => response.socket?.destroy())
  }
}
