import { IconButton, SegmentedControl, TextField } from '@radix-ui/themes'
import { ChevronDown, ChevronUp, FoldVertical, Search, UnfoldVertical } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { Finding, Place } from '../../../shared/finding'
import { useKept } from '../../app/kept'
import { usePageFilter } from '../../app/page-filter'
import { CopyButton } from '../CopyButton'
import { nodeAt, type OutlineNode, outlineOf, pathTo } from './outline'
import { hitsIn, markedRanges, type Range, rangeAt } from './ranges'
import { foldedAtFirst, unfoldedTo, XmlTree } from './XmlTree'
import styles from './xml.module.css'

const XmlSource = lazy(() => import('./XmlSource'))

const start: Place = { line: 1, column: 1 }

/**
 * An XML document, folded as a tree or as it is written, with the findings marked where they stand. `shown` is the finding
 * whose place is asked for; a new object asks again. A text that is not well-formed is shown as it is written only.
 */
export function XmlView({
  text: given,
  origin = start,
  wellFormed = true,
  label,
  findings,
  shown = null,
  onFinding,
  note,
  elsewhere,
  pager,
}: {
  text: string
  /** The place of the document the text begins at. */
  origin?: Place
  wellFormed?: boolean
  /** What it is: “SAML response”. */
  label: string
  findings: readonly Finding[]
  shown?: { finding: Finding } | null
  onFinding?: (finding: Finding) => void
  /** Said below: what part of the document this is. */
  note?: ReactNode
  /** The text is a page of a longer one: leads to the page of a place, or of the next words, which `missed` are on none. */
  elsewhere?: {
    onPlace: (place: Place) => void
    onWords: (words: string, towards: 'start' | 'end') => void
    missed: string | null
  }
  pager?: ReactNode
}) {
  const text = useDeferredValue(useMemo(() => given.replace(/\r\n?/g, '\n'), [given]))
  const nodes = useMemo(() => (wellFormed ? outlineOf(text) : []), [text, wellFormed])
  const marks = useMemo(() => markedRanges(text, origin, nodes, findings), [text, origin, nodes, findings])
  const [wish, setMode] = useKept<'tree' | 'source'>('xml-view.mode', 'tree')
  const mode = wellFormed ? wish : 'source'
  const [folded, setFolded] = useState<ReadonlySet<number> | null>(null)
  const folds = useMemo(() => folded ?? foldedAtFirst(nodes), [folded, nodes])
  const [active, setActive] = useState(-1)
  const [range, setRange] = useState<Range | null>(null)
  const [words, setWords] = useState('')
  const [hit, setHit] = useState(0)
  const hits = useMemo(() => hitsIn(text, words), [text, words])
  const frame = useRef<HTMLElement>(null)
  const search = useRef<HTMLInputElement>(null)
  usePageFilter(search)

  const goTo = (node: number, at: Range) => {
    setFolded(unfoldedTo(nodes, folds, node))
    setActive(node)
    setRange({ ...at })
  }

  const { line, column } = origin
  // biome-ignore lint/correctness/useExhaustiveDependencies: on another page nothing is marked yet
  useEffect(() => {
    setRange(null)
    setHit(0)
  }, [line, column])

  /** What was asked for last: that it was found, or that its page was. */
  const answered = useRef<object | null>(null)
  const awaited = useRef<object | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once, not again when folds change
  useEffect(() => {
    const place = shown?.finding.place
    if (!place || answered.current === shown) return
    const found = rangeAt(text, origin, nodes, place)
    if (!found) {
      if (awaited.current !== shown) elsewhere?.onPlace(place)
      awaited.current = shown
      return
    }
    answered.current = shown
    goTo(found.node, found)
    frame.current?.scrollIntoView({ block: 'nearest' })
  }, [shown, nodes])

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once, not again when folds change
  useEffect(() => {
    const found = hits[hit]
    const node = found ? nodeAt(nodes, found.from) : -1
    if (node < 0) return
    setFolded(unfoldedTo(nodes, folds, node))
    setActive(node)
  }, [hits, hit, nodes])

  const sought = words.trim() !== ''
  const step = (by: number) => {
    const next = hit + by
    if (elsewhere && sought && (next < 0 || next >= hits.length)) elsewhere.onWords(words, by > 0 ? 'end' : 'start')
    else if (hits.length > 0) setHit((next + hits.length) % hits.length)
  }
  const count =
    hits.length > 0
      ? `${hit + 1} of ${hits.length}${elsewhere ? ' on this page' : ''}`
      : elsewhere && elsewhere.missed !== words
        ? 'Not on this page'
        : 'Not found'
  const leadTo = (index: number) => {
    const mark = marks[index]
    if (mark) onFinding?.(mark.finding)
  }

  return (
    <section ref={frame} className={styles.view} aria-label={label}>
      <div className={styles.bar}>
        {wellFormed && (
          <SegmentedControl.Root
            size="1"
            value={mode}
            aria-label="How the document is shown"
            onValueChange={(value) => setMode(value === 'source' ? 'source' : 'tree')}
          >
            <SegmentedControl.Item value="tree">Tree</SegmentedControl.Item>
            <SegmentedControl.Item value="source">Source</SegmentedControl.Item>
          </SegmentedControl.Root>
        )}
        <search className={styles.search}>
          <TextField.Root
            ref={search}
            size="1"
            className={styles.words}
            placeholder="Find in the document"
            aria-label="Find in the document"
            value={words}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => {
              setWords(event.target.value)
              setHit(0)
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter') step(event.shiftKey ? -1 : 1)
              else if (event.key === 'Escape' && words !== '') setWords('')
            }}
          >
            <TextField.Slot>
              <Search aria-hidden size={13} />
            </TextField.Slot>
          </TextField.Root>
          <span role="status" className={styles.count}>
            {sought && count}
          </span>
          {(hits.length > 1 || (elsewhere && sought)) && (
            <>
              <IconButton size="1" variant="ghost" color="gray" aria-label="Previous match" onClick={() => step(-1)}>
                <ChevronUp aria-hidden size={15} />
              </IconButton>
              <IconButton size="1" variant="ghost" color="gray" aria-label="Next match" onClick={() => step(1)}>
                <ChevronDown aria-hidden size={15} />
              </IconButton>
            </>
          )}
        </search>
        {mode === 'tree' && (
          <>
            <IconButton
              size="1"
              variant="ghost"
              color="gray"
              aria-label="Unfold everything"
              title="Unfold everything"
              onClick={() => setFolded(new Set())}
            >
              <UnfoldVertical aria-hidden size={15} />
            </IconButton>
            <IconButton
              size="1"
              variant="ghost"
              color="gray"
              aria-label="Fold everything"
              title="Fold everything"
              onClick={() => {
                setFolded(new Set([...nodes.keys()].filter((index) => index > 0 && (nodes[index]?.last ?? 0) > index)))
                setActive(0)
              }}
            >
              <FoldVertical aria-hidden size={15} />
            </IconButton>
          </>
        )}
        <CopyButton text={given} what={label} />
      </div>
      <div className={styles.body}>
        {mode === 'tree' ? (
          <XmlTree
            nodes={nodes}
            folded={folds}
            onFolded={setFolded}
            active={active}
            onActive={(node) => {
              setActive(node)
              const found = nodes[node]
              if (found) setRange({ from: found.from, to: found.contentFrom })
            }}
            marks={marks}
            hits={hits}
            label={`${label} as a tree`}
            onMark={leadTo}
          />
        ) : (
          <Suspense fallback={null}>
            <XmlSource
              text={text}
              firstLine={origin.line}
              label={`${label} as it is written`}
              marks={marks}
              hits={hits}
              hit={hit}
              shown={range}
              onMark={leadTo}
            />
          </Suspense>
        )}
      </div>
      <Foot text={text} nodes={nodes} active={mode === 'tree' ? active : -1} note={note} pager={pager} />
    </section>
  )
}

/** Where the person is, with what can be copied of it. */
function Foot({
  text,
  nodes,
  active,
  note,
  pager,
}: {
  text: string
  nodes: readonly OutlineNode[]
  active: number
  note: ReactNode
  pager: ReactNode
}) {
  const node = nodes[active]
  if (!node && !note && !pager) return null
  return (
    <footer className={styles.foot}>
      {node ? (
        <span className={styles.path}>{pathTo(nodes, active)}</span>
      ) : (
        <span className={styles.path}>{note}</span>
      )}
      {node && node.text !== '' && <CopyButton text={node.text} what="value" named />}
      {node && <CopyButton text={text.slice(node.from, node.to)} what="element" named />}
      {pager}
    </footer>
  )
}
