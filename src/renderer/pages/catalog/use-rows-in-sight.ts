import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

/** The list's measures in pixels, as ResultList.module.css sets them. */
const rowHeight = 56
const above = 6
const below = 24

/** Rows kept ready beyond the edges. */
const reserve = 6
/** What a window of the usual size shows; prerendered, and there until the list has been measured. */
const usual = { first: 0, last: 10 }

export type RowsInSight = {
  /** The rows that have to exist: from `first` up to and with `last`. */
  first: number
  last: number
  /** Where the first of them begins, and how high the whole list is, in pixels. */
  offset: number
  height: number
  /** Scrolls just as far as it takes to see the row. */
  reveal: (index: number) => void
}

/**
 * Which rows of a long list exist. All are of one height, so nothing has to be measured but the list's own size, and that
 * only once the page has been laid out: asking earlier would make the browser lay it out twice while the window opens.
 */
export function useRowsInSight(scroller: RefObject<HTMLElement | null>, count: number): RowsInSight {
  const [sight, setSight] = useState(usual)
  const view = useRef({ top: 0, height: 0 })

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const look = () => {
      view.current = { top: element.scrollTop, height: element.clientHeight }
      const first = Math.max(0, Math.floor((element.scrollTop - above) / rowHeight) - reserve)
      const last = Math.ceil((element.scrollTop - above + element.clientHeight) / rowHeight) + reserve
      setSight((before) => (before.first === first && before.last === last ? before : { first, last }))
    }
    const size = new ResizeObserver(look)
    size.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      size.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [scroller])

  const reveal = useCallback(
    (index: number) => {
      const element = scroller.current
      const { top, height } = view.current
      if (!element || height === 0) return
      const start = index * rowHeight
      const end = start + rowHeight + above + below
      if (start < top) element.scrollTop = start
      else if (end > top + height) element.scrollTop = end - height
    },
    [scroller],
  )

  // A list that has become shorter is shown to its end, where the browser scrolls it to.
  const last = Math.min(sight.last, count - 1)
  const first = Math.max(0, Math.min(sight.first, last - (sight.last - sight.first)))
  return {
    first,
    last,
    offset: above + first * rowHeight,
    height: above + count * rowHeight + below,
    reveal,
  }
}
