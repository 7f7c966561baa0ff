import { readFileSync, statSync } from 'node:fs'
import { z } from 'zod'
import type { Finding } from '../../../shared/finding'
import { failed, type Outcome, type Problem, succeeded } from '../../../shared/problem'
import { type InspectedDocument, unreadableFile } from '../../inspection/document'
import type { CapturedExchange } from './exchange'
import { type ReadLog, readLog } from './read-log'

const largestFile = 128 * 1024 * 1024
const partLength = 50_000

export interface ReadLogInput {
  document: InspectedDocument
}

/** Requests handed out while a log is read. */
export interface ExchangesPart {
  exchanges: CapturedExchange[]
}

export const readLogResult = z.object({
  format: z.enum(['capture', 'har', 'json', 'lines', 'http']),
  requests: z.number().int(),
  passedOver: z.number().int(),
})
export type ReadLogResult = z.infer<typeof readLogResult>

/** What a part has to look like: it comes from a process that has read a stranger's file. */
export const exchangesPart = z.object({
  exchanges: z.array(
    z.object({
      n: z.number(),
      at: z.number(),
      method: z.string(),
      path: z.string(),
      inside: z.boolean(),
      userAgent: z.string().nullable(),
      contentType: z.string().nullable(),
      token: z.literal('unknown'),
      tokenMarks: z.array(z.never()),
      bytes: z.number(),
      bodyKind: z.enum(['none', 'json', 'broken', 'unread']),
      body: z.unknown().optional(),
      text: z.string().nullable(),
      status: z.number().nullable(),
      scimType: z.string().nullable(),
      detail: z.string().nullable(),
      id: z.string().nullable(),
      ms: z.null(),
    }),
  ),
})

/** Reads a recorded log of SCIM requests; its requests come as parts. */
// biome-ignore lint/correctness/useYield: a job may yield findings, and this one has none
export async function* readLogJob(
  { document }: ReadLogInput,
  signal: AbortSignal,
  part: (value: ExchangesPart) => void,
): AsyncGenerator<Finding, Outcome<ReadLogResult>> {
  const opened = textOf(document)
  if (!opened.ok) return opened
  const log = readLog(opened.value)
  if (log === null || log.exchanges.length === 0) return failed(notALog(document.name, log))
  let batch: CapturedExchange[] = []
  let size = 0
  for (const exchange of log.exchanges) {
    if (signal.aborted) break
    const length = 400 + 2 * (exchange.text?.length ?? 0)
    if (size + length > partLength && batch.length > 0) {
      part({ exchanges: batch })
      batch = []
      size = 0
    }
    batch.push(exchange)
    size += length
  }
  if (batch.length > 0) part({ exchanges: batch })
  return succeeded({ format: log.format, requests: log.exchanges.length, passedOver: log.passedOver })
}

function textOf(document: InspectedDocument): Outcome<string> {
  if (document.kind === 'bytes') return succeeded(new TextDecoder().decode(document.bytes))
  try {
    const { size } = statSync(document.path)
    if (size > largestFile) return failed(tooLarge(document.name))
    return succeeded(new TextDecoder().decode(readFileSync(document.path)))
  } catch (error) {
    return failed(unreadableFile(document.name, error))
  }
}

const tooLarge = (name: string): Problem => ({
  code: 'scim.log-too-large',
  title: `${name} is too large to be read.`,
  detail: `A log of more than ${largestFile / 1024 / 1024} MB is not opened.`,
  remedy: 'Cut it down to the requests of one user or two: they tell as much.',
})

const notALog = (name: string, log: ReadLog | null): Problem => ({
  code: 'scim.not-a-log',
  title: `${name} holds no SCIM requests.`,
  detail:
    log === null
      ? 'It is no saved capture, no HAR file, no JSON with requests in it, and no text of HTTP messages.'
      : `It was read, and none of its ${log.passedOver} entries is a request to /Users, /Groups or the like.`,
  remedy: 'Give a capture saved by Signpost, a HAR file, or a log with method, path and body of each request.',
})
