import { BrowserWindow, Notification } from 'electron'
import { tell } from './ipc'

export const notificationsSupported = (): boolean => Notification.isSupported()

/** Held until they are gone: one that is collected is not heard when it is clicked. */
const shown = new Set<Notification>()

/** Shows a notification of the system; a click on it leads to Watch. */
export function showNotification(title: string, body: string): void {
  const notification = new Notification({ title, body })
  const forget = () => shown.delete(notification)
  shown.add(notification)
  notification.on('close', forget)
  notification.on('failed', forget)
  notification.on('click', () => {
    forget()
    const [window] = BrowserWindow.getAllWindows()
    if (window?.isMinimized()) window.restore()
    window?.show()
    window?.focus()
    tell('menu.command', { command: 'watch' })
  })
  notification.show()
}
