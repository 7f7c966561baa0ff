// Stands in for Electron's own default app in a runtime that came without one: starts the program whose folder is named
// on the command line. The folder of a package only; nothing else that Electron's own can do.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
if (named === undefined) {
  process.stderr.write('Name the folder of the program to start.\n')
  app.exit(2)
} else {
  const folder = resolve(named)
  const { main, name, productName, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  process.defaultApp = true
  app.setVersion(version)
  app.setName(productName ?? name)
  app.setPath('userData', app.commandLine.getSwitchValue('user-data-dir') || join(app.getPath('appData'), app.name))
  app.setAppPath(folder)
  await import(pathToFileURL(join(folder, main)).href)
}
