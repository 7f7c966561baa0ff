import type { Evidence, Finding } from '../../../shared/finding'
import { clipped, finding } from '../finding'
import type { Body, MetadataObservation } from '../observation'
import { notMetadata } from './body'
import { answeredWith, unreached } from './exchange'

/** Judges what came back: the right kind of thing, from an address that answers a stranger. */
export function judgeSource({ source, body }: MetadataObservation): Finding {
  const { exchange } = source
  const evidence = evidenceOf(source, body)
  if (exchange?.failure) return unreached(exchange, exchange.failure, evidence)
  const status = exchange?.status ?? null
  if (exchange && status !== null && (status < 200 || status > 299))
    return answeredWith(status, exchange, body, evidence)
  if (body.kind !== 'xml') {
    const { summary, fix } = notMetadata(body, exchange)
    return finding('source', 'fail', summary, { evidence, fix })
  }
  if (exchange && isOpenHttp(exchange.finalUrl)) {
    return finding(
      'source',
      'warn',
      'The address answers with XML, but over http: on the way anybody could replace it.',
      {
        evidence,
        fix: {
          action: 'Publish the metadata over https and use that address.',
          where: exchange.finalUrl,
          owner: 'idp-admin',
        },
      },
    )
  }
  const type = exchange?.contentType ?? null
  const calledHtml = type !== null && /html/i.test(type)
  const what = exchange ? 'The address answers with XML' : 'This is an XML document'
  return finding(
    'source',
    'pass',
    calledHtml ? `${what}, although the server calls it ${clipped(type, 60)}.` : `${what}.`,
    {
      evidence,
    },
  )
}

function isOpenHttp(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return protocol === 'http:' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
}

function evidenceOf(source: MetadataObservation['source'], body: Body): Evidence[] {
  const { exchange, name, bytes } = source
  const from = exchange?.finalUrl ?? name
  const at = exchange ? new Date(exchange.at).toISOString() : undefined
  const list: Evidence[] = []
  const add = (label: string, value: string | null, where = from) => {
    if (value !== null) list.push({ label, value, from: where, ...(at === undefined ? {} : { at }) })
  }
  for (const hop of exchange?.hops ?? []) add(`Redirect ${hop.status}`, hop.location, hop.url)
  add('HTTP status', exchange?.status === null || exchange === null ? null : String(exchange.status))
  add('Content-Type', exchange?.contentType ?? null)
  for (const [header, value] of Object.entries(exchange?.headers ?? {})) add(header, clipped(value, 200))
  if (body.kind === 'html') add('Title', body.title)
  if (body.kind === 'json') add('Error', body.error)
  if (body.kind === 'json') add('Issuer', body.issuer)
  if (body.kind === 'text') add('Begins with', body.start)
  if (body.kind !== 'none') add('Size', `${bytes} bytes`)
  return list
}
