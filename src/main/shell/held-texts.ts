import { randomUUID } from 'node:crypto'
import { failed, type Outcome, type Problem, succeeded } from '../../shared/problem'
import { mostCharacters } from '../../shared/runs/document'

/** More texts than a page needs at once are let go, the first ones first: a page that was reloaded forgets nothing by itself. */
const mostTexts = 4

/**
 * Long texts the person pasted. The page hands one over in pieces, so that no crossing holds either side up, and then names it by
 * its ticket as it names a file. They stay in memory.
 */
export class HeldTexts {
  private readonly texts = new Map<string, { pieces: Uint8Array[]; characters: number }>()

  /** Puts a piece behind the ones before it; without a ticket it is the first of a new text. */
  add(ticket: string | null, piece: string): Outcome<{ ticket: string }> {
    const known = ticket === null ? { pieces: [], characters: 0 } : this.texts.get(ticket)
    if (!known) return failed(unknown)
    known.characters += piece.length
    if (known.characters > mostCharacters) return failed(tooLong)
    known.pieces.push(Buffer.from(piece))
    const name = ticket ?? randomUUID()
    this.texts.set(name, known)
    const [first] = this.texts.keys()
    if (this.texts.size > mostTexts && first !== undefined) this.texts.delete(first)
    return succeeded({ ticket: name })
  }

  /** The whole text in UTF-8; null where the ticket names none. */
  bytes(ticket: string): Uint8Array | null {
    const known = this.texts.get(ticket)
    if (!known) return null
    if (known.pieces.length > 1) known.pieces = [Buffer.concat(known.pieces)]
    return known.pieces[0] ?? null
  }

  forget(ticket: string): void {
    this.texts.delete(ticket)
  }
}

const unknown: Problem = {
  code: 'text.absent',
  title: 'This text is not held any more.',
  detail: 'Other texts were pasted since.',
  remedy: 'Paste it again.',
}

const tooLong: Problem = {
  code: 'text.too-long',
  title: 'The text is too long.',
  detail: `Up to ${mostCharacters / 1024 / 1024} MB can be pasted.`,
  remedy: 'Save it as a file and open that.',
}
