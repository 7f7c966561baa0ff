import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { FileTicket } from '../../shared/contract'
import { adoptFile } from '../bridge/bridge'
import styles from './DropArea.module.css'
import { notify } from './notices'

/**
 * A part of the page onto which a file can be dropped; `whole`: anywhere on the page. A second way only: a button has to open one
 * by keyboard.
 */
export function DropArea({
  onFile,
  whole = false,
  children,
}: {
  onFile: (ticket: FileTicket) => void
  whole?: boolean
  children: ReactNode
}) {
  const [over, setOver] = useState(false)
  const area = useRef<HTMLDivElement>(null)
  const latest = useRef(onFile)
  useEffect(() => {
    latest.current = onFile
  })

  useEffect(() => {
    const target = whole ? area.current?.closest('main') : area.current
    if (!target) return
    const listening = new AbortController()
    const listen = <K extends 'dragover' | 'dragleave' | 'drop'>(type: K, act: (event: DragEvent) => void) =>
      target.addEventListener(type, act, { signal: listening.signal })
    listen('dragover', (event) => {
      event.preventDefault()
      setOver(true)
    })
    listen('dragleave', ({ relatedTarget }) => {
      if (!target.contains(relatedTarget instanceof Node ? relatedTarget : null)) setOver(false)
    })
    listen('drop', async (event) => {
      event.preventDefault()
      setOver(false)
      const file = event.dataTransfer?.files[0]
      if (!file) return
      const ticket = await adoptFile(file)
      if (ticket.ok) latest.current(ticket.value)
      else notify({ text: `${ticket.problem.title} ${ticket.problem.remedy}`, tone: 'fail' })
    })
    return () => listening.abort()
  }, [whole])

  return (
    <div ref={area} className={styles.area} data-over={over}>
      {children}
    </div>
  )
}
