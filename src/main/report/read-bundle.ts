import type { Outcome } from '../../shared/problem'
import type { InspectedDocument } from '../inspection/document'
import type { Inspector } from '../inspection/door'
import type { Bundle } from './bundle'

/** Has the inspector read an evidence bundle: it is somebody else's document. */
export async function readBundle(
  inspector: Inspector,
  document: InspectedDocument,
  signal = new AbortController().signal,
): Promise<Outcome<Bundle>> {
  const run = inspector.inspect('bundle.read', { document }, signal)
  for (;;) {
    const step = await run.next()
    if (step.done) return step.value
  }
}
