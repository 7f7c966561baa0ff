const address = /[\p{L}\p{N}._%+'-]{1,64}(?:@|%40)(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.)+\p{L}{2,24}/gu
const shortestElsewhere = 4

/**
 * The stable pseudonyms of one bundle: the same person gets the same token wherever the name turns up. Domains stay as they are,
 * since a diagnosis turns on them.
 */
export class Pseudonyms {
  private readonly tokens = new Map<string, string>()
  private readonly counts = new Map<string, number>()
  private pattern: RegExp | null = null

  get size(): number {
    return this.tokens.size
  }

  /** The token for a value that is a person's, or tells of one. An e-mail address keeps its domain. */
  tokenFor(value: string, kind: 'person' | 'value'): string {
    const trimmed = value.trim()
    if (trimmed === '' || trimmed === 'none') return value
    const [local = '', domain] = trimmed.split(/@|%40/)
    if (domain !== undefined && /\./.test(domain)) return `${this.name(trimmed, local, 'person')}@${domain}`
    return this.name(trimmed, trimmed, kind)
  }

  private name(whole: string, named: string, kind: 'person' | 'value'): string {
    const key = whole.toLowerCase()
    const known = this.tokens.get(key)
    if (known !== undefined) return known
    const count = (this.counts.get(kind) ?? 0) + 1
    this.counts.set(kind, count)
    const token = `${kind}-${count}`
    this.tokens.set(key, token)
    this.tokens.set(named.toLowerCase(), token)
    this.pattern = null
    return token
  }

  /** A text with every e-mail address, and with `names` every name that was met before, replaced by its token. */
  replaceIn(text: string, names: boolean): string {
    const withoutAddresses = text.replace(address, (found) => this.tokenFor(found.replace('%40', '@'), 'person'))
    const pattern = names ? this.knownNames() : null
    return pattern === null
      ? withoutAddresses
      : withoutAddresses.replace(pattern, (found) => this.tokens.get(found.toLowerCase()) ?? found)
  }

  /** Names that are long enough to be meant wherever they stand, the longest first. */
  private knownNames(): RegExp | null {
    const names = [...this.tokens.keys()].filter((name) => name.length >= shortestElsewhere && !name.includes('@'))
    if (names.length === 0) return null
    this.pattern ??= new RegExp(
      `(?<![\\p{L}\\p{N}@.-])(?:${names
        .sort((a, b) => b.length - a.length)
        .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('|')})(?![\\p{L}\\p{N}])`,
      'giu',
    )
    return this.pattern
  }
}

/** Names of members that hold what belongs to a person. */
const personName =
  /^(?:name_?id|e-?mails?|e-?mail_?address|first_?name|last_?name|given_?name|family_?name|sur_?name|user_?name|login|display_?name|preferred_?username|idp_?id|upn|phone|phone_?numbers?)$/i

export const isPersonName = (name: string): boolean => personName.test(name)

/** Labels of evidence whose value belongs to a person: the NameID, and what the attributes of a response carry. */
const personLabel = /^(?:NameID$|Values?(?:$| )|Link$|E-mail(?: address)?$|User(?: name)?$)/

export const isPersonLabel = (label: string): boolean => personLabel.test(label)
