import { Wrench } from 'lucide-react'
import { createContext, useContext } from 'react'
import { Link } from 'wouter'
import type { CheckId } from '../../../../shared/checks'
import { type Given, nothingGiven } from '../given'
import { toolFor } from '../tool-for'
import styles from './result.module.css'

/** What the diagnosis on screen was given, for the tools that are opened from it. */
export const GivenContext = createContext<Given>(nothingGiven)

/** Leads to the tool of the workbench that looks at the same thing, filled in; nothing where there is none. */
export function OpenInWorkbench({ check }: { check: CheckId }) {
  const tool = toolFor(check, useContext(GivenContext))
  if (tool === null) return null
  return (
    <Link to={tool.path} className={styles.tool} title={`Open in workbench: ${tool.title}`} onClick={tool.prepare}>
      <Wrench aria-hidden size={12} />
      Open in workbench<span className="visually-hidden">: {tool.title}</span>
    </Link>
  )
}
