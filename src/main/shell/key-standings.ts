import type { KeyStanding } from '../../shared/environment'

/** What WorkOS made of each environment's key, as far as it was used since the program started. */
export class KeyStandings {
  private readonly standings = new Map<string, KeyStanding>()
  /** Counts the keys an environment had, so that an answer to an earlier one says nothing of the present one. */
  private readonly keys = new Map<string, number>()

  constructor(
    private readonly now: () => Date,
    private readonly onChange: (environmentId: string) => void,
  ) {}

  of(environmentId: string): KeyStanding | null {
    return this.standings.get(environmentId) ?? null
  }

  /** Hears what becomes of the key the environment has now. */
  listener(environmentId: string): (accepted: boolean) => void {
    const key = this.keys.get(environmentId) ?? 0
    return (accepted) => {
      if ((this.keys.get(environmentId) ?? 0) !== key) return
      const before = this.standings.get(environmentId)
      this.standings.set(environmentId, { accepted, at: this.now().toISOString() })
      if (before?.accepted !== accepted) this.onChange(environmentId)
    }
  }

  /** The environment has another key, or none. */
  forget(environmentId: string): void {
    this.keys.set(environmentId, (this.keys.get(environmentId) ?? 0) + 1)
    this.standings.delete(environmentId)
  }
}
