/** What WorkOS hands back to the application. The code leaves main for the token endpoint only. */
export interface Return {
  code: string | null
  error: string | null
  description: string | null
  state: string | null
}

/**
 * Reads the address a sign-in returns to; null where it brings neither a code nor an error, or is not at the redirect URI.
 * Without a redirect URI any address counts that carries a code or an error. RFC 6749, sections 4.1.2 and 4.1.2.1.
 */
export function readReturn(address: string, redirectUri: string | null): Return | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (redirectUri !== null && !isAt(url, redirectUri)) return null
  const value = (name: string) => url.searchParams.get(name)
  const [code, error] = [value('code'), value('error')]
  if (code === null && error === null) return null
  return { code: error === null ? code : null, error, description: value('error_description'), state: value('state') }
}

/** The same but for the parameters that were added. */
function isAt(url: URL, redirectUri: string): boolean {
  if (!URL.canParse(redirectUri)) return false
  const wanted = new URL(redirectUri)
  const same = url.protocol === wanted.protocol && url.host === wanted.host && url.pathname === wanted.pathname
  return same && [...wanted.searchParams].every(([name, value]) => url.searchParams.getAll(name).includes(value))
}
