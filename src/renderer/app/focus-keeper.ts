import { useEffect } from 'react'

const trailLength = 20

interface Footprint {
  element: HTMLElement
  /** Where in the program it was: what was focused on another page is no place to go back to. */
  page: string
}

/**
 * Never lets the focus fall into nowhere. When what had it is gone, because a dialog closed, a row was deleted or the page
 * changed, it goes back to what had it before on the same page, and otherwise to the heading of the page.
 */
export function useFocusKeeper(): void {
  useEffect(() => {
    const trail: Footprint[] = []
    let isLost = false

    const note = (target: EventTarget | null) => {
      if (!(target instanceof HTMLElement) || target === document.body) return
      isLost = false
      trail.push({ element: target, page: location.hash })
      if (trail.length > trailLength) trail.shift()
    }
    const onFocus = ({ target }: FocusEvent) => note(target)
    const look = () => {
      const last = trail.at(-1)
      if (document.activeElement !== document.body || last === undefined) return
      // A press beside everything takes the focus away, and rightly so.
      if (!isLost && canTake(last.element)) return
      isLost = true
      // A button that works is disabled for that long, and takes the focus again.
      if (isWaiting(last.element)) return
      const before = trail.findLast(({ element, page }) => page === location.hash && canTake(element))
      const place = before?.element ?? document.querySelector<HTMLElement>('main h1')
      if (place && canTake(place)) place.focus({ preventScroll: true })
    }

    let frame = 0
    const observer = new MutationObserver(() => {
      if (document.activeElement !== document.body) return
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(look)
    })
    note(document.activeElement)
    document.addEventListener('focusin', onFocus)
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled'] })
    return () => {
      document.removeEventListener('focusin', onFocus)
      observer.disconnect()
      cancelAnimationFrame(frame)
    }
  }, [])
}

const canTake = (element: HTMLElement) =>
  element.isConnected &&
  !element.matches(':disabled') &&
  element.closest('[aria-hidden="true"], [inert]') === null &&
  element.checkVisibility()

const isWaiting = (element: HTMLElement) => element.isConnected && element.matches(':disabled')
