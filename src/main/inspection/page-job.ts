import type { Finding } from '../../shared/finding'
import { failed, type Outcome, type Problem, succeeded } from '../../shared/problem'
import type { DocumentPageResult, PageWish, TextStretch } from '../../shared/runs/document'
import { type ByteSource, memorySource, readRange } from '../metadata/byte-source'
import { treeBytes } from '../metadata/gather'
import { charsetOf, type GivenMetadata, openDocument } from '../metadata/given'
import { decodeDocument } from '../saml/decode/decode'
import { chooseMessage } from '../saml/gather'
import { detectEncoding, encodingHeadBytes } from '../xml/encoding'
import { handOut, mostShown } from './text'
import { TextPages } from './text-pages'

export interface ReadPageInput extends GivenMetadata {
  /** Of a response: the message of the document, as `inspectResponseJob` takes it; null: the document itself is shown. */
  message: { index: number | null } | null
  wish: PageWish
}

const nothing: readonly Finding[] = []

/** Hands out one page of the text of a document, or of a message in it. Judges nothing. */
export async function* readPageJob(
  input: ReadPageInput,
  signal: AbortSignal,
  part: (stretch: TextStretch) => void,
): AsyncGenerator<Finding, Outcome<DocumentPageResult>> {
  yield* nothing
  const opened = await openText(input)
  if (!opened.ok) return opened
  const source = opened.value
  try {
    const encoding = detectEncoding(readRange(source, 0, encodingHeadBytes), charsetOf(input.exchange))
    if (!encoding.ok) return failed(unreadable(input.document.name))
    const pages = new TextPages(source, encoding.encoding, source.size > treeBytes ? mostShown / 8 : mostShown)
    const page = await pageWished(pages, input.wish, signal)
    if (page === null) return succeeded({ page: null, pages: pages.count })
    const text = pages.text(page)
    if (text === null) return failed(unreadable(input.document.name))
    handOut(text, pages.origin(page), part)
    return succeeded({ page, pages: pages.count })
  } finally {
    source.close()
  }
}

async function openText({ document, message }: ReadPageInput): Promise<Outcome<ByteSource>> {
  if (message === null) return openDocument(document)
  const { messages } = await decodeDocument(document)
  const chosen = chooseMessage(messages, message.index, null)
  return chosen ? succeeded(memorySource(chosen.xml)) : failed(unreadable(document.name))
}

async function pageWished(pages: TextPages, wish: PageWish, signal: AbortSignal): Promise<number | null> {
  if ('page' in wish) return Math.min(wish.page, pages.count - 1)
  if ('place' in wish) return pages.pageOf(wish.place)
  const sought = wish.words.toLowerCase()
  const step = wish.towards === 'end' ? 1 : -1
  for (let page = wish.from + step; page >= 0 && page < pages.count; page += step) {
    // The turn in which a cancellation is heard of.
    await new Promise((resolve) => setImmediate(resolve))
    if (signal.aborted) return null
    if (pages.text(page)?.toLowerCase().includes(sought)) return page
  }
  return null
}

const unreadable = (name: string): Problem => ({
  code: 'text.unreadable',
  title: `This part of ${name} cannot be shown.`,
  detail: 'Its bytes are no text in the encoding of the document, or it has changed since it was read.',
  remedy: 'Inspect the document again.',
})
