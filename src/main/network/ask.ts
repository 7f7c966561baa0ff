import type { DnsAnswer } from './observation'

export type Question = 'A' | 'AAAA' | 'CNAME'

/** Puts one question to one resolver. Never throws: what goes wrong becomes the code of the answer. */
export type Ask = (name: string, type: Question) => Promise<DnsAnswer>
