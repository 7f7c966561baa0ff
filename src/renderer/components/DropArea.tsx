import { type ReactNode, useState } from 'react'
import type { FileTicket } from '../../shared/contract'
import { adoptFile } from '../bridge/bridge'
import styles from './DropArea.module.css'
import { notify } from './notices'

/** A part of the page onto which a file can be dropped. A second way only: a button has to open one by keyboard. */
export function DropArea({ onFile, children }: { onFile: (ticket: FileTicket) => void; children: ReactNode }) {
  const [over, setOver] = useState(false)

  const drop = async (event: React.DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (!file) return
    const ticket = await adoptFile(file)
    if (ticket.ok) onFile(ticket.value)
    else notify({ text: `${ticket.problem.title} ${ticket.problem.remedy}`, tone: 'fail' })
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a second way, see above
    <div
      className={styles.area}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget instanceof Node ? event.relatedTarget : null))
          setOver(false)
      }}
      onDrop={drop}
    >
      {children}
    </div>
  )
}
