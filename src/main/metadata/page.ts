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
    const entity = fitting(read(index))
    size += JSON.stringify(entity).length
    if (size > charactersAtMost && entities.length > 0) break
    entities.push(entity)
  }
  return index < count ? { entities, nextOffset: index } : { entities }
}

/** An entity that fits a page: without the certificates' own text if it is large, with its first parts only if it is absurd. */
export function fitting(entity: Entity): Entity {
  if (JSON.stringify(entity).length <= charactersAtMost) return entity
  const bare = { ...entity, certificates: entity.certificates.map(({ pem: _, ...rest }) => rest) }
  if (JSON.stringify(bare).length <= charactersAtMost) return bare
  const short = (text: string) => text.slice(0, 1000)
  return {
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
}
