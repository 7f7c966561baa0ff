/** What kind of identifier a text is, by its form alone. */
export type IdentifierShape = 'guid' | 'sid' | 'distinguished-name' | 'windows-account' | 'path' | 'address' | 'other'

const shapes: ReadonlyArray<readonly [IdentifierShape, RegExp]> = [
  ['address', /^[^\s@]+@[^\s@]+$/],
  ['guid', /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i],
  // The ImmutableID of Entra Connect: the 16 bytes of an objectGUID in base64.
  ['guid', /^[A-Za-z0-9+/]{22}==$/],
  ['sid', /^S-1-\d+(?:-\d+)+$/],
  ['distinguished-name', /^(?:CN|OU|UID|DC|O)=[^,]+(?:,\s*[A-Za-z]+=[^,]+)+$/i],
  ['windows-account', /^[^\s\\@]+\\[^\s\\@]+$/],
  ['path', /^\/[^/].*/],
]

export function shapeOf(value: string): IdentifierShape {
  const trimmed = value.trim()
  return shapes.find(([, pattern]) => pattern.test(trimmed))?.[0] ?? 'other'
}

/** The domain of an address, in lower case; null where there is none. */
export const domainOf = (address: string): string | null => address.trim().split('@')[1]?.toLowerCase() ?? null

/** Domains that take no mail: inner Active Directory names, and the first domain of every Entra tenant. */
export const takesNoMail = (domain: string): boolean =>
  /\.onmicrosoft\.(?:com|us|de|cn)$|\.(?:local|lan|internal|intranet|corp|home|private)$|^[^.]+$/i.test(domain)
