import { failed, type Outcome, type Problem, succeeded } from '../../shared/problem'
import { pieceCharacters } from '../../shared/runs/document'

/** How a text is handed to main, piece by piece. */
export type TextDoor = {
  hold: (ticket: string | null, piece: string) => Promise<Outcome<{ ticket: string }>>
  forget: (ticket: string) => void
}

const mostKept = 2

/** Hands long texts to main before the run that needs them. What is looked at twice crosses once. */
export class TextCarrier {
  private readonly tickets = new Map<string, string>()

  constructor(private readonly door: TextDoor) {}

  /** The input of a run with a ticket in place of every long text. Ends early when it is not wanted any more. */
  async carry(input: unknown, isWanted: () => boolean): Promise<Outcome<unknown>> {
    if (typeof input !== 'object' || input === null) return succeeded(input)
    if (isLongText(input)) {
      const ticket = await this.hold(input.text, isWanted)
      return ticket.ok ? succeeded({ kind: 'file', ticket: ticket.value, name: 'pasted text' }) : ticket
    }
    const light: Array<[string, unknown]> = []
    for (const [name, value] of Object.entries(input)) {
      const inside = await this.carry(value, isWanted)
      if (!inside.ok) return inside
      light.push([name, inside.value])
    }
    return succeeded(Array.isArray(input) ? light.map(([, value]) => value) : Object.fromEntries(light))
  }

  private async hold(text: string, isWanted: () => boolean): Promise<Outcome<string>> {
    const known = this.tickets.get(text)
    if (known !== undefined) return succeeded(known)
    let ticket: string | null = null
    for (let at = 0; at < text.length; ) {
      if (!isWanted()) {
        if (ticket !== null) this.door.forget(ticket)
        return failed(cancelled)
      }
      const end = wholeCharacters(text, at + pieceCharacters)
      const held: Outcome<{ ticket: string }> = await this.door.hold(ticket, text.slice(at, end))
      if (!held.ok) return held
      ticket = held.value.ticket
      at = end
    }
    if (ticket === null) throw new Error('an empty text is not held')
    this.tickets.set(text, ticket)
    for (const [one, unused] of this.tickets) {
      if (this.tickets.size <= mostKept) break
      this.tickets.delete(one)
      this.door.forget(unused)
    }
    return succeeded(ticket)
  }
}

function isLongText(value: object): value is { kind: 'text'; text: string } {
  return (
    'kind' in value &&
    value.kind === 'text' &&
    'text' in value &&
    typeof value.text === 'string' &&
    value.text.length > pieceCharacters
  )
}

/** An end of a piece that does not cut a character in two. */
function wholeCharacters(text: string, end: number): number {
  const last = text.charCodeAt(end - 1)
  return end < text.length && last >= 0xd800 && last <= 0xdbff ? end - 1 : end
}

const cancelled: Problem = {
  code: 'run.cancelled',
  title: 'The check was cancelled.',
  detail: 'It had not begun.',
  remedy: 'Start it again when you want it.',
}
