// npm run build: the window and the command line into out/.
import { main } from './setup/commands.mjs'
import { installPackages } from './setup/dependencies.mjs'
import { buildProgram } from './setup/program.mjs'

await main(async () => {
  await installPackages()
  await buildProgram()
})
