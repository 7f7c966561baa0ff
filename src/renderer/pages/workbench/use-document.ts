import type { DocumentSource } from '../../../shared/runs/document'
import { useKept } from '../../app/kept'
import { withRecent } from './document-source'

/** The document a tool looks at, and the last ones by name; pasted text is not among them. */
export function useDocument(name: string): {
  document: DocumentSource | null
  recent: readonly DocumentSource[]
  take: (source: DocumentSource) => void
} {
  const [recent, setRecent] = useKept<readonly DocumentSource[]>(`${name}.recent`, [])
  const [document, setDocument] = useKept<DocumentSource | null>(`${name}.document`, null)
  return {
    document,
    recent,
    take: (source) => {
      setDocument(source)
      setRecent(withRecent(recent, source))
    },
  }
}
