import { randomUUID } from 'node:crypto'
import { failed, type Outcome, succeeded } from '../../../shared/problem'
import { lastFour } from './vault'

/** A person works with a handful; more than this means a page that forgets to forget. */
const most = 100

/** Secrets that were handed over for the runs of this session. The page holds tickets; the texts stay here, in memory. */
export class HeldSecrets {
  private readonly texts = new Map<string, string>()

  /** Takes a secret in. The oldest goes when there are too many. */
  hold(text: string, ticket: string = randomUUID()): { ticket: string; lastFour: string } {
    this.texts.set(ticket, text)
    const [oldest] = this.texts.keys()
    if (this.texts.size > most && oldest !== undefined) this.texts.delete(oldest)
    return { ticket, lastFour: lastFour(text) }
  }

  read(ticket: string): Outcome<string> {
    const text = this.texts.get(ticket)
    return text === undefined ? failed(gone) : succeeded(text)
  }

  /** All of them: what must not be in anything that leaves. */
  all(): string[] {
    return [...this.texts.values()]
  }

  forget(ticket: string): void {
    this.texts.delete(ticket)
  }
}

const gone = {
  code: 'secret.absent',
  title: 'The secret is not there any more.',
  detail: 'It was kept in memory only, and Signpost was restarted since, or it was put away.',
  remedy: 'Enter it again.',
}
