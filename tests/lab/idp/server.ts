import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { inflateRawSync } from 'node:zlib'
import { type LoopbackServer, listenOnLoopback, type TlsIdentity } from '../loopback'
import { type FaultName, faults } from './faults'
import { issue } from './issue'
import { labKey, type SigningKey } from './keys'
import { writeMetadata } from './sign'
import { type VendorName, vendors } from './vendors'
import { escapeXml } from './xml'

/** What an AuthnRequest asked for. */
export interface LabRequest {
  id: string | null
  issuer: string | null
  acs: string | null
  relayState: string | null
}

export interface LabIdpWish {
  vendor: VendorName
  key?: SigningKey
  tls?: TlsIdentity
  /** Service providers it knows: SP entity ID to ACS URL. Without it, it answers everybody. */
  registered?: Readonly<Record<string, string>>
  now?: () => Date
}

/** An identity provider in a browser: metadata, a sign-in page, and a page that posts the response to the ACS URL. */
export interface LabIdp extends LoopbackServer {
  readonly entityId: string
  readonly key: SigningKey
  readonly metadataUrl: string
  readonly ssoUrl: string
  /** Every request it was sent, in order. */
  readonly requests: readonly LabRequest[]
  /** The fault its next responses have. Also settable from a browser: `PUT /fault` with the name, or nothing, as the body. */
  fault: FaultName | null
  /** The address of a sign-in it starts by itself. */
  unsolicited(audience: string, acs: string): string
}

const user = 'alice'
const password = 'wonderland'

/** The credentials that sign in. */
export const labUser = { user, password } as const

/** Starts the identity provider on loopback. */
export async function startLabIdp(wish: LabIdpWish): Promise<LabIdp> {
  const { vendor, registered } = wish
  const key = wish.key ?? (await labKey(vendor))
  const { entityId } = vendors[vendor]
  const requests: LabRequest[] = []
  const waiting = new Map<string, LabRequest>()
  const state: { fault: FaultName | null } = { fault: null }

  const routes: Readonly<Record<string, (request: IncomingMessage, url: URL, reply: ServerResponse) => Promise<void>>> =
    {
      'GET /metadata': async (_, __, reply) => {
        send(reply, 200, 'application/samlmetadata+xml', writeMetadata(entityId, idp.ssoUrl, [key.certificateBase64]))
      },
      'GET /sso': async (_, url, reply) => {
        const request = readRequest(url)
        if (!request) return page(reply, 400, 'Unsupported request', 'There is no SAMLRequest that can be read.')
        requests.push(request)
        ask(reply, request)
      },
      'GET /start': async (_, url, reply) => {
        const { searchParams } = url
        ask(reply, {
          id: null,
          issuer: searchParams.get('spentityid'),
          acs: searchParams.get('acs'),
          relayState: searchParams.get('RelayState'),
        })
      },
      'POST /login': async (incoming, _, reply) => {
        const form = new URLSearchParams(await bodyOf(incoming))
        const request = waiting.get(form.get('state') ?? '')
        if (!request) return page(reply, 400, 'Session lost', 'Start again from the application.')
        if (form.get('username') !== user || form.get('password') !== password)
          return loginPage(reply, form.get('state') ?? '', 'Wrong user name or password.')
        waiting.delete(form.get('state') ?? '')
        await answer(reply, request)
      },
      'PUT /fault': async (incoming, _, reply) => {
        const name = (await bodyOf(incoming)).trim()
        if (name !== '' && !Object.hasOwn(faults, name)) return send(reply, 404, 'text/plain', `no fault ${name}`)
        state.fault = name === '' ? null : (name as FaultName)
        send(reply, 204, 'text/plain', '')
      },
    }

  function ask(reply: ServerResponse, request: LabRequest) {
    const known = registered && (request.issuer === null ? undefined : registered[request.issuer])
    if (registered && known === undefined)
      return page(reply, 400, 'Unknown application', `No application is registered as ${request.issuer}.`)
    if (known !== undefined && request.acs !== null && request.acs !== known) {
      return page(reply, 400, 'Unknown reply address', `${request.acs} is not registered for ${request.issuer}.`)
    }
    const token = randomBytes(16).toString('hex')
    waiting.set(token, { ...request, acs: request.acs ?? known ?? null })
    loginPage(reply, token, null)
  }

  async function answer(reply: ServerResponse, request: LabRequest): Promise<void> {
    const { acs, issuer } = request
    if (acs === null || issuer === null) return page(reply, 400, 'No reply address', 'The request names none.')
    const { base64 } = await issue(vendor, {
      key,
      acs,
      audience: issuer,
      requestId: request.id,
      at: wish.now?.() ?? new Date(),
      ...(state.fault ? { fault: state.fault } : {}),
    })
    const relayState =
      request.relayState === null
        ? ''
        : `<input type="hidden" name="RelayState" value="${escapeXml(request.relayState)}">`
    html(
      reply,
      200,
      'Working…',
      `<form method="post" action="${escapeXml(acs)}"><input type="hidden" name="SAMLResponse" value="${base64}">${relayState}<noscript><button>Continue</button></noscript></form><script>document.forms[0].submit()</script>`,
    )
  }

  const server = await listenOnLoopback((incoming, reply) => {
    const url = new URL(incoming.url ?? '/', 'http://lab')
    const route = routes[`${incoming.method} ${url.pathname}`]
    if (!route) return page(reply, 404, 'Not found', 'There is nothing here.')
    route(incoming, url, reply).catch((error: unknown) => send(reply, 500, 'text/plain', String(error)))
  }, wish.tls)

  const idp: LabIdp = {
    ...server,
    entityId,
    key,
    metadataUrl: `${server.origin}/metadata`,
    ssoUrl: `${server.origin}/sso`,
    requests,
    get fault() {
      return state.fault
    },
    set fault(name) {
      state.fault = name
    },
    unsolicited: (audience, acs) => `${server.origin}/start?${new URLSearchParams({ spentityid: audience, acs })}`,
  }
  return idp
}

