import { Button, TextArea } from '@radix-ui/themes'
import { FolderOpen } from 'lucide-react'
import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { branches } from '../../../../shared/guidance/causes/causes'
import { useKept } from '../../../app/kept'
import { useAction } from '../../../bridge/use-action'
import { DropArea } from '../../../components/DropArea'
import { notify } from '../../../components/notices'
import { ProblemNote } from '../../../components/ProblemNote'
import { fileSource } from '../../workbench/document-source'
import { SymptomReading } from '../reference/SymptomReading'
import { addToCase, casePath, ownCase, peekTyped, replaceCase, startSoon, type Typed } from '../use-case'
import { recognise } from './recognise'
import styles from './start.module.css'

/** Past this a text field stalls; a document that long is better opened as a file. */
const mostTyped = 300_000

/** One box for whatever somebody has: words, a code, an address, a document. It is recognised, and taken to where it belongs. */
export function Describe() {
  const [, go] = useLocation()
  const [text, setText] = useKept('diagnose.described', '')
  const [tooLong, setTooLong] = useState(false)
  const open = useAction('files.open')
  const box = useRef<HTMLTextAreaElement>(null)
  const seen = recognise(text)

  const use = (part: Typed, { now }: { now: boolean }) => {
    const before = peekTyped(ownCase)
    replaceCase(ownCase, part)
    if (Object.keys(before).length > 0)
      notify({
        text: 'The inputs of the diagnosis before were put away.',
        action: { label: 'Take them back', run: () => addToCase(ownCase, { ...before, ...part }) },
      })
    setText('')
    if (now) startSoon(ownCase)
    go(now ? casePath(ownCase) : `${casePath(ownCase)}/inputs`)
  }
  const choose = async () => {
    const chosen = await open.run({
      title: 'Open metadata, a SAML response or a HAR',
      extensions: ['xml', 'har', 'json', 'txt'],
    })
    if (chosen.ok && chosen.value) use(partOf(fileSource(chosen.value)), { now: false })
  }

  return (
    <DropArea onFile={(ticket) => use(partOf(fileSource(ticket)), { now: false })}>
      <form
        className={styles.describe}
        aria-label="What you have"
        onSubmit={(event) => {
          event.preventDefault()
          if (seen.as !== 'nothing') use(seen.part, { now: true })
        }}
      >
        <label htmlFor="diagnose-box" className={styles.question}>
          What do you see, or what do you have?
        </label>
        <TextArea
          id="diagnose-box"
          ref={box}
          rows={3}
          value={text}
          spellCheck={false}
          placeholder="An error text or code, a metadata address, a SAML response, a connection ID, or your own words"
          aria-describedby="diagnose-box-says"
          onPaste={(event) => {
            if (event.clipboardData.getData('text/plain').length <= mostTyped) return
            event.preventDefault()
            setTooLong(true)
          }}
          onChange={(event) => {
            setTooLong(event.target.value.length > mostTyped)
            if (event.target.value.length <= mostTyped) setText(event.target.value)
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && seen.as !== 'nothing')
              use(seen.part, { now: true })
          }}
        />
        <div id="diagnose-box-says" className={styles.says}>
          {tooLong ? (
            <p className={styles.refused}>This is too long for a field. Open it as a file instead.</p>
          ) : seen.as === 'nothing' ? null : seen.as === 'symptom' ? (
            <SymptomReading text={text} />
          ) : (
            <p>{seen.says}.</p>
          )}
        </div>
        <div className={styles.actions}>
          <Button type="submit" disabled={seen.as === 'nothing'}>
            Diagnose
          </Button>
          <Button
            type="button"
            variant="soft"
            disabled={seen.as === 'nothing'}
            onClick={() => seen.as !== 'nothing' && use(seen.part, { now: false })}
          >
            Add more first
          </Button>
          <Button type="button" variant="soft" color="gray" onClick={choose}>
            <FolderOpen aria-hidden size={14} />
            Open a file
          </Button>
          <span className={styles.hint}>Files can be dropped here too.</span>
        </div>
        {open.problem && <ProblemNote problem={open.problem} />}
        {text === '' && (
          <div className={styles.questions}>
            <p className={styles.hint}>Or say which of these it is:</p>
            <ul>
              {branches.map(({ id, symptom, title }) => (
                <li key={id}>
                  <button
                    type="button"
                    className={styles.chip}
                    title={symptom}
                    onClick={() => {
                      setText(title)
                      box.current?.focus()
                    }}
                  >
                    {title}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        )}
      </form>
    </DropArea>
  )
}

/** What a file is, only reading it tells; by its name a metadata document is told from a capture. */
function partOf(source: ReturnType<typeof fileSource>): Typed {
  const name = source.kind === 'file' ? source.name : ''
  return /\.(har|json|txt|b64)$/i.test(name) || /response|assertion/i.test(name)
    ? { response: source }
    : { metadata: source }
}
