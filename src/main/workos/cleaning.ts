const keyLike = /\b(sk|se|rk)_[A-Za-z0-9_+/=.,-]{6,}/g
const bearerLike = /\bBearer\s+[\w.~+/=-]{6,}/gi
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu
const longest = 300

/**
 * Makes text from the network fit for a sentence: the secrets given and whatever looks like a key are taken out, control
 * characters become blanks, and it is cut at 300 characters.
 */
export function cleaner(secrets: readonly string[]): (text: string) => string {
  const known = secrets.filter((secret) => secret.length >= 4)
  return (text) => {
    const without = known.reduce((rest, secret) => rest.split(secret).join('[secret]'), text.slice(0, 20_000))
    const safe = without
      .replace(keyLike, '[secret]')
      .replace(bearerLike, '[secret]')
      .replace(unprintable, ' ')
      .replace(/\s+/g, ' ')
      .trim()
    return safe.length > longest ? `${safe.slice(0, longest)}…` : safe
  }
}
