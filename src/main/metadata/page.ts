import type { Entity } from '../../shared/runs/metadata'

/** Rows of one page, unless they grow too large before. */
const rowsAtMost = 50

/** Code units of one page as JSON: an answer to the window stays under 100 kB. */
const charactersAtMost = 80_000

/** One page of entities that fits one message; the first entity always fits, cut down if it must be. */
export function pageOf(
  count: number,
  offset: number,
  read: (index: number) => Entity,
): { entities: Entity[]; nextOffset?: number } {
  const entities: Entity[] = []
  let size = 0
  let index = offset
  for (; index < count && entities.length < rowsAtMost; index++) {
    const fitted = fitting(read(index))
    size += fitted.size
    if (size > charactersAtMost && entities.length > 0) break
    entities.push(fitted.entity)
  }
  return index < count ? { entities, nextOffset: index } : { entities }
}

/** Gathers entities to parts of a size that one message carries well. */
export class PartCollector {
  private waiting: Entity[] = []
  private size = 0

  constructor(private readonly part: (entities: Entity[]) => void) {}

  add(entity: Entity): void {
    const fitted = fitting(entity)
    if (this.size + fitted.size > charactersAtMost) this.flush()
    this.waiting.push(fitted.entity)
    this.size += fitted.size
  }

  flush(): void {
    if (this.waiting.length > 0) this.part(this.waiting)
    this.waiting = []
    this.size = 0
  }
}

/** An entity that fits a page, with its size: without the certificates' own text if it is large, cut short if it is absurd. */
function fitting(entity: Entity): { entity: Entity; size: number } {
  const bare = { ...entity, certificates: entity.certificates.map(({ pem: _, ...rest }) => rest) }
  for (const candidate of [entity, bare]) {
    const size = JSON.stringify(candidate).length
    if (size <= charactersAtMost) return { entity: candidate, size }
  }
  const cut = {
    entityId: entity.entityId === null ? null : short(entity.entityId),
    roles: entity.roles.slice(0, 20).map(short),
    sso: entity.sso
      .slice(0, 10)
      .map(({ binding, location }) => ({ binding: short(binding), location: short(location) })),
    certificates: bare.certificates
      .slice(0, 20)
      .map(({ subject, issuer: _, ...rest }) => ({ ...rest, subject: short(subject) })),
    validUntil: entity.validUntil === null ? null : short(entity.validUntil),
  }
  return { entity: cut, size: JSON.stringify(cut).length }
}

const short = (text: string) => text.slice(0, 1000)
