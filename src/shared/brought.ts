import { z } from 'zod'
import { findingSchema } from './finding'

/**
 * Findings that were made elsewhere and are to count in a diagnosis: by a tool of the workbench, by the SCIM capture, by another
 * command. They are judged by the same table as the diagnosis’s own.
 */
export const broughtSchema = z.object({
  /** The tool they come from, as a person calls it: `Response`, `SCIM capture`. */
  from: z.string().min(1).max(300),
  /** When they were made, ISO 8601. */
  at: z.iso.datetime({ offset: true }),
  findings: z.array(findingSchema).max(2000),
})
export type Brought = z.infer<typeof broughtSchema>
