import type { ClockSource } from '../../shared/runs/clock'
import type { MetadataSighting, Setup } from '../../shared/setup'
import type { Renewal, SeenCertificate } from '../../shared/watch/book'
import type { MetadataStanding, Swept } from '../../shared/watch/overview'

/** What a look at a metadata address came to: what was read there, or why nothing was. */
export type MetadataSeen = { seen: Omit<MetadataSighting, 'at'> } | { trouble: string }

/** The set-ups, and where what was seen of them is kept. */
export interface Watched {
  setups(): readonly Setup[]
  /** Keeps a look at the metadata address of a set-up, and says how that stands to the last good state; null for one that is gone. */
  sawMetadata(setupId: string, url: string, look: MetadataSeen): Promise<MetadataStanding | null>
  sawState(setupId: string, of: 'connection' | 'directory', state: string): Promise<void>
  sawHeld(connectionId: string, certificates: readonly SeenCertificate[]): Promise<void>
  sawRenewals(connectionId: string, renewals: readonly Renewal[]): Promise<void>
  sawServer(origin: string, certificate: SeenCertificate): Promise<void>
  sawClocks(sources: readonly ClockSource[]): Promise<void>
  swept(swept: Swept): Promise<void>
}
