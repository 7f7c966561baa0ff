const shortest = 4
const longest = 300
const keyLike = /\b(sk|se|rk)_[A-Za-z0-9_+/=.,-]{6,}/g
const bearerLike = /\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi
const jwtLike = /\beyJ[\w-]{8,}\.[\w-]{4,}(\.[\w-]*)?/g
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu

/**
 * Makes text from the network fit for a sentence: every form of the given secrets and whatever looks like a token is taken
 * out, control characters become blanks, and it is cut at 300 characters. A server may quote what it was sent as it came,
 * trimmed, percent-encoded, in base64, or half of it; all of these are known here.
 */
export function concealer(secrets: readonly string[]): (text: string) => string {
  const forms = [...new Set(secrets.flatMap(formsOf))].sort((a, b) => b.length - a.length)
  return (text) => {
    const without = forms.reduce((rest, form) => rest.split(form).join('[secret]'), text.slice(0, 20_000))
    const safe = withoutParts(without, secrets)
      .replace(keyLike, '[secret]')
      .replace(bearerLike, '$1 [secret]')
      .replace(jwtLike, '[secret]')
      .replace(unprintable, ' ')
      .replace(/\s+/g, ' ')
      .trim()
    return safe.length > longest ? `${safe.slice(0, longest)}…` : safe
  }
}

function formsOf(secret: string): string[] {
  const plain = [secret, secret.trim(), secret.replace(/\s+/g, '')].filter((form) => form.length >= shortest)
  const encoded = plain.flatMap((form) => [
    JSON.stringify(form).slice(1, -1),
    encodeURIComponent(form),
    new URLSearchParams({ '': form }).toString().slice(1),
    Buffer.from(form).toString('base64'),
    Buffer.from(form).toString('base64').replace(/=+$/, ''),
    Buffer.from(form).toString('base64url'),
    Buffer.from(form).toString('hex'),
    form.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`),
    form.toLowerCase(),
    form.toUpperCase(),
  ])
  return [...plain, ...encoded.filter((form) => form.length >= shortest)]
}

const partLength = 10

/** Takes out any run of ten characters of a secret, for servers that quote the beginning or the end of what they refused. */
function withoutParts(text: string, secrets: readonly string[]): string {
  const parts = new Set(
    secrets.flatMap((secret) =>
      Array.from({ length: Math.max(0, secret.length - partLength + 1) }, (_, index) =>
        secret.slice(index, index + partLength),
      ),
    ),
  )
  if (parts.size === 0) return text
  let result = ''
  let index = 0
  while (index < text.length) {
    if (!parts.has(text.slice(index, index + partLength))) {
      result += text[index]
      index += 1
      continue
    }
    while (index < text.length && parts.has(text.slice(index, index + partLength))) index += 1
    index += partLength - 1
    result += '[secret]'
  }
  return result
}
