import { succeeded } from '../../shared/problem'
import type { Runner } from '../runs/run'
import { limitsFor } from './limits'
import { checkClocks } from './probe'
import { readMessage } from './read-message'

/** Compares clocks for the page. */
export const runClockCheck: Runner<'clock.check'> = async function* (input, context) {
  const arrived = input.arrivedAt === undefined ? null : Date.parse(input.arrivedAt)
  const message = input.response === undefined ? null : await readMessage(input.response, arrived, context)
  if (message !== null && !message.ok) return message
  const sources = yield* checkClocks(
    { servers: input.servers, urls: input.urls, messages: message === null ? [] : [message.value] },
    limitsFor(input.skew),
    context.host,
    (known) => context.progress?.(() => ({ sources: [...known] })),
  )
  return succeeded({ sources })
}
