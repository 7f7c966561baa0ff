import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Finding } from '../../shared/finding'
import { failed, type Outcome, type Problem, succeeded } from '../../shared/problem'
import { type Recording, savedSignInSchema } from '../../shared/sign-in/recording'
import { parseJson } from '../json'
import { jsonItems } from '../saml/decode/json-items'
import { importTimeline, type RecordedPage } from '../workos/sign-in/imported'
import { type InspectedDocument, unreadableFile } from './document'
import { readMessage } from './message-job'
import { readEntry } from './recording-entry'

const most = { entryBytes: 24 * 1024 * 1024, pages: 2000, messages: 40, savedBytes: 20 * 1024 * 1024 } as const

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
  let from: 'har' | 'saml-tracer' = 'har'
  for await (const item of jsonItems(chunks, ['entries', 'requests'], most.entryBytes)) {
    entries += 1
    const entry: unknown = item.ok ? parseJson(item.text) : null
    if (typeof entry === 'object' && entry !== null && !('request' in entry)) from = 'saml-tracer'
    const page = readEntry(entry, entries)
    if (page && pages.length < most.pages) pages.push(page)
  }
  if (entries === 0) return failed(noRecording(document.name, 'It is neither a HAR file nor a SAML-tracer export.'))
  if (pages.length === 0) return failed(noRecording(document.name, `None of its ${entries} requests is a page.`))
  // SAML-tracer writes in the order of the requests, HAR by their start; a few programs sort otherwise.
  const ordered = pages.every(({ seen }) => seen.at > 0) ? pages.toSorted((a, b) => a.seen.at - b.seen.at) : pages
  const { hops, messages, brought } = importTimeline(ordered, Date.now)
  return succeeded({
    kind: 'recording',
    from,
    hops: hops.map((hop) => {
      const message = messages.find((one) => one.hop === hop.index)
      if (!hop.message || !message) return hop
      const { request, unreadable } = readMessage(message.carried.value)
      return { ...hop, message: { ...hop.message, request, unreadable } }
    }),
    messages: messages.slice(0, most.messages).map(({ hop, carried }) => ({
      hop,
      carried: { ...carried, url: carried.url.replace(/[?#].*$/s, '') },
      text: readMessage(carried.value).xml,
    })),
    brought: brought && { code: brought.code !== null, error: brought.error, description: brought.description },
  })
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
