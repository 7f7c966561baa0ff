import { useState } from 'react'
import type { Finding } from '../../../shared/finding'

/** Ways between a list of findings and the document they stand in. Each ask is an object of its own, so that the same can be asked again. */
export function usePlaces(): {
  /** The finding whose place in the document was asked for. */
  inDocument: { finding: Finding } | null
  /** The finding that was asked for from the document. */
  inList: { finding: Finding } | null
  showInDocument: (finding: Finding) => void
  showInList: (finding: Finding) => void
} {
  const [inDocument, setInDocument] = useState<{ finding: Finding } | null>(null)
  const [inList, setInList] = useState<{ finding: Finding } | null>(null)
  return {
    inDocument,
    inList,
    showInDocument: (finding) => setInDocument({ finding }),
    showInList: (finding) => setInList({ finding }),
  }
}
