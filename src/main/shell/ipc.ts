import { BrowserWindow } from 'electron'
import type { z } from 'zod'
import type { CallName, EventName } from '../../shared/call-names'
import { type CallOutput, calls, type EventPayload, events } from '../../shared/contract'
import { failed, type Outcome } from '../../shared/problem'
import type { Answers } from './door'
import { isOurs } from './hardening'

/** What carries out each call. Input has passed its schema; expected failures come back as values. */
export type Handlers = {
  [K in CallName]: (
    input: z.output<(typeof calls)[K]['input']>,
    window: BrowserWindow,
  ) => Promise<Outcome<CallOutput<K>>> | Outcome<CallOutput<K>>
}

/** Answers every call by its handler; what is asked and what is answered are judged here. */
export function answerCalls(handlers: Handlers, report: (error: unknown, call: string) => void): Answers['call'] {
  return async (name, raw, window) => {
    const input = calls[name].input.safeParse(raw)
    if (!input.success) {
      const issue = input.error.issues[0]
      return failed({
        code: 'call.invalid',
        title: 'This cannot be carried out.',
        detail: `${issue?.path.join('.') || 'The input'}: ${issue?.message ?? 'does not fit'}.`,
        remedy: 'Change it and try again.',
      })
    }
    try {
      // The schema above produced exactly the input this handler is typed for; TypeScript cannot follow the index.
      const handler = handlers[name] as (input: unknown, window: BrowserWindow) => Promise<Outcome<unknown>>
      const outcome = await handler(input.data, window)
      return outcome.ok ? { ok: true, value: calls[name].output.parse(outcome.value) } : outcome
    } catch (error) {
      report(error, name)
      return failed({
        code: 'call.bug',
        title: 'Signpost itself failed here.',
        detail: `The call ${name} ended in an error that was not expected.`,
        remedy: 'What you typed is kept. Try again; if it happens twice, report it with the log file.',
      })
    }
  }
}

/** Tells every window of ours. */
export function tell<K extends EventName>(name: K, payload: z.input<(typeof events)[K]>): void {
  const judged = events[name].parse(payload) as EventPayload<K>
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed() && isOurs(window.webContents.getURL())) window.webContents.send(`event:${name}`, judged)
  }
}
