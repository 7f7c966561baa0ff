import type { Entity } from '../../shared/runs/metadata'
import type { ResponseInspectResult } from '../../shared/runs/response'
import type { AuthorizeAnswer, IdpCertificate, Organization } from '../../shared/workos'
import type { InspectedDocument } from '../inspection/document'

/** What one probe finds out that another one can use. */
export interface FactMap {
  /** How far a clock to go by is ahead of this machine's, and which clock that is. */
  clock: { offsetMs: number; errorMs: number; name: string }
  /** Metadata that can be used. The entity is null where it is open which of several is meant. `signer`: SHA-256 of its signer. */
  metadata: { document: InspectedDocument; entity: Entity | null; signer: string | null }
  /** Where a product's metadata lies on its host. */
  place: { url: string }
  /** What WorkOS really sends to the identity provider, and where that was seen. */
  authorize: { answer: AuthorizeAnswer; from: string }
  /** Where the browser would be sent to sign in, with the request in it. */
  door: { url: string; answer: AuthorizeAnswer }
  /** The certificates WorkOS goes by. */
  held: { connectionId: string; certificates: readonly IdpCertificate[] }
  organization: Organization
  response: ResponseInspectResult
}
export type FactName = keyof FactMap

/**
 * Where probes leave what others wait for. A fact is told once; when nobody is left who could tell it, it is closed, and those
 * who wait go on without. So nobody waits for ever.
 */
export class Facts {
  private readonly known: Partial<FactMap> = {}
  private readonly settled = new Set<FactName>()
  private readonly waiting = new Map<FactName, Array<() => void>>()

  tell<K extends FactName>(name: K, value: FactMap[K]): void {
    if (this.settled.has(name)) return
    this.known[name] = value
    this.close(name)
  }

  close(name: FactName): void {
    this.settled.add(name)
    for (const wake of this.waiting.get(name) ?? []) wake()
    this.waiting.delete(name)
  }

  /** The fact as soon as it is told; null when it will not be. */
  async when<K extends FactName>(name: K): Promise<FactMap[K] | null> {
    if (!this.settled.has(name)) {
      await new Promise<void>((resolve) => {
        this.waiting.set(name, [...(this.waiting.get(name) ?? []), resolve])
      })
    }
    return this.peek(name)
  }

  /** The fact if it is known by now. */
  peek<K extends FactName>(name: K): FactMap[K] | null {
    return this.known[name] ?? null
  }
}
