import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Finding } from '../../shared/finding'
import { failed, type Outcome, type Problem, succeeded } from '../../shared/problem'
import { type RecordedTimeline, type Recording, savedSignInSchema } from '../../shared/sign-in/recording'
import { parseJson } from '../json'
import { jsonItems } from '../saml/decode/json-items'
import { type ImportedTimeline, importTimelines, type RecordedPage } from '../workos/sign-in/imported'
import { type InspectedDocument, unreadableFile } from './document'
import { readMessage } from './message-job'
import { readEntry } from './recording-entry'

const mebibyte = 1024 * 1024
const most = {
  entryBytes: 24 * mebibyte,
  pages: 5000,
  /** Of all pages together: fields of forms and addresses. */
  pageBytes: 16 * mebibyte,
  signIns: 20,
  messages: 40,
  /** Of all messages that are handed on to be judged. */
  messageBytes: 12 * mebibyte,
  savedBytes: 20 * mebibyte,
} as const

export interface ReadRecordingInput {
  document: InspectedDocument
}

const nothing: readonly Finding[] = []

/** Reads a HAR, a SAML-tracer export or a saved sign-in. Of each request only what a timeline keeps leaves the inspector. */
export async function* readRecordingJob({ document }: ReadRecordingInput): AsyncGenerator<Finding, Outcome<Recording>> {
  yield* nothing
  try {
    const saved = await readSaved(document)
    if (saved) return saved
    return await readPages(document)
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'syscall' in error) {
      return failed(unreadableFile(document.name, error))
    }
    throw error
  }
}

async function readPages(document: InspectedDocument): Promise<Outcome<Recording>> {
  const chunks = document.kind === 'bytes' ? [document.bytes] : createReadStream(document.path)
  const pages: RecordedPage[] = []
  let entries = 0
  let bytes = 0
  let from: 'har' | 'saml-tracer' = 'har'
  for await (const item of jsonItems(chunks, ['entries', 'requests'], most.entryBytes)) {
    entries += 1
    const entry: unknown = item.ok ? parseJson(item.text) : null
    if (typeof entry === 'object' && entry !== null && !('request' in entry)) from = 'saml-tracer'
    const page = readEntry(entry, entries)
    if (!page) continue
    pages.push(page)
    bytes += sizeOf(page)
    // The end of a recording is where the failure is that somebody wanted to record.
    while (pages.length > most.pages || bytes > most.pageBytes) bytes -= sizeOf(pages.shift())
  }
  if (entries === 0) return failed(noRecording(document.name, 'It is neither a HAR file nor a SAML-tracer export.'))
  if (pages.length === 0) return failed(noRecording(document.name, `None of its ${entries} requests is a page.`))
  // SAML-tracer writes in the order of the requests, HAR by their start; a few programs sort otherwise.
  const ordered = pages.every(({ seen }) => seen.at > 0)
    ? pages.toSorted((a, b) => a.seen.at - b.seen.at)
    : timed(pages)
  const timelines = importTimelines(ordered, Date.now).slice(-most.signIns)
  return succeeded({
    kind: 'recording',
    from,
    signIns: timelines.map((one) => recorded(one, most.messageBytes / timelines.length)),
  })
}

/** Where pages have no time of their own, that of the page before, or else now. */
function timed(pages: readonly RecordedPage[]): RecordedPage[] {
  let last = pages.find(({ seen }) => seen.at > 0)?.seen.at ?? Date.now()
  return pages.map((page) => {
    if (page.seen.at > 0) last = page.seen.at
    return { ...page, seen: { ...page.seen, at: last } }
  })
}

function recorded({ hops, messages, brought }: ImportedTimeline, room: number): RecordedTimeline {
  const read = lastThatFit(messages, room).map(({ hop, carried }) => ({ hop, carried, ...readMessage(carried.value) }))
  return {
    hops: hops.map((hop) => {
      if (!hop.message) return hop
      const found = read.find((one) => one.hop === hop.index)
      const { request, unreadable } = found ?? { request: null, unreadable: 'The recording holds too many messages.' }
      return { ...hop, message: { ...hop.message, request, unreadable } }
    }),
    messages: read.map(({ hop, carried, xml }) => ({
      hop,
      carried: { ...carried, url: carried.url.replace(/[?#].*$/s, '') },
      text: xml,
    })),
    brought: brought && { code: brought.code !== null, error: brought.error, description: brought.description },
  }
}

/** The last messages, as far as there is room to hand them on. */
function lastThatFit(messages: ImportedTimeline['messages'], room: number): ImportedTimeline['messages'] {
  let bytes = 0
  return messages
    .slice(-most.messages)
    .toReversed()
    .filter(({ carried }) => {
      bytes += carried.value.length
      return bytes <= room
    })
    .toReversed()
}

function sizeOf(page: RecordedPage | undefined): number {
  if (!page) return 0
  const form = page.seen.form ?? []
  return page.seen.url.length + form.reduce((sum, [name, value]) => sum + name.length + value.length, 0)
}

async function readSaved(document: InspectedDocument): Promise<Outcome<Recording> | null> {
  const bytes = document.kind === 'bytes' ? document.bytes : await readStart(document.path, most.savedBytes)
  if (!/^\s*\{\s*"signpost"\s*:\s*"test sign-in"/.test(Buffer.from(bytes.subarray(0, 200)).toString('utf8')))
    return null
  const read = savedSignInSchema.safeParse(parseJson(Buffer.from(bytes).toString('utf8')))
  if (read.success) return succeeded({ kind: 'saved', saved: read.data })
  const issue = read.error.issues[0]
  return failed(
    noRecording(document.name, `${issue?.path.join('.') || 'The content'}: ${issue?.message ?? 'does not fit'}.`),
  )
}

async function readStart(path: string, length: number): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(size, length)), 0, Math.min(size, length), 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

const noRecording = (name: string, detail: string): Problem => ({
  code: 'sign-in.no-recording',
  title: `${name} holds no sign-in.`,
  detail,
  remedy:
    'Save the network log of the browser as a HAR, or export from SAML-tracer, with everything from the application’s sign-in button until it is back.',
})
