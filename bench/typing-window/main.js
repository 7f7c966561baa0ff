// The catalog with ten thousand made-up rows, as a page of its own: built and opened by typing.bench.mjs.
import { app, BrowserWindow } from 'electron'

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1240, height: 820, show: false, webPreferences: { sandbox: true } })
  window.once('ready-to-show', () => window.show())
  window.loadFile('../../out/bench/typing/index.html')
})
app.on('window-all-closed', () => app.quit())
