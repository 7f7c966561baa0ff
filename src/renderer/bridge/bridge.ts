import type { CallName, EventName } from '../../shared/call-names'
import type { CallInput, CallOutput, EventPayload, FileTicket } from '../../shared/contract'
import type { Outcome } from '../../shared/problem'

/** What the preload script lays on `window`: one function for each call and event of the contract, nothing else. */
export type Bridge = {
  readonly calls: { readonly [K in CallName]: (input: CallInput<K>) => Promise<Outcome<CallOutput<K>>> }
  readonly events: { readonly [K in EventName]: (listener: (payload: EventPayload<K>) => void) => () => void }
  readonly adoptFile: (file: File) => Promise<Outcome<FileTicket>>
}

declare global {
  interface Window {
    readonly signpost: Bridge
  }
}

/** The input of a call as an argument list: nothing to pass where the call takes nothing. */
export type CallArguments<K extends CallName> = undefined extends CallInput<K> ? [] : [input: CallInput<K>]

/** Asks main. Expected failures come back as values; a rejected promise is a bug. */
export function call<K extends CallName>(name: K, ...[input]: CallArguments<K>): Promise<Outcome<CallOutput<K>>> {
  return window.signpost.calls[name](input as CallInput<K>)
}

/** Listens to main until the returned function is called. */
export function listen<K extends EventName>(name: K, listener: (payload: EventPayload<K>) => void): () => void {
  return window.signpost.events[name](listener)
}

/** Trades a dropped file for a ticket that calls accept in its place. The path never reaches the page. */
export const adoptFile = (file: File): Promise<Outcome<FileTicket>> => window.signpost.adoptFile(file)
