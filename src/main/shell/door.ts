import { BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import { type CallName, callNames } from '../../shared/call-names'
import type { Outcome } from '../../shared/problem'
import { isOurs } from './hardening'

/** Who answers behind the door. What the page sends is judged there. */
export interface Answers {
  call(name: CallName, input: unknown, window: BrowserWindow): Promise<Outcome<unknown>>
  /** Trades the path of a dropped file for a ticket. */
  adoptFile(path: unknown): Promise<Outcome<unknown>>
}

/** The one door between page and main. The first to knock brings somebody behind it (`come`), and waits until then. */
export function openDoor(come: () => Promise<Answers>): void {
  let answers: Promise<Answers> | undefined
  const open = (channel: string, answer: (behind: Answers, input: unknown, window: BrowserWindow) => unknown) =>
    ipcMain.handle(channel, async (event, input: unknown) => {
      const window = senderWindow(event)
      if (window === null) throw new Error(`${channel}: refused, not a window of ours`)
      answers ??= come()
      return answer(await answers, input, window)
    })
  for (const name of callNames) open(`call:${name}`, (behind, input, window) => behind.call(name, input, window))
  open('files.adopt', (behind, path) => behind.adoptFile(path))
}

/** Only the top frame of one of our own windows is heard. */
function senderWindow(event: IpcMainInvokeEvent): BrowserWindow | null {
  const frame = event.senderFrame
  if (frame === null || frame !== event.sender.mainFrame || !isOurs(frame.url)) return null
  return BrowserWindow.fromWebContents(event.sender)
}