/** HTTP-Redirect binding (bindings 3.4.4.1). Null for anything else. */
function readRequest({ searchParams }: URL): LabRequest | null {
  const packed = searchParams.get('SAMLRequest')
  if (packed === null) return null
  try {
    const xml = inflateRawSync(Buffer.from(packed, 'base64'), { maxOutputLength: 100_000 }).toString('utf8')
    const attribute = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(xml)?.[1] ?? null
    return {
      id: attribute('ID'),
      acs: attribute('AssertionConsumerServiceURL'),
      issuer: /<(?:\w+:)?Issuer[^>]*>([^<]*)</.exec(xml)?.[1] ?? null,
      relayState: searchParams.get('RelayState'),
    }
  } catch {
    return null
  }
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

function loginPage(reply: ServerResponse, state: string, complaint: string | null): void {
  html(
    reply,
    complaint === null ? 200 : 401,
    'Sign in to Example',
    `${complaint === null ? '' : `<p role="alert">${escapeXml(complaint)}</p>`}<form method="post" action="/login"><input type="hidden" name="state" value="${escapeXml(state)}"><label>User name <input name="username" autofocus></label><label>Password <input name="password" type="password"></label><button>Sign in</button></form>`,
  )
}

const page = (reply: ServerResponse, status: number, title: string, sentence: string) =>
  html(reply, status, title, `<p>${escapeXml(sentence)}</p>`)

function html(reply: ServerResponse, status: number, title: string, body: string): void {
  send(
    reply,
    status,
    'text/html; charset=utf-8',
    `<!doctype html><html lang="en"><head><title>${escapeXml(title)}</title></head><body><h1>${escapeXml(title)}</h1>${body}</body></html>`,
  )
}

function send(reply: ServerResponse, status: number, type: string, body: string): void {
  reply.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
}
