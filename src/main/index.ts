import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startDesktop } from './shell/desktop'

await startDesktop(join(dirname(fileURLToPath(import.meta.url)), '..'))
