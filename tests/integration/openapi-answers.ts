import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'
import { z } from 'zod'

const contentSchema = z.record(z.string(), z.object({ schema: z.unknown() }))
const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({ responses: z.record(z.string(), z.object({ content: contentSchema.optional() })) }),
    ),
  ),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
})

export interface PublishedApi {
  /** Statuses the description has for this operation. */
  statuses(method: string, path: string): string[]
  /** What is wrong with this answer by the description; empty when nothing is. */
  faults(method: string, path: string, status: number, body: unknown): string[]
}

/**
 * Reads WorkOS's published description (@workos/openapi-spec). Objects of successful answers are closed: a field the
 * description does not know is a fault, too.
 */
export function readPublishedApi(): PublishedApi {
  const file = createRequire(import.meta.url).resolve('@workos/openapi-spec/spec')
  const document = documentSchema.parse(parse(readFileSync(file, 'utf8')))
  // The description repeats names in `required`, which its own meta-schema forbids.
  const options = { strict: false, validateSchema: false, allErrors: true, discriminator: false } as const
  const open = addFormats.default(new Ajv2020(options))
  const closed = addFormats.default(new Ajv2020(options))
  open.addSchema({ $id: 'api', components: document.components })
  closed.addSchema({ $id: 'api', components: closeObjects(document.components) })
  const compiled = new Map<string, ValidateFunction>()

  function validator(key: string, ajv: Ajv2020, schema: unknown): ValidateFunction {
    const known = compiled.get(key)
    if (known) return known
    const made = ajv.compile(z.record(z.string(), z.unknown()).parse(withRoot(schema)))
    compiled.set(key, made)
    return made
  }

  function operation(method: string, path: string) {
    const found = document.paths[path]?.[method.toLowerCase()]
    if (!found) throw new Error(`the published description has no ${method} ${path}`)
    return found
  }

  return {
    statuses: (method, path) => Object.keys(operation(method, path).responses),
    faults(method, path, status, body) {
      const response = operation(method, path).responses[String(status)]
      if (!response) return [`${status} is not among the described statuses`]
      const schema = response.content?.['application/json']?.schema
      if (schema === undefined || JSON.stringify(schema) === '{}')
        return body === undefined ? [] : ['a body nobody described']
      const success = status < 300
      const validate = validator(
        `${method} ${path} ${status}`,
        success ? closed : open,
        success ? closeObjects(schema) : schema,
      )
      return errorsOf(validate, body)
    },
  }
}

function errorsOf(validate: ValidateFunction, value: unknown): string[] {
  if (validate(value)) return []
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  )
}

/** References in the description are to its own root; here each schema is compiled apart from it. */
function withRoot(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/'))
}

function closeObjects(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closeObjects)
  if (schema === null || typeof schema !== 'object') return schema
  const entries = Object.entries(schema).map(([name, value]) => [name, closeObjects(value)])
  const isObject = 'type' in schema && schema.type === 'object' && 'properties' in schema
  if (isObject && !('additionalProperties' in schema)) entries.push(['additionalProperties', false])
  return Object.fromEntries(entries)
}
