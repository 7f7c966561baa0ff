/// <reference types="vite/types/importMeta.d.ts" />
import type { Integration } from './schema'

/**
 * Every guide in full, bundled into one chunk of its own. Reached through `guides.ts` only, so that lists do not carry it.
 * The type holds because the build refuses files the schema refuses (build/catalog.mjs).
 */
export const rows: readonly Integration[] = Object.values(
  import.meta.glob<Integration>('./integrations/*.json', { eager: true, import: 'default' }),
)
