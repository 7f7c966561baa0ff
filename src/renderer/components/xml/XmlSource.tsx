import { standardKeymap } from '@codemirror/commands'
import { xmlLanguage } from '@codemirror/lang-xml'
import { foldGutter, foldKeymap, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { Compartment, EditorState, type Extension, RangeSetBuilder } from '@codemirror/state'
import { Decoration, EditorView, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { useEffect, useRef } from 'react'
import { contentNonce } from '../../app/content-nonce'
import type { MarkedRange, Range } from './ranges'
import styles from './xml.module.css'

/** An XML text as it is written, with line numbers. Marked ranges lead to their findings. */
export default function XmlSource({
  text,
  firstLine,
  label,
  marks,
  hits,
  hit,
  shown,
  onMark,
}: {
  text: string
  firstLine: number
  label: string
  marks: readonly MarkedRange[]
  hits: readonly Range[]
  /** Index of the hit the person is at. */
  hit: number
  /** What was asked to be seen; a new object asks again. */
  shown: Range | null
  onMark: (index: number) => void
}) {
  const frame = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const latest = useRef(onMark)
  useEffect(() => {
    latest.current = onMark
  })

  useEffect(() => {
    if (!frame.current) return
    const made = new EditorView({
      parent: frame.current,
      state: EditorState.create({ extensions: extensionsFor(firstLine, label, (index) => latest.current(index)) }),
    })
    view.current = made
    return () => {
      view.current = null
      made.destroy()
    }
  }, [firstLine, label])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a view that was made anew has to be filled again
  useEffect(() => {
    const made = view.current
    if (!made) return
    const before = made.state.doc.length
    // A text that comes in stretches is only added to, so that the place the person is at stays.
    const grows = before > 0 && text.length > before && text.startsWith(made.state.sliceDoc())
    const changes = grows ? { from: before, insert: text.slice(before) } : { from: 0, to: before, insert: text }
    made.dispatch({ changes })
  }, [text, firstLine, label])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a view that was made anew has to be filled again
  useEffect(() => {
    view.current?.dispatch({ effects: decorated.reconfigure(decorations(text.length, marks, hits, hit, shown)) })
  }, [text, marks, hits, hit, shown, firstLine, label])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a view that was made anew has to be scrolled again
  useEffect(() => {
    const range = shown ?? null
    if (range && range.to <= text.length) reveal(view.current, range)
  }, [shown, firstLine, label])

  useEffect(() => {
    const range = hits[hit]
    if (range && range.to <= (view.current?.state.doc.length ?? 0)) reveal(view.current, range)
  }, [hits, hit])

  return <div ref={frame} className={styles.source} />
}

function reveal(view: EditorView | null, { from, to }: Range): void {
  view?.dispatch({
    selection: { anchor: from, head: Math.min(to, view.state.doc.length) },
    effects: EditorView.scrollIntoView(from, { y: 'center' }),
  })
}

const decorated = new Compartment()

function extensionsFor(firstLine: number, label: string, onMark: (index: number) => void): Extension {
  return [
    EditorView.cspNonce.of(contentNonce() ?? ''),
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    // Read-only text takes no focus by itself; the keys need it.
    EditorView.contentAttributes.of({
      tabindex: '0',
      role: 'textbox',
      'aria-readonly': 'true',
      'aria-multiline': 'true',
      'aria-label': label,
    }),
    EditorView.lineWrapping,
    lineNumbers({ formatNumber: (line) => String(line + firstLine - 1) }),
    foldGutter(),
    highlightSpecialChars(),
    xmlLanguage,
    syntaxHighlighting(colours),
    keymap.of([...standardKeymap, ...foldKeymap]),
    look,
    decorated.of([]),
    EditorView.domEventHandlers({
      click: (event) => {
        const mark = event.target instanceof Element ? event.target.closest('[data-mark]') : null
        if (mark) onMark(Number(mark.getAttribute('data-mark')))
      },
    }),
  ]
}

function decorations(
  length: number,
  marks: readonly MarkedRange[],
  hits: readonly Range[],
  hit: number,
  shown: Range | null,
): Extension {
  const isThere = ({ from, to }: Range) => from < to && to <= length
  const all = [
    ...marks.map((mark, index) => ({
      ...mark,
      decoration: Decoration.mark({
        class: styles.marked,
        attributes: { 'data-status': mark.status, 'data-mark': String(index), title: mark.title },
      }),
    })),
    ...hits.map((range, index) => ({
      ...range,
      decoration: Decoration.mark({ class: index === hit ? styles.hitHere : styles.hit }),
    })),
    ...(shown ? [{ ...shown, decoration: Decoration.mark({ class: styles.here }) }] : []),
  ]
  const builder = new RangeSetBuilder<Decoration>()
  for (const { from, to, decoration } of all.filter(isThere).sort((a, b) => a.from - b.from)) {
    builder.add(from, to, decoration)
  }
  return EditorView.decorations.of(builder.finish())
}

const colours = HighlightStyle.define([
  { tag: [tags.tagName, tags.angleBracket], color: 'var(--accent-11)' },
  { tag: tags.attributeName, color: 'var(--quiet)' },
  { tag: tags.attributeValue, color: 'var(--green-11)' },
  { tag: [tags.comment, tags.processingInstruction, tags.documentMeta], color: 'var(--amber-11)' },
  { tag: tags.invalid, color: 'var(--red-11)' },
])

const look = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', fontSize: '12.5px' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--code-font-family)', fontVariantLigatures: 'none', lineHeight: '20px' },
  '.cm-gutters': {
    border: 'none',
    borderRight: '1px solid var(--line)',
    backgroundColor: 'var(--sunken)',
    color: 'var(--quiet)',
  },
  '.cm-content': { padding: '8px 0', caretColor: 'transparent' },
  '.cm-line': { padding: '0 12px' },
  '.cm-foldPlaceholder': {
    border: '1px solid var(--line)',
    backgroundColor: 'var(--hover)',
    color: 'var(--quiet)',
  },
  '.cm-specialChar': { color: 'var(--amber-11)' },
})
