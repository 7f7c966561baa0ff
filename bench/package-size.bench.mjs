import { statSync } from 'node:fs'
import { join } from 'node:path'

/** The packaged archive against the 12 MB it may have. */
export function measure({ resources }) {
  const size = statSync(join(resources, 'app.asar')).size
  return [{ what: 'app.asar', against: '12 MB', ratio: size / (12 * 1024 * 1024), bar: 1 }]
}
