import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { nativeTheme, protocol, type Session } from 'electron'
import type { Previews } from './previews'

export const origin = 'app://signpost'
/** Where pages are shown that are about to leave. */
export const previewFolder = 'preview/'

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

/** What the page may load: its own scripts, styles, images and fonts, nothing else and from nowhere else. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    `frame-src ${origin}/${previewFolder}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
}

interface Answer {
  status: number
  headers: Record<string, string>
  body: Buffer
}

/**
 * Serves the built page under `app://signpost/`. A path is one of the file names below the page's folder, written
 * plainly: anything with an escape, a dot segment or another host is answered with 404.
 */
export function serveWindow({ protocol }: Session, folder: string, previews: Previews): void {
  const answer = (request: { method: string; url: string }) => answerFrom(folder, previews, request)
  // `handle` wraps each answer in a web Response, for which Node reads its implementation of fetch first: a fifth of the
  // time in which an empty window opens. The older call hands the bytes over as they are.
  if (typeof protocol.registerBufferProtocol === 'function') {
    protocol.registerBufferProtocol('app', async (request, reply) => {
      const { status, headers, body } = await answer(request)
      reply({
        statusCode: status,
        headers,
        mimeType: headers['content-type']?.split(';')[0],
        charset: 'utf-8',
        data: body,
      })
    })
  } else {
    protocol.handle('app', async (request) => {
      const { body, ...head } = await answer(request)
      return new Response(new Uint8Array(body), head)
    })
  }
}

async function answerFrom(
  folder: string,
  previews: Previews,
  request: { method: string; url: string },
): Promise<Answer> {
  const match = /^app:\/\/signpost\/((?:[A-Za-z0-9_-]+\/)*[A-Za-z0-9_.-]*)(?:[?#].*)?$/.exec(request.url)
  const name = match?.[1] === '' ? 'index.html' : match?.[1]
  if (request.method !== 'GET' || name === undefined || name.includes('..')) return refused(404)
  if (name.startsWith(previewFolder)) return preview(previews.read(name.slice(previewFolder.length)))
  const type = types[extname(name)]
  if (type === undefined) return refused(404)
  try {
    const file = await readFile(join(folder, name))
    const nonce = randomBytes(16).toString('base64')
    const isPage = extname(name) === '.html'
    return {
      status: 200,
      headers: {
        'content-type': type,
        'content-security-policy': contentSecurityPolicy(nonce),
        'x-content-type-options': 'nosniff',
        'cache-control': isPage ? 'no-store' : 'max-age=31536000, immutable',
      },
      body: isPage ? page(file.toString('utf8'), nonce) : file,
    }
  } catch (error) {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return refused(absent ? 404 : 500)
  }
}

/** A page with what only this moment knows: the nonce of its content policy, and whether its first screen is dark. */
function page(html: string, nonce: string): Buffer {
  const appearance = nativeTheme.shouldUseDarkColors ? 'dark' : 'light'
  return Buffer.from(html.replaceAll('__NONCE__', nonce).replaceAll('__APPEARANCE__', appearance))
}

/** A page to be looked at: it may dress itself and nothing else, and only our own page may frame it. */
function preview(html: string | undefined): Answer {
  if (html === undefined) return refused(404)
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors ${origin}; sandbox`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
    body: Buffer.from(html),
  }
}

const refused = (status: number): Answer => ({ status, headers: {}, body: Buffer.alloc(0) })
