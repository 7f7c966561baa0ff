import { attribute } from '../../answer'
import {
  type AttributePath,
  definitionOf,
  isAttributes,
  isUnassigned,
  listOf,
  type ResourceType,
  readAttributePath,
} from './attributes'
import { ScimRefusal } from './error'

/** A filter, read. Source: RFC 7644 section 3.4.2.2 */
export type Filter =
  | { is: 'and' | 'or'; parts: readonly Filter[] }
  | { is: 'not'; part: Filter }
  | { is: 'present'; path: AttributePath }
  | { is: 'compare'; path: AttributePath; operator: Operator; value: FilterValue }
  /** `emails[type eq "work"]`; with `sub` what stands behind the bracket is compared. */
  | { is: 'values'; path: AttributePath; of: Filter }

export type FilterValue = string | number | boolean | null
const operators = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const
export type Operator = (typeof operators)[number]

const longest = 8000
const mostTerms = 100
const deepest = 20

interface Token {
  kind: 'word' | 'value' | 'open' | 'close' | 'open-bracket' | 'close-bracket'
  text: string
  value?: FilterValue
}

const refuse = (detail: string): never => {
  throw new ScimRefusal(400, `The filter cannot be read: ${detail}.`, 'invalidFilter')
}

/** Reads a filter; refuses what is none with `invalidFilter`. */
export function readFilter(text: string, type: ResourceType): Filter {
  if (text.length > longest) refuse('it is too long')
  return new Reader(tokens(text), type).whole()
}

