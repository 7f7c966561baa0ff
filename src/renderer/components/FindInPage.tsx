import { IconButton, TextField } from '@radix-ui/themes'
import { ChevronDown, ChevronUp, Search } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { usePageFilter } from '../app/page-filter'
import styles from './FindInPage.module.css'
import { findText } from './find-text'

const found = 'find'
const foundHere = 'find-here'

/** Finds words in what the page shows, and steps from one to the next. Marks them without touching the document. */
export function FindInPage({
  within,
  ready,
  label,
}: {
  within: RefObject<HTMLElement | null>
  /** Becomes true when there is something to search in. */
  ready: boolean
  label: string
}) {
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [ranges, setRanges] = useState<Range[]>([])
  const [at, setAt] = useState(0)
  usePageFilter(input)

  useEffect(() => {
    const root = ready ? within.current : null
    setRanges(root ? findText(root, text) : [])
    setAt(0)
  }, [within, ready, text])

  useEffect(() => {
    const here = ranges[at]
    CSS.highlights.set(found, new Highlight(...ranges))
    CSS.highlights.set(foundHere, new Highlight(...(here ? [here] : [])))
    here?.startContainer.parentElement?.scrollIntoView({ block: 'center' })
    return () => {
      CSS.highlights.delete(found)
      CSS.highlights.delete(foundHere)
    }
  }, [ranges, at])

  const step = (by: number) => {
    if (ranges.length > 0) setAt((at + by + ranges.length) % ranges.length)
  }

  return (
    <search className={styles.find}>
      <TextField.Root
        ref={input}
        className={styles.input}
        placeholder={label}
        aria-label={label}
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') step(event.shiftKey ? -1 : 1)
          else if (event.key === 'Escape' && text !== '') setText('')
        }}
      >
        <TextField.Slot>
          <Search aria-hidden size={14} />
        </TextField.Slot>
      </TextField.Root>
      <span role="status" className={styles.count}>
        {text.trim() !== '' && (ranges.length === 0 ? 'Not found' : `${at + 1} of ${ranges.length}`)}
      </span>
      {ranges.length > 1 && (
        <>
          <IconButton size="1" variant="ghost" color="gray" aria-label="Previous match" onClick={() => step(-1)}>
            <ChevronUp aria-hidden size={16} />
          </IconButton>
          <IconButton size="1" variant="ghost" color="gray" aria-label="Next match" onClick={() => step(1)}>
            <ChevronDown aria-hidden size={16} />
          </IconButton>
        </>
      )}
    </search>
  )
}
