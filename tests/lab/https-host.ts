import type { IncomingMessage, ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import { z } from 'zod'
import type { CertificateAuthority } from './ca'
import type { IdpMetadata } from './documents/metadata'
import { blockPage } from './documents/pages'
import { adfsOfHost, type HostKeys, type PagePath, pagesOf } from './https-pages'
import { type Responder, respond } from './https-responses'
import { labKey, makeKey } from './idp/keys'
import { listenOnLoopback } from './loopback'

/** The HTTPS server of the lab: metadata in good order, and everything that comes back in its place. */
export interface HttpsHost {
  readonly origin: string
  /** The AD FS whose metadata lies at its usual path. */
  readonly adfs: IdpMetadata
  readonly keys: HostKeys
  /** The address of a page. */
  url(path: PagePath): string
  /** All pages. */
  readonly paths: readonly PagePath[]
  /** Puts another answer at a path, known or new, from the next request on. */
  serve(path: string, responder: Responder): void
  /** How often a path was asked for. */
  requests(path: string): number
  close(): Promise<void>
}

const day = 86_400_000

/** Starts the host on 127.0.0.1 with a certificate for 127.0.0.1 and localhost from this authority. */
export async function startHttpsHost(authority: CertificateAuthority): Promise<HttpsHost> {
  const [identity, keys] = await Promise.all([authority.issue({ names: ['127.0.0.1', 'localhost'] }), makeHostKeys()])
  const responders = new Map<string, Responder>()
  const counts = new Map<string, number>()
  const server = await listenOnLoopback((request, response) => {
    const path = (request.url ?? '/').replace(/\?.*$/, '')
    if (path === controlPath && request.method === 'POST') return void answerLike(request, response, responders)
    counts.set(path, (counts.get(path) ?? 0) + 1)
    const responder = responders.get(path) ?? nothingHere
    responder(request, response)
  }, identity)
  const pages = pagesOf(server.origin, keys)
  for (const [path, responder] of Object.entries(pages)) responders.set(path, responder)
  return {
    origin: server.origin,
    adfs: adfsOfHost(server.origin, keys),
    keys,
    url: (path) => `${server.origin}${path}`,
    paths: pagePaths(pages),
    serve: (path, responder) => responders.set(path, responder),
    requests: (path) => counts.get(path) ?? 0,
    close: () => server.close(),
  }
}

/** Where a program outside is told what another path answers from now on. */
export const controlPath = '/_lab/answer-like'
const control = z.object({ path: z.string(), like: z.string() })

/** Lets a path answer as another one does, as when an identity provider changes its metadata. */
async function answerLike(
  request: IncomingMessage,
  response: ServerResponse,
  responders: Map<string, Responder>,
): Promise<void> {
  const wanted = control.safeParse(await json(request).catch(() => null))
  const responder = wanted.success ? responders.get(wanted.data.like) : undefined
  if (wanted.success && responder) responders.set(wanted.data.path, responder)
  response.writeHead(responder ? 204 : 400).end()
}

const nothingHere = respond('text/html', blockPage('404 Not Found'), { status: 404 })

async function makeHostKeys(): Promise<HostKeys> {
  const [current, next, expired] = await Promise.all([
    labKey('adfs-signing', { subject: 'ADFS Signing - adfs.acme.example' }),
    labKey('adfs-signing-next', { subject: 'ADFS Signing - adfs.acme.example' }),
    makeKey({
      subject: 'ADFS Signing - adfs.acme.example',
      notBefore: new Date(Date.now() - 395 * day),
      notAfter: new Date(Date.now() - 30 * day),
    }),
  ])
  return { current, next, expired }
}

function pagePaths(pages: Record<PagePath, Responder>): PagePath[] {
  return Object.keys(pages).filter((path): path is PagePath => Object.hasOwn(pages, path))
}
