import { createSocket, type RemoteInfo } from 'node:dgram'
import { once } from 'node:events'
import { type Answer, type DecodedPacket, decode, encode, type RecordType } from 'dns-packet'

/** What the server says of a name. What is left out, it has not. */
export interface ZoneEntry {
  a?: readonly string[]
  aaaa?: readonly string[]
  cname?: string
  txt?: readonly string[]
  ns?: readonly string[]
  /** `SERVFAIL`, `REFUSED`, … instead of an answer. */
  failure?: 'FORMERR' | 'SERVFAIL' | 'NOTIMP' | 'REFUSED'
  /** Never answers. */
  silent?: true
  delayMs?: number
}

export interface DnsServer {
  /** `127.0.0.1:PORT` */
  address: string
  /** Every question so far, as `TYPE name`. */
  asked: string[]
  close(): Promise<void>
}

const failures = { FORMERR: 1, SERVFAIL: 2, NOTIMP: 4, REFUSED: 5 } as const
const noSuchName = 3
const recursive = 0x0180

/** A DNS server on 127.0.0.1 that knows the given names and no other. */
export async function startDnsServer(zone: Readonly<Record<string, ZoneEntry>>): Promise<DnsServer> {
  const socket = createSocket('udp4')
  const asked: string[] = []
  const timers = new Set<NodeJS.Timeout>()
  socket.on('message', (bytes: Buffer, from: RemoteInfo) => {
    const query = decode(bytes)
    const question = query.questions?.[0]
    if (!question) return
    const name = question.name.toLowerCase()
    asked.push(`${question.type} ${name}`)
    const entry = zone[name]
    if (entry?.silent) return
    const reply = encode(answer(query, name, question.type, zone))
    const timer = setTimeout(() => {
      timers.delete(timer)
      socket.send(reply, from.port, from.address)
    }, entry?.delayMs ?? 0)
    timers.add(timer)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    close: async () => {
      for (const timer of timers) clearTimeout(timer)
      socket.close()
      await once(socket, 'close')
    },
  }
}

/** The message in answer to a question: the records, the aliases on the way to them, or a failure. */
export function answer(
  query: Pick<DecodedPacket, 'id' | 'questions'>,
  name: string,
  type: RecordType,
  zone: Readonly<Record<string, ZoneEntry>>,
) {
  const entry = zone[name]
  const rcode = entry === undefined ? noSuchName : entry.failure ? failures[entry.failure] : 0
  return {
    id: query.id ?? 0,
    type: 'response' as const,
    flags: recursive | rcode,
    questions: query.questions ?? [],
    answers: rcode === 0 ? records(name, type, zone, 0) : [],
  }
}

function records(name: string, type: RecordType, zone: Readonly<Record<string, ZoneEntry>>, depth: number): Answer[] {
  const entry = zone[name]
  if (!entry || depth > 8) return []
  const at = { name, ttl: 60, class: 'IN' as const }
  if (entry.cname !== undefined) {
    const alias: Answer = { ...at, type: 'CNAME', data: entry.cname }
    return type === 'CNAME' ? [alias] : [alias, ...records(entry.cname, type, zone, depth + 1)]
  }
  if (type === 'A') return (entry.a ?? []).map((data) => ({ ...at, type: 'A', data }))
  if (type === 'TXT') return (entry.txt ?? []).map((data) => ({ ...at, type: 'TXT', data: inStrings(data) }))
  if (type === 'NS') return (entry.ns ?? []).map((data) => ({ ...at, type: 'NS', data }))
  if (type === 'AAAA') return (entry.aaaa ?? []).map((data) => ({ ...at, type: 'AAAA', data }))
  return []
}

/** A text as DNS sends it: in strings of at most 255 bytes. */
const inStrings = (text: string): string[] => text.match(/.{1,255}/gs) ?? ['']
