import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startDesktop } from './shell/desktop'

// Not awaited: Electron becomes ready only after this module has been evaluated to its end.
void startDesktop(join(dirname(fileURLToPath(import.meta.url)), '..'))
