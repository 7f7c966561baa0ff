let region: HTMLElement | null = null

/** Says something to a screen reader without moving the focus. */
export function announce(text: string): void {
  if (!region) {
    region = document.createElement('div')
    region.className = 'visually-hidden'
    region.setAttribute('role', 'status')
    document.body.append(region)
  }
  region.textContent = ''
  // A region that is filled in the same task it was emptied in is not read again.
  const filled = region
  requestAnimationFrame(() => {
    filled.textContent = text
  })
}
