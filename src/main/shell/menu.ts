import { app, Menu, type MenuItemConstructorOptions, shell } from 'electron'
import type { EventPayload } from '../../shared/contract'
import { logFolder } from './log'

type Command = EventPayload<'menu.command'>['command']

const pages: ReadonlyArray<readonly [label: string, command: Command]> = [
  ['Catalog', 'catalog'],
  ['Set-ups', 'setups'],
  ['Diagnose', 'diagnose'],
  ['Workbench', 'workbench'],
  ['Watch', 'watch'],
]

/** The application menu. What concerns the page is carried out there, by the same commands as its own shortcuts. */
export function setMenu(): void {
  const command = (name: Command) => async () => (await import('./ipc')).tell('menu.command', { command: name })
  const mac = process.platform === 'darwin'
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        { label: 'Settings…', accelerator: 'CmdOrCtrl+,', click: command('settings') },
        { type: 'separator' },
        { role: mac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&Go',
      submenu: [
        ...pages.map(([label, name], index) => ({
          label,
          accelerator: `CmdOrCtrl+${index + 1}`,
          click: command(name),
        })),
        { type: 'separator' },
        { label: 'Command palette…', accelerator: 'CmdOrCtrl+K', click: command('palette') },
        { label: 'Filter this page', accelerator: 'CmdOrCtrl+F', click: command('filter') },
      ],
    },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    {
      role: 'help',
      submenu: [
        { label: 'Keyboard shortcuts', click: command('shortcuts') },
        { label: 'Open the folder of logs', click: () => void shell.openPath(logFolder()) },
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
      ],
    },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
