import type { Note, RefusedCertificate } from '../../../shared/sign-in/trace'

/** A page that a browser asks for, as it is seen before it leaves. Only `record.ts` decides what of it is kept. */
export interface SeenRequest {
  /** The browser's own number of the request; what it is redirected to keeps it. */
  id: string
  /** Milliseconds since 1970. */
  at: number
  method: string
  url: string
  inFrame: boolean
  /** The fields of a posted form, decoded; null where no form is posted. */
  form: ReadonlyArray<readonly [name: string, value: string]> | null
}

/** What comes of a request. */
export interface SeenAnswer {
  id: string
  status: number
  /** Where a redirect leads. */
  location: string | null
}

/** What a way of signing in tells while the person signs in. */
export interface Watcher {
  /** Before a page is asked for. `stop`: it must not leave. */
  request(seen: SeenRequest): 'go' | 'stop'
  answer(seen: SeenAnswer): void
  /** No answer came, and the sign-in goes on all the same. */
  failure(id: string, code: string): void
  /** A page says an error of its own. */
  pageSays(url: string, line: string): void
  note(kind: Note['kind'], about: string): void
  /** The person closed it, or it cannot go on. */
  over(why: Over): void
}

export type Over =
  | { kind: 'closed' }
  | { kind: 'crashed' }
  | { kind: 'certificate'; certificate: RefusedCertificate }
  | { kind: 'unreachable'; host: string; code: string }
  | { kind: 'led-away'; scheme: string }
