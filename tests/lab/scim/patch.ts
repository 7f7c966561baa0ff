/** JSON of the lab's own making. */
// biome-ignore lint/suspicious/noExplicitAny: the lab's servers shuffle JSON about as real ones do
export type Json = Record<string, any>

/** Applies one PATCH operation in the few forms identity providers send; enough for a server of the lab. */
export function applyPatch(resource: Json, { op, path, value }: Json): void {
  const removes = String(op).toLowerCase() === 'remove'
  if (path === undefined) {
    for (const [name, one] of Object.entries(value ?? {}))
      resource[name] = isObject(one) && isObject(resource[name]) ? { ...resource[name], ...one } : one
    return
  }
  const [, name = '', , wanted, sub] = /^([^[.]+)(\[\w+ eq "?([^"\]]*)"?\])?(?:\.(.+))?$/.exec(String(path)) ?? []
  const filtered = /\[(\w+) eq "?([^"\]]*)"?\]/.exec(String(path))
  if (filtered !== null) {
    const [, key = '', text = ''] = filtered
    const list: Json[] = Array.isArray(resource[name]) ? resource[name] : []
    const after = String(path).split('].')[1]
    if (removes && after === undefined) resource[name] = list.filter((one) => one[key] !== text)
    else for (const one of list) if (one[key] === text && after !== undefined) one[after] = value
    return
  }
  if (removes) removeAt(resource, name, value)
  else if (sub !== undefined && wanted === undefined) resource[name] = { ...resource[name], [sub]: value }
  else if (Array.isArray(value) && String(op).toLowerCase() === 'add')
    resource[name] = [...(Array.isArray(resource[name]) ? resource[name] : []), ...value]
  else resource[name] = value
}

function removeAt(resource: Json, name: string, value: unknown): void {
  if (!Array.isArray(value) || !Array.isArray(resource[name])) {
    delete resource[name]
    return
  }
  const gone = new Set(value.map((one: Json) => one.value))
  resource[name] = resource[name].filter((one: Json) => !gone.has(one.value))
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
