/** A SAML message as a browser carried it, still packed. */
export interface CarriedMessage {
  parameter: 'SAMLRequest' | 'SAMLResponse'
  value: string
  /** Where it went, with its query where it stood there. */
  url: string
  method: string
  /** Milliseconds since 1970. */
  at: number
}

/**
 * The SAML messages of a sign-in as a HAR (HTTP Archive 1.2), which whoever reads captures understands: request and response
 * together, where each went and when. Nothing else of the sign-in is in it.
 */
export function captureOf(messages: readonly CarriedMessage[]): Uint8Array {
  const entries = messages.map(({ parameter, value, url, method, at }) => ({
    startedDateTime: new Date(at).toISOString(),
    request: {
      method,
      url:
        method === 'POST' ? withoutQuery(url) : `${withoutQuery(url)}?${new URLSearchParams({ [parameter]: value })}`,
      ...(method === 'POST' ? { postData: { params: [{ name: parameter, value }] } } : {}),
    },
  }))
  return Buffer.from(JSON.stringify({ log: { version: '1.2', creator: { name: 'Signpost' }, entries } }))
}

const withoutQuery = (url: string) => url.replace(/[?#].*$/s, '')
