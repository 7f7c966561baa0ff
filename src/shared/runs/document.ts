import { z } from 'zod'
import { placeSchema } from '../finding'

/** A file, named by the ticket main gave out when the person opened or dropped it. */
export const fileSourceSchema = z.object({ kind: z.literal('file'), ticket: z.string(), name: z.string() })

/** The longest text that can be pasted, in UTF-16 code units. */
export const mostCharacters = 50 * 1024 * 1024

/** What of a text crosses at once: under 100 kB, however its characters are encoded. */
export const pieceCharacters = 30_000

/** Where a document comes from. A long text is handed to main beforehand, and then stands here as a file does. */
export const documentSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('url'), url: z.string().min(1).max(4096) }),
  fileSourceSchema,
  z.object({ kind: z.literal('text'), text: z.string().max(mostCharacters) }),
])
export type DocumentSource = z.infer<typeof documentSourceSchema>

/** A stretch of the text of the document that was read. Stretches of one document follow one another. */
export const textStretchSchema = z.object({
  text: z.string(),
  /** Where in the document the first stretch begins. */
  origin: placeSchema,
})
export type TextStretch = z.infer<typeof textStretchSchema>

/** Which page of a long text is wanted: by number from 0, the one a place stands on, or the next that holds some words. */
export const pageWishSchema = z.union([
  z.object({ page: z.number().int().min(0) }),
  z.object({ place: placeSchema }),
  z.object({ words: z.string().min(1).max(1000), from: z.number().int().min(0), towards: z.enum(['start', 'end']) }),
])
export type PageWish = z.infer<typeof pageWishSchema>

/** A page of the text of a document that was inspected before, or of a SAML message in it. The text comes in stretches. */
export const documentPageInput = z.object({
  source: documentSourceSchema,
  /** Which of the responses of the document, as for `response.inspect`; null for the document itself. */
  message: z.object({ index: z.number().int().min(0).nullable() }).nullable(),
  wish: pageWishSchema,
})
/** The page handed out, of how many; null when the words stand on none. */
export const documentPageResult = z.object({ page: z.number().int().nullable(), pages: z.number().int() })
export type DocumentPageResult = z.infer<typeof documentPageResult>

/** What the stretches handed out come to. */
export const shownTextSchema = z.object({
  /** The document ends where they end. */
  complete: z.boolean(),
  wellFormed: z.boolean(),
})
export type ShownText = z.infer<typeof shownTextSchema>
