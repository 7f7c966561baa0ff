import { type Answer, decode, encode } from 'dns-packet'
import type { Host } from '../host/host'
import type { Ask } from './ask'

/** Response codes by the names Node gives them. Source: RFC 1035 section 4.1.1. */
const codes: Readonly<Record<number, string>> = {
  1: 'EFORMERR',
  2: 'ESERVFAIL',
  3: 'ENOTFOUND',
  4: 'ENOTIMP',
  5: 'EREFUSED',
}
const messageType = 'application/dns-message'

/** Puts questions to a resolver over HTTPS, which gets through where port 53 is closed. Source: RFC 8484. */
export function askOverHttps(service: string, limitMs: number, host: Host): Ask {
  return async (name, type) => {
    const none = (code: string) => ({ values: [], code })
    const outcome = await host.http({
      url: service,
      method: 'POST',
      headers: { accept: messageType, 'content-type': messageType },
      body: encode({ type: 'query', id: 0, flags: 0x100, questions: [{ type, name }] }),
      timeoutMs: limitMs,
      maxBytes: 65_535,
    })
    if (!outcome.ok) return none(outcome.failure.kind === 'timeout' ? 'ETIMEOUT' : outcome.failure.code)
    if (outcome.reply.status !== 200) return none(`HTTP ${outcome.reply.status}`)
    try {
      const message = decode(Buffer.from(outcome.reply.body))
      const rcode = (message.flags ?? 0) & 0xf
      if (rcode !== 0) return none(codes[rcode] ?? `RCODE ${rcode}`)
      const values = (message.answers ?? []).flatMap((answer) => valuesIn(answer, type))
      return values.length > 0 ? { values, code: null } : none('ENODATA')
    } catch {
      return none('EBADRESP')
    }
  }
}

function valuesIn(answer: Answer, type: string): string[] {
  if (answer.type !== type) return []
  return (answer.type === 'A' || answer.type === 'AAAA' || answer.type === 'CNAME') && typeof answer.data === 'string'
    ? [answer.data]
    : []
}
