import { namespaces } from './metadata'

/** A federation's document around whole EntityDescriptors; their XML declarations are taken off. */
export function aggregate(name: string, entities: readonly string[]): string {
  const bodies = entities.map((entity) => entity.replace(/^<\?xml[^>]*\?>\s*/, ''))
  return `<?xml version="1.0" encoding="UTF-8"?><md:EntitiesDescriptor xmlns:md="${namespaces.metadata}" Name="${name}">${bodies.join(
    '',
  )}</md:EntitiesDescriptor>`
}
