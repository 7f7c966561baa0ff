const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const alphanumeric = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Makes the IDs, keys and tokens of one environment. Repeatable: the same seed gives the same random parts. */
export class Identifiers {
  #state: number
  #lastTime = 0
  #lastRandom = 0n

  constructor(seed: string) {
    this.#state = [...seed].reduce(
      (hash, character) => Math.imul(hash ^ character.charCodeAt(0), 16_777_619),
      2_166_136_261,
    )
  }

  /** `prefix_` and a ULID of this time. Two of the same millisecond sort in the order they were made. */
  next(prefix: string, at: number): string {
    this.#lastRandom = at === this.#lastTime ? this.#lastRandom + 1n : (this.#bits(39) << 40n) | this.#bits(40)
    this.#lastTime = at
    return `${prefix}_${encode(BigInt(at), 10)}${encode(this.#lastRandom, 16)}`
  }

  /** Letters and digits, case-sensitive, as in an ACS URL. */
  key(length = 25): string {
    return this.#pick(alphanumeric, length)
  }

  #pick(alphabet: string, length: number): string {
    return Array.from({ length }, () => alphabet[Math.floor(this.#random() * alphabet.length)]).join('')
  }

  #bits(count: number): bigint {
    return BigInt(Math.floor(this.#random() * 2 ** count))
  }

  /** mulberry32: 0 up to 1. */
  #random(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function encode(value: bigint, length: number): string {
  let rest = value
  let text = ''
  for (let index = 0; index < length; index++) {
    text = `${crockford[Number(rest & 31n)]}${text}`
    rest >>= 5n
  }
  return text
}
