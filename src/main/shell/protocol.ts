import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { protocol, type Session } from 'electron'
import type { Previews } from './previews'
import { codeOf } from './store/json-file'

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

/**
 * Serves the built page under `app://signpost/`. A path is one of the file names below the page's folder, written
 * plainly: anything with an escape, a dot segment or another host is answered with 404.
 */
export function serveWindow(session: Session, folder: string, previews: Previews): void {
  session.protocol.handle('app', async (request) => {
    const match = /^app:\/\/signpost\/((?:[A-Za-z0-9_-]+\/)*[A-Za-z0-9_.-]*)(?:[?#].*)?$/.exec(request.url)
    const name = match?.[1] === '' ? 'index.html' : match?.[1]
    if (request.method !== 'GET' || name === undefined || name.includes('..'))
      return new Response(null, { status: 404 })
    if (name.startsWith(previewFolder)) return preview(previews.read(name.slice(previewFolder.length)))
    const type = types[extname(name)]
    if (type === undefined) return new Response(null, { status: 404 })
    try {
      const body = await readFile(join(folder, name))
      const nonce = randomBytes(16).toString('base64')
      const isPage = extname(name) === '.html'
      return new Response(isPage ? body.toString('utf8').replaceAll('__NONCE__', nonce) : new Uint8Array(body), {
        headers: {
          'content-type': type,
          'content-security-policy': contentSecurityPolicy(nonce),
          'x-content-type-options': 'nosniff',
          'cache-control': isPage ? 'no-store' : 'max-age=31536000, immutable',
        },
      })
    } catch (error) {
      return new Response(null, { status: codeOf(error) === 'ENOENT' ? 404 : 500 })
    }
  })
}

/** A page to be looked at: it may dress itself and nothing else, and only our own page may frame it. */
function preview(html: string | undefined): Response {
  if (html === undefined) return new Response(null, { status: 404 })
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors ${origin}; sandbox`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
}
