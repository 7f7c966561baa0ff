import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openDesktop } from './shell/opening'

// Not awaited: Electron becomes ready only after this module has been evaluated to its end.
void openDesktop(join(dirname(fileURLToPath(import.meta.url)), '..'))
