import type { Exchange } from './browser'

const pairs = (text: string) => [...new URLSearchParams(text)]

/** What a person exports from the network panel: everything, cookies and pages included. `blank`: as Firefox leaves out types. */
export function harOf(exchanges: readonly Exchange[], browser: 'chromium' | 'firefox' = 'chromium'): string {
  const image = {
    startedDateTime: new Date().toISOString(),
    ...(browser === 'chromium' ? { _resourceType: 'image' } : {}),
    request: { method: 'GET', url: 'https://idp.example.test/logo.png', headers: [], cookies: [] },
    response: { status: 200, headers: [], content: { mimeType: 'image/png', text: '' }, redirectURL: '' },
  }
  const entries = exchanges.map((one) => ({
    startedDateTime: one.at.toISOString(),
    time: 12,
    ...(browser === 'chromium' ? { _resourceType: 'document' } : {}),
    request: {
      method: one.method,
      url: one.url,
      headers: [{ name: 'Cookie', value: one.cookie }],
      cookies: pairs(one.cookie.replaceAll('; ', '&')).map(([name, value]) => ({ name, value })),
      ...(one.body === null
        ? {}
        : {
            postData: {
              mimeType: 'application/x-www-form-urlencoded',
              text: one.body,
              ...(browser === 'chromium'
                ? {
                    params: one.body
                      .split('&')
                      .map((part) => ({ name: part.split('=')[0], value: part.split('=')[1] })),
                  }
                : {}),
            },
          }),
    },
    response: {
      status: one.status,
      headers: one.location === null ? [] : [{ name: 'Location', value: one.location }],
      redirectURL: one.location ?? '',
      content: { mimeType: one.type, text: one.content },
    },
  }))
  return JSON.stringify({
    log: { version: '1.2', creator: { name: browser, version: '1' }, entries: [...entries, image] },
  })
}

/** What the SAML-tracer extension exports. */
export function samlTracerOf(exchanges: readonly Exchange[]): string {
  return JSON.stringify({
    requests: exchanges.map((one, index) => ({
      method: one.method,
      url: one.url,
      requestId: `request-${index}`,
      requestHeaders: [
        { name: 'Cookie', value: one.cookie },
        { name: 'Sec-Fetch-Dest', value: 'document' },
      ],
      responseHeaders: [
        { name: 'Date', value: one.at.toUTCString() },
        { name: 'Content-Type', value: one.type },
        ...(one.location === null ? [] : [{ name: 'Location', value: one.location }]),
      ],
      responseStatus: one.status,
      ...(one.method === 'GET' ? { get: pairs(new URL(one.url).search) } : {}),
      ...(one.body === null ? {} : { post: pairs(one.body) }),
    })),
    timestamp: new Date().toISOString(),
  })
}
