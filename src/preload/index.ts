import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron'
import { callNames, eventNames } from '../shared/call-names'

/** One function for each call and event of the contract; the page can name no channel of its own. */
const calls = Object.fromEntries(
  callNames.map((name) => [name, (input: unknown) => ipcRenderer.invoke(`call:${name}`, input)]),
)

const events = Object.fromEntries(
  eventNames.map((name) => [
    name,
    (listener: (payload: unknown) => void) => {
      const forward = (_: IpcRendererEvent, payload: unknown) => listener(payload)
      ipcRenderer.on(`event:${name}`, forward)
      return () => {
        ipcRenderer.removeListener(`event:${name}`, forward)
      }
    },
  ]),
)

contextBridge.exposeInMainWorld('signpost', {
  calls,
  events,
  /** Trades a dropped or picked file for a ticket. The path is read here, from a real file only, and never reaches the page. */
  adoptFile: (file: File) => ipcRenderer.invoke('files.adopt', webUtils.getPathForFile(file)),
})
