import { useEffect } from 'react'
import { useKept } from '../../../app/kept'
import { type Run, useRun } from '../../../bridge/use-run'
import { useOpenSetup } from './setup-context'

/**
 * What WorkOS says of the records the set-up is tied to. Asked when a part that shows it is opened, again when their state
 * changes, and on command; each answer is noted in the journal once.
 */
export function useWorkosCheck(): Run<'workos.check'> & { ready: boolean; again: () => void } {
  const { setup, environment, watch, edit } = useOpenSetup()
  const check = useRun('workos.check', `setup.${setup.id}.check`)
  const [asked, setAsked] = useKept<string | null>(`setup.${setup.id}.check-asked`, null)
  const [noted, setNoted] = useKept<unknown>(`setup.${setup.id}.check-noted`, null)
  const { link, metadata } = setup
  const { findings, outcome, start } = check
  const ready = link !== null && environment !== null && environment.apiKey !== null

  const again = () => {
    if (link === null) return
    start({
      environmentId: link.environmentId,
      organizationId: link.organizationId ?? undefined,
      connectionId: link.connectionId ?? undefined,
      directoryId: link.directoryId ?? undefined,
      certificates: (metadata?.certificates ?? [])
        .filter(({ use }) => use !== 'encryption')
        .slice(0, 50)
        .map(({ sha256 }) => ({ sha256, from: 'the IdP’s metadata' })),
    })
  }

  const about = JSON.stringify([link, watch?.state ?? null])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the records and their state are what make it ask
  useEffect(() => {
    if (!ready || asked === about) return
    setAsked(about)
    again()
  }, [ready, about])

  useEffect(() => {
    if (!outcome?.ok || noted === outcome) return
    setNoted(outcome)
    const count = (status: string) => findings.filter((finding) => finding.status === status).length
    const text = `Checked at WorkOS: ${count('pass')} passed, ${count('warn')} to mind, ${count('fail')} failed`
    void edit({ do: 'record-check', text })
  }, [outcome, noted, setNoted, findings, edit])

  return { ...check, ready, again }
}
