import { useEffect, useRef } from 'react'
import { tinykeys } from 'tinykeys'

const isApple = navigator.userAgent.includes('Mac')
const keyNames: Readonly<Record<string, string>> = {
  $mod: isApple ? '⌘' : 'Ctrl',
  Shift: isApple ? '⇧' : 'Shift',
  Alt: isApple ? '⌥' : 'Alt',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: isApple ? '↩' : 'Enter',
}

/** The keys of a shortcut as they are written on the keyboard: `$mod+k` is Ctrl, K (on a Mac ⌘, K). */
export const keycaps = (keys: string): string[] =>
  keys.split('+').map((key) => keyNames[key] ?? (key.length === 1 ? key.toUpperCase() : key))

/**
 * Binds shortcuts to the window while the component is on screen. The handlers of the latest render are called. A bare key
 * means nothing while the person types or has a dialog or menu open.
 */
export function useShortcuts(handlers: Readonly<Record<string, (event: KeyboardEvent) => void>>): void {
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })
  const names = Object.keys(handlers).join(' ')
  useEffect(() => {
    const bindings = names.split(' ').map((keys) => [
      keys,
      (event: KeyboardEvent) => {
        const isBare = !keys.includes('+')
        if (isBare && (isTyping(event) || isInLayer(event))) return
        event.preventDefault()
        latest.current[keys]?.(event)
      },
    ])
    return tinykeys(window, Object.fromEntries(bindings))
  }, [names])
}

function isInLayer(event: KeyboardEvent): boolean {
  const target = event.target
  return target instanceof Element && target.closest('[role=dialog], [role=alertdialog], [role=menu]') !== null
}

/** True while the person is typing into something, where a bare letter is text and no shortcut. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}
