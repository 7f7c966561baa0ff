import { z } from 'zod'
import type { XmlEncoding } from './encoding'
import type { XmlError } from './error'

const text = z.string()
const number = z.number()

/** Why a document was not read, as it comes from disk or from somebody else. */
export const xmlErrorSchema: z.ZodType<XmlError> = z.object({
  code: z.enum([
    'encoding',
    'malformed',
    'doctype',
    'instruction',
    'too-many-bytes',
    'too-deep',
    'too-many-attributes',
    'too-long',
    'too-many-nodes',
    'too-slow',
  ]),
  message: text,
  line: number.nullable(),
  column: number.nullable(),
  offset: number.nullable(),
  byteOffset: number.nullable(),
})

/** How the bytes of a document became text, as it comes from disk or from somebody else. */
export const xmlEncodingSchema: z.ZodType<XmlEncoding> = z.object({
  name: z.enum(['UTF-8', 'UTF-16LE', 'UTF-16BE', 'ISO-8859-1', 'ISO-8859-15', 'windows-1252', 'US-ASCII']),
  basis: z.enum(['text', 'byte-order-mark', 'bytes', 'declaration', 'transport', 'default']),
  bomBytes: z.union([z.literal(0), z.literal(2), z.literal(3)]),
  declared: text.nullable(),
  contradicted: z.boolean(),
})
