/** JSON from outside, read without trusting its shape and without reaching what every object inherits. */
export type JsonObject = Readonly<Record<string, unknown>>

/** Whether the value is a JSON object; an array is none. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A member of a JSON object by its exact name; undefined when the value is no object or has no such member of its own. */
export function member(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

/** A member that is text, or null. */
export function textMember(value: unknown, name: string): string | null {
  const found = member(value, name)
  return typeof found === 'string' ? found : null
}

/** The texts of a member that is a list of texts; null when it is no list. Entries of other types are left out. */
export function textsMember(value: unknown, name: string): string[] | null {
  const found = member(value, name)
  return Array.isArray(found) ? found.filter((one): one is string => typeof one === 'string') : null
}

/** Reads JSON; undefined when it cannot be read. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
