import type { Host } from '../host/host'

/**
 * Waits for work no longer than it may take, and not at all once the host's signal is aborted. What the work fails with
 * becomes its code; `ETIMEDOUT` and `ECANCELLED` stand for the two ways of not waiting.
 */
export async function within<T>(
  work: Promise<T>,
  limitMs: number,
  host: Pick<Host, 'signal'>,
): Promise<{ value: T } | { code: string }> {
  let timer: NodeJS.Timeout | undefined
  let onAbort: (() => void) | undefined
  const ended = new Promise<{ code: string }>((resolve) => {
    timer = setTimeout(() => resolve({ code: 'ETIMEDOUT' }), limitMs)
    onAbort = () => resolve({ code: 'ECANCELLED' })
    if (host.signal.aborted) onAbort()
    host.signal.addEventListener('abort', onAbort, { once: true })
  })
  try {
    return await Promise.race([
      work.then((value) => ({ value })).catch((error: unknown) => ({ code: codeOf(error) })),
      ended,
    ])
  } finally {
    clearTimeout(timer)
    if (onAbort) host.signal.removeEventListener('abort', onAbort)
  }
}

/** The platform's own code for a failure. */
export function codeOf(error: unknown): string {
  if (typeof error === 'string') return error
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN'
}
