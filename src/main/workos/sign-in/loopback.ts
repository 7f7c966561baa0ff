import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { failed, type Outcome, succeeded } from '../../../shared/problem'
import type { Watcher } from './seen'

/** The redirect URI to register, so that any port will do. RFC 8252, section 7.3. */
export const loopbackPattern = 'http://127.0.0.1:*/callback'

const path = '/callback'

export interface Loopback {
  redirectUri: string
  close(): void
}

/**
 * Waits on this machine for the return of a sign-in in the system browser: on 127.0.0.1 alone, on a port the system chose. What
 * comes from elsewhere, for another name than 127.0.0.1 (DNS rebinding), or from another sign-in is refused.
 */
export async function waitOnLoopback(watcher: Watcher, now: () => number): Promise<Outcome<Loopback>> {
  let own = ''
  const server = createServer((request, response) => answer(request, response))
  const listening = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    server.once('error', resolve)
    server.listen(0, '127.0.0.1', () => resolve(null))
  })
  const address = server.address()
  if (listening !== null || address === null || typeof address === 'string') {
    return failed({
      code: 'sign-in.no-loopback',
      title: 'Signpost cannot wait for the browser on this machine.',
      detail: `No port of 127.0.0.1 could be opened (${listening?.code ?? 'unknown'}).`,
      remedy: 'Sign in with the window of Signpost instead, or allow programs to listen on 127.0.0.1.',
    })
  }
  own = `127.0.0.1:${address.port}`

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const asked = request.url ?? ''
    const url = URL.canParse(asked, `http://${own}`) ? new URL(asked, `http://${own}`) : null
    if (request.headers.host !== own) say(response, 421, 'This address is not served here.')
    else if (request.method !== 'GET') say(response, 405, 'Only GET is answered here.')
    else if (url?.pathname === '/done') say(response, 200, 'Signpost has what it waited for. You can close this page.')
    else if (url?.pathname !== path) say(response, 404, 'There is nothing here.')
    else if (!url.searchParams.has('code') && !url.searchParams.has('error')) {
      say(response, 400, 'Signpost waits here for the return of a sign-in, and this is none.')
    } else {
      const seen = { id: 'loopback', at: now(), method: 'GET', url: url.href, inFrame: false, form: null }
      // Away from the address that holds the code.
      if (watcher.request(seen) === 'stop') response.writeHead(303, { ...headers, location: '/done' }).end()
      else say(response, 400, 'This return is not of the sign-in that Signpost waits for. It still waits.')
    }
  }

  return succeeded({
    redirectUri: `http://${own}${path}`,
    close: () => {
      // The page that says it is done is still to be fetched.
      setTimeout(() => {
        server.close()
        server.closeAllConnections()
      }, 2000).unref()
    },
  })
}

const headers = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
} as const

function say(response: ServerResponse, status: number, sentence: string): void {
  response
    .writeHead(status, { ...headers, 'content-type': 'text/html; charset=utf-8' })
    .end(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Signpost</title><meta name="color-scheme" content="light dark"></head><body style="font:16px/1.5 system-ui;max-width:32rem;margin:15vh auto;padding:0 1rem"><h1 style="font-size:1.3rem">Signpost</h1><p>${sentence}</p></body></html>`,
    )
}
