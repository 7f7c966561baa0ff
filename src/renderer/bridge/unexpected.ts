import type { Problem } from '../../shared/problem'

/** A call that broke instead of answering, said as a problem. */
export function unexpected(error: unknown): { ok: false; problem: Problem } {
  const problem = {
    code: 'app.unexpected',
    title: 'Signpost could not do that.',
    detail: `An error inside the program stopped it: ${error instanceof Error ? error.message : String(error)}`,
    remedy: 'Try again. When it happens twice, restart Signpost; nothing that was saved is lost.',
  }
  return { ok: false, problem }
}
