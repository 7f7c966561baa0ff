import { Button, IconButton, TextField } from '@radix-ui/themes'
import { Eye, EyeOff, KeyRound, ShieldCheck } from 'lucide-react'
import { useId, useState } from 'react'
import { longestValue, type Recognition } from '../../../../shared/guidance/recognise/recognise'
import type { StepValue } from '../../../../shared/guidance/setup-steps'
import { useAction } from '../../../bridge/use-action'
import { useCall } from '../../../bridge/use-call'
import { ProblemNote } from '../../../components/ProblemNote'
import { When } from '../../../components/When'
import frame from './frame.module.css'
import { RecognitionNote } from './RecognitionNote'
import { SecretEnd } from './SecretEnd'
import { useOpenSetup } from './setup-context'
import { useMove } from './use-move'
import { useJudge } from './use-recognition'
import styles from './values.module.css'

/** The box of a secret: goes into the vault and comes out of it nowhere. Only its last four characters are shown again. */
export function SecretBox({ value }: { value: StepValue }) {
  const { setup } = useOpenSetup()
  const [replacing, setReplacing] = useState(false)
  const forget = useAction('setups.forgetSecret')
  const secrets = useCall('app.info').value?.secrets
  const there = value.value?.kind === 'secret' ? value.value : null

  if (there && !replacing) {
    return (
      <div className={styles.box}>
        <div className={styles.secret}>
          <ShieldCheck aria-hidden size={16} className={styles.secretIcon} />
          <code>••••••••{there.lastFour}</code>
          <span className={frame.quiet}>
            {secrets === 'session' ? 'in memory until Signpost closes' : 'in the vault'}, set <When at={there.at} />
          </span>
          <span className={frame.grow} />
          <Button size="1" variant="soft" color="gray" onClick={() => setReplacing(true)}>
            Replace
          </Button>
          <Button
            size="1"
            variant="soft"
            color="gray"
            loading={forget.running}
            onClick={() => void forget.run({ id: setup.id, name: value.name })}
          >
            Forget
          </Button>
        </div>
        <SecretEnd name={value.name} />
        {value.role === 'enter' && (
          <p className={styles.saveState}>
            Signpost never shows it again. To enter it elsewhere, copy it where it was made.
          </p>
        )}
        {forget.problem && <ProblemNote problem={forget.problem} />}
      </div>
    )
  }
  return (
    <SecretInput value={value} onDone={() => setReplacing(false)} onCancel={there ? () => setReplacing(false) : null} />
  )
}

function SecretInput({
  value,
  onDone,
  onCancel,
}: {
  value: StepValue
  onDone: () => void
  onCancel: (() => void) | null
}) {
  const { setup } = useOpenSetup()
  const { name, word } = value
  const id = useId()
  const [text, setText] = useState('')
  const [visible, setVisible] = useState(false)
  const [tooLong, setTooLong] = useState<Recognition | null>(null)
  const judge = useJudge(name)
  const move = useMove()
  const set = useAction('setups.setSecret')
  const isKey = word.kind === 'pem'
  const seen = tooLong ?? judge(text)

  const keep = async (secret: string) => {
    const outcome = await set.run({ id: setup.id, name, text: secret })
    if (!outcome.ok) return
    setText('')
    onDone()
  }
  const shared = {
    id,
    value: text,
    placeholder: word.kind === 'pem' ? '-----BEGIN PRIVATE KEY-----' : 'Paste it here',
    spellCheck: false,
    autoComplete: 'off',
    'aria-describedby': `${id}-note`,
    onPaste: (event: React.ClipboardEvent) => {
      if (event.clipboardData.getData('text/plain').length <= longestValue) return
      event.preventDefault()
      setTooLong(judge(event.clipboardData.getData('text/plain')))
    },
  }
  const type = (next: string) => {
    setTooLong(null)
    setText(next)
  }

  return (
    <form
      className={styles.box}
      onSubmit={(event) => {
        event.preventDefault()
        if (seen.verdict.as === 'fits' || seen.verdict.as === 'cleaned') void keep(seen.value)
      }}
    >
      <label htmlFor={id} className="visually-hidden">
        {word.label}
      </label>
      <div className={styles.secretRow}>
        {isKey ? (
          <textarea
            {...shared}
            className={styles.input}
            data-document
            data-masked={!visible}
            rows={4}
            onChange={(event) => type(event.target.value)}
          />
        ) : (
          <TextField.Root
            {...shared}
            className={styles.secretInput}
            type={visible ? 'text' : 'password'}
            onChange={(event) => type(event.target.value)}
          >
            <TextField.Slot>
              <KeyRound aria-hidden size={14} />
            </TextField.Slot>
          </TextField.Root>
        )}
        <IconButton
          type="button"
          variant="soft"
          color="gray"
          aria-label={visible ? 'Hide what is typed' : 'Show what is typed'}
          aria-pressed={visible}
          onClick={() => setVisible(!visible)}
        >
          {visible ? <EyeOff aria-hidden size={15} /> : <Eye aria-hidden size={15} />}
        </IconButton>
        <Button
          type="submit"
          loading={set.running}
          disabled={seen.verdict.as !== 'fits' && seen.verdict.as !== 'cleaned'}
        >
          {seen.verdict.as === 'cleaned' ? 'Keep it, cleaned' : 'Keep it'}
        </Button>
        {onCancel && (
          <Button type="button" variant="soft" color="gray" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
      <div className={styles.boxFoot} id={`${id}-note`}>
        {seen.verdict.as === 'nothing' ? (
          <p className={styles.saveState}>It is kept apart from the set-up and never shown, exported or handed off.</p>
        ) : (
          <RecognitionNote
            seen={seen}
            pasted={text}
            onMove={async (to) => {
              if ((await move(to, seen.value)).ok) setText('')
            }}
            onEmpty={() => setText('')}
          />
        )}
        {seen.verdict.as === 'refused' && text !== '' && (
          <Button type="button" size="1" variant="soft" color="gray" onClick={() => void keep(text.trim())}>
            Keep it all the same
          </Button>
        )}
      </div>
      {set.problem && <ProblemNote problem={set.problem} />}
    </form>
  )
}
