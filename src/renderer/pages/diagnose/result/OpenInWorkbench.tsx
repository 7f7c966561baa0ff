import { Wrench } from 'lucide-react'
import { Link } from 'wouter'
import type { CheckId } from '../../../../shared/checks'
import { toolFor } from '../../workbench/tool-for'
import styles from './result.module.css'

/** Leads to the tool of the workbench that looks at the same thing, where there is one. */
export function OpenInWorkbench({ check }: { check: CheckId }) {
  const tool = toolFor(check)
  if (tool === null) return null
  return (
    <Link to={tool.path} className={styles.tool} title={`Open in workbench: ${tool.title}`}>
      <Wrench aria-hidden size={12} />
      Open in workbench<span className="visually-hidden">: {tool.title}</span>
    </Link>
  )
}
