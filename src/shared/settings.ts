import { z } from 'zod'

/** What the person chose for the program as a whole. */
export const settingsSchema = z.object({
  appearance: z.enum(['system', 'light', 'dark']),
  /** The environment that new set-ups start in. */
  environmentId: z.string().nullable(),
  /**
   * Hosts that may be signed in to with the account this person is signed in to the computer with (integrated authentication).
   * None unless named.
   */
  integratedHosts: z.array(z.string().max(255).refine(isHostPattern, 'not a host name')).max(100).optional(),
  /** Whether the metadata of set-ups is looked at from time to time while the window is open. Off unless turned on. */
  looksAtMetadata: z.boolean().optional(),
  /** Whether the system's notifications remind of what ends. Off unless turned on. */
  reminds: z.boolean().optional(),
})
export type Settings = z.infer<typeof settingsSchema>

/** A host name, or `*.` and a domain for all names below it. */
export function isHostPattern(text: string): boolean {
  const name = text.replace(/^\*\./, '')
  return (
    name.length <= 253 && name.split('.').every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i.test(label))
  )
}

/** Whether a host is one of those named. */
export function isNamedHost(host: string, patterns: readonly string[]): boolean {
  const name = host.toLowerCase()
  return patterns.some((pattern) => {
    const wanted = pattern.toLowerCase()
    return wanted.startsWith('*.') ? name.endsWith(wanted.slice(1)) : name === wanted
  })
}

export const defaultSettings: Settings = { appearance: 'system', environmentId: null }