const whole = new RegExp(
  [
    /\s+/,
    /(?<string>"(?:[^"\\]|\\.)*")/,
    /(?<number>-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)(?=[\s)\]]|$)/,
    /(?<open>\()/,
    /(?<close>\))/,
    /(?<openBracket>\[)/,
    /(?<closeBracket>\])/,
    /(?<word>[^\s()[\]"]+)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'y',
)

function tokens(text: string): Token[] {
  const list: Token[] = []
  whole.lastIndex = 0
  while (whole.lastIndex < text.length) {
    const at = whole.lastIndex
    const { groups } = whole.exec(text) ?? refuse(`what stands at character ${at + 1} belongs to nothing`)
    const { string, number, open, close, openBracket, closeBracket, word } = groups ?? {}
    if (string !== undefined) list.push({ kind: 'value', text: string, value: textOf(string) })
    else if (number !== undefined) list.push({ kind: 'value', text: number, value: Number(number) })
    else if (open !== undefined) list.push({ kind: 'open', text: open })
    else if (close !== undefined) list.push({ kind: 'close', text: close })
    else if (openBracket !== undefined) list.push({ kind: 'open-bracket', text: openBracket })
    else if (closeBracket !== undefined) list.push({ kind: 'close-bracket', text: closeBracket })
    else if (word !== undefined) list.push({ kind: 'word', text: word })
    if (list.length > mostTerms * 6) refuse('it has too many terms')
  }
  return list
}

function textOf(quoted: string): string {
  try {
    return String(JSON.parse(quoted))
  } catch {
    return refuse('a text in quotation marks is no JSON string')
  }
}

class Reader {
  private at = 0
  private terms = 0

  constructor(
    private readonly list: readonly Token[],
    private readonly type: ResourceType,
  ) {}

  whole(): Filter {
    if (this.list.length === 0) refuse('it is empty')
    const filter = this.alternatives(0, null)
    if (this.at < this.list.length) refuse(`“${this.list[this.at]?.text}” is one too many`)
    return filter
  }

  /** `or` binds loosest. `inside` is the attribute whose values a bracket looks at. */
  private alternatives(depth: number, inside: AttributePath | null): Filter {
    const parts = [this.conjunction(depth, inside)]
    while (this.takesWord('or')) parts.push(this.conjunction(depth, inside))
    return parts.length === 1 && parts[0] ? parts[0] : { is: 'or', parts }
  }

  private conjunction(depth: number, inside: AttributePath | null): Filter {
    const parts = [this.term(depth, inside)]
    while (this.takesWord('and')) parts.push(this.term(depth, inside))
    return parts.length === 1 && parts[0] ? parts[0] : { is: 'and', parts }
  }

  private term(depth: number, inside: AttributePath | null): Filter {
    this.terms += 1
    if (depth > deepest || this.terms > mostTerms) refuse('it is too deep or too long')
    if (this.takesWord('not')) {
      if (this.peek()?.kind !== 'open') refuse('“not” wants brackets')
      return { is: 'not', part: this.term(depth + 1, inside) }
    }
    if (this.takes('open')) {
      const filter = this.alternatives(depth + 1, inside)
      if (!this.takes('close')) refuse('a bracket is not closed')
      return filter
    }
    return this.expression(depth, inside)
  }

  private expression(depth: number, inside: AttributePath | null): Filter {
    const word = this.next('an attribute')
    if (word.kind !== 'word') refuse(`“${word.text}” stands where an attribute belongs`)
    const path = this.pathOf(word.text, inside)
    if (this.takes('open-bracket')) {
      if (inside !== null) refuse('brackets cannot stand within brackets')
      const of = this.alternatives(depth + 1, path)
      if (!this.takes('close-bracket')) refuse('a square bracket is not closed')
      return this.behindBracket(path, of)
    }
    return this.comparison(path)
  }

  /** `emails[type eq "work"].value eq "…"` is not in the grammar, and is sent all the same. */
  private behindBracket(path: AttributePath, of: Filter): Filter {
    const follows = this.peek()
    if (follows?.kind !== 'word' || !follows.text.startsWith('.')) return { is: 'values', path, of }
    this.at += 1
    const sub = readAttributePath(follows.text.slice(1), this.type)
    if (sub === null || sub.sub !== null) return refuse(`“${follows.text}” is no attribute`)
    return { is: 'values', path, of: { is: 'and', parts: [of, this.comparison(sub)] } }
  }

  private comparison(path: AttributePath): Filter {
    const operator = this.next('an operator').text.toLowerCase()
    if (operator === 'pr') return { is: 'present', path }
    const known = operators.find((one) => one === operator)
    if (known === undefined) return refuse(`“${operator.slice(0, 40)}” is no operator`)
    const value = this.value()
    if ((known === 'gt' || known === 'ge' || known === 'lt' || known === 'le') && typeof value === 'boolean')
      refuse(`${known} cannot compare a boolean`)
    return { is: 'compare', path, operator: known, value }
  }

  private value(): FilterValue {
    const token = this.next('a value')
    if (token.kind === 'value' && token.value !== undefined) return token.value
    const literal = { true: true, false: false, null: null }[token.text.toLowerCase()]
    return literal === undefined ? refuse(`“${token.text.slice(0, 40)}” wants quotation marks`) : literal
  }

  private pathOf(text: string, inside: AttributePath | null): AttributePath {
    const path = readAttributePath(text, this.type)
    if (path === null || path.name === '' || (inside !== null && path.sub !== null))
      return refuse(`“${text.slice(0, 80)}” is no attribute`)
    return path
  }

  private peek(): Token | undefined {
    return this.list[this.at]
  }

  private next(what: string): Token {
    const token = this.list[this.at] ?? refuse(`${what} is missing at its end`)
    this.at += 1
    return token
  }

  private takes(kind: Token['kind']): boolean {
    if (this.peek()?.kind !== kind) return false
    this.at += 1
    return true
  }

  private takesWord(word: string): boolean {
    const token = this.peek()
    if (token?.kind !== 'word' || token.text.toLowerCase() !== word) return false
    this.at += 1
    return true
  }
}

/** Whether a resource fits a filter. */
export function fits(resource: unknown, filter: Filter, type: ResourceType): boolean {
  return matches(resource, filter, type, null)
}

/** Whether one value of an attribute fits what stands in the brackets behind it. */
export function valueFits(value: unknown, filter: Filter, type: ResourceType, of: AttributePath): boolean {
  // A list of plain values is compared as if each were called `value`.
  return matches(isAttributes(value) ? value : { value }, filter, type, of)
}

function matches(object: unknown, filter: Filter, type: ResourceType, inside: AttributePath | null): boolean {
  switch (filter.is) {
    case 'and':
      return filter.parts.every((part) => matches(object, part, type, inside))
    case 'or':
      return filter.parts.some((part) => matches(object, part, type, inside))
    case 'not':
      return !matches(object, filter.part, type, inside)
    case 'present':
      return valuesAt(object, filter.path).some((value) => !isUnassigned(value))
    case 'values':
      return valuesAt(object, filter.path).some((value) => valueFits(value, filter.of, type, filter.path))
    case 'compare': {
      const exact = isExact(filter.path, type, inside)
      const values = valuesAt(object, filter.path).flatMap((value) => comparable(value))
      if (filter.operator === 'ne') return !values.some((value) => compares(value, 'eq', filter.value, exact))
      if (filter.operator === 'eq' && filter.value === null) return values.length === 0
      return values.some((value) => compares(value, filter.operator, filter.value, exact))
    }
  }
}

/** The values at a path, those of every element of a list. */
export function valuesAt(object: unknown, { extension, name, sub }: AttributePath): readonly unknown[] {
  const holder = extension === null ? object : attribute(object, extension)
  const values = listOf(attribute(holder, name))
  if (sub === null) return values
  return values.flatMap((value) => listOf(attribute(value, sub)))
}

/** Of a complex value its `value` is compared. Source: RFC 7644 section 3.4.2.2 */
function comparable(value: unknown): readonly unknown[] {
  return isAttributes(value) ? listOf(attribute(value, 'value')) : listOf(value)
}

function isExact(path: AttributePath, type: ResourceType, inside: AttributePath | null): boolean {
  const definition = definitionOf(inside === null ? path : { ...inside, sub: path.name }, type)
  if (definition === null) return false
  if (definition.type !== 'complex') return definition.caseExact
  return definition.subAttributes?.find(({ name }) => name === 'value')?.caseExact ?? false
}

const isMoment = (text: string) => /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text))

function compares(received: unknown, operator: Operator, wanted: FilterValue, exact: boolean): boolean {
  if (typeof received === 'string' && typeof wanted === 'string') {
    const [left, right] = exact ? [received, wanted] : [received.toLowerCase(), wanted.toLowerCase()]
    switch (operator) {
      case 'co':
        return left.includes(right)
      case 'sw':
        return left.startsWith(right)
      case 'ew':
        return left.endsWith(right)
      default:
        return isMoment(received) && isMoment(wanted)
          ? orders(Date.parse(received), operator, Date.parse(wanted))
          : orders(left, operator, right)
    }
  }
  if (typeof received === 'number' && typeof wanted === 'number') return orders(received, operator, wanted)
  // Consoles write booleans in quotation marks now and then.
  if (typeof received === 'boolean' && operator === 'eq') return String(received) === String(wanted).toLowerCase()
  return operator === 'eq' && received === wanted
}

function orders<T extends string | number>(left: T, operator: Operator, right: T): boolean {
  switch (operator) {
    case 'eq':
      return left === right
    case 'gt':
      return left > right
    case 'ge':
      return left >= right
    case 'lt':
      return left < right
    case 'le':
      return left <= right
    default:
      return false
  }
}
