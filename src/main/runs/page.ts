import { failed } from '../../shared/problem'
import { unreachedProblem } from '../metadata/judge/exchange'
import { obtainMetadata } from '../metadata/run'
import type { Runner } from './run'

/** Reads a page of a document's text for the page of the window: of what was fetched before, where it came from an address. */
export const readDocumentPage: Runner<'document.page'> = async function* (input, context) {
  const given = await obtainMetadata(input.source, context, true)
  if (!given.ok) return given
  if (given.value.kind === 'unreached') {
    return failed(unreachedProblem(given.value.exchange, given.value.failure))
  }
  const { document, exchange } = given.value
  const { message, wish } = input
  const job = { document, exchange, message, wish }
  return yield* context.inspector.inspect('document.page', job, context.host.signal, (stretch) =>
    context.onText?.(stretch),
  )
}
