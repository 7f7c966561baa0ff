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

/** What the stretches handed out come to. */
export const shownTextSchema = z.object({
  /** The document ends where they end. */
  complete: z.boolean(),
  wellFormed: z.boolean(),
})
export type ShownText = z.infer<typeof shownTextSchema>
