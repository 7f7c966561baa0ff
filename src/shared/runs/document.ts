import { z } from 'zod'

/** Where a document comes from. A file is named by the ticket main gave out when the person opened or dropped it. */
export const documentSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('url'), url: z.string().min(1).max(4096) }),
  z.object({ kind: z.literal('file'), ticket: z.string(), name: z.string() }),
  z.object({ kind: z.literal('text'), text: z.string().max(50 * 1024 * 1024) }),
])
export type DocumentSource = z.infer<typeof documentSourceSchema>
