import styles from './guide.module.css'

/** Brings a part of the page into sight and shows for a moment which one it is. */
export function reveal(id: string): void {
  const element = document.getElementById(id)
  if (!element) return
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  element.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' })
  const heading = element.querySelector<HTMLElement>('[tabindex="-1"]')
  heading?.focus({ preventScroll: true })
  const flash = styles.flash
  if (!flash) return
  element.classList.add(flash)
  element.addEventListener('animationend', () => element.classList.remove(flash), { once: true })
}
