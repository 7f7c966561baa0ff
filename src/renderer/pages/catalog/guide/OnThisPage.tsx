import { type RefObject, useEffect, useState } from 'react'
import styles from './guide.module.css'
import { reveal } from './reveal'

type Entry = { id: string; title: string }

/** The sections of the guide, at its side; the one in sight is marked. */
export function OnThisPage({ within }: { within: RefObject<HTMLElement | null> }) {
  const [entries, setEntries] = useState<Entry[]>([])
  const [here, setHere] = useState<string | null>(null)

  useEffect(() => {
    const root = within.current
    if (!root) return
    const sections = [...root.querySelectorAll<HTMLElement>('section[id]')]
    setEntries(sections.map((one) => ({ id: one.id, title: one.querySelector('h2')?.textContent ?? '' })))

    const seen = new Set<string>()
    const observer = new IntersectionObserver(
      (changes) => {
        for (const { target, isIntersecting } of changes) {
          if (isIntersecting) seen.add(target.id)
          else seen.delete(target.id)
        }
        setHere(sections.find((one) => seen.has(one.id))?.id ?? null)
      },
      { rootMargin: '-180px 0px -40% 0px' },
    )
    for (const section of sections) observer.observe(section)
    return () => observer.disconnect()
  }, [within])

  return (
    <nav className={styles.toc} aria-label="On this page">
      <p className={styles.tocTitle}>On this page</p>
      <ul>
        {entries.map(({ id, title }) => (
          <li key={id}>
            <button type="button" aria-current={here === id ? 'location' : undefined} onClick={() => reveal(id)}>
              {title}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
