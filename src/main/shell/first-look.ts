import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '../../shared/settings'
import type { WindowPlace } from './store/preferences'

/** What the window needs to know of the preferences before it opens. */
export interface FirstLook {
  appearance: Settings['appearance']
  place: WindowPlace | null
}

/**
 * Glances at the preferences without their schema, which takes longer to read than the window to open. Whatever does not
 * fit counts as absent; `PreferenceStore` judges the file a moment later and reports what is wrong with it.
 */
export function readFirstLook(userData: string): FirstLook {
  const file = record(contentOf(join(userData, 'preferences.json')))
  const { appearance } = record(file.settings)
  return {
    appearance: appearance === 'light' || appearance === 'dark' ? appearance : 'system',
    place: placeOf(record(file.window)),
  }
}

function placeOf({ x, y, width, height, maximized }: Record<string, unknown>): WindowPlace | null {
  if (!isWhole(x) || !isWhole(y) || !isWhole(width) || !isWhole(height) || width < 400 || height < 300) return null
  return { x, y, width, height, maximized: maximized === true }
}

function contentOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

const isWhole = (value: unknown): value is number => Number.isInteger(value)

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {}
