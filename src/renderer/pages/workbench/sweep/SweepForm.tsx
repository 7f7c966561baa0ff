import { Button, TextArea } from '@radix-ui/themes'
import { FolderOpen } from 'lucide-react'
import { useRef, useState } from 'react'
import { useKept } from '../../../app/kept'
import { Field } from '../../../components/Field'
import { mostAddresses, readAddresses } from './list'
import styles from './sweep.module.css'

const largestFile = 5 * 1024 * 1024

/** Takes the list: pasted, opened or dropped. */
export function SweepForm({ running, onSweep }: { running: boolean; onSweep: (urls: readonly string[]) => void }) {
  const [text, setText] = useKept('sweep.text', '')
  const [refused, setRefused] = useState<string | null>(null)
  const picker = useRef<HTMLInputElement>(null)
  const { urls, repeated } = readAddresses(text)

  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    if (urls.length === 0) setRefused('Paste a list, or open a file with one.')
    else if (urls.length > mostAddresses)
      setRefused(`At most ${mostAddresses} can be looked at in one run; there are ${urls.length}.`)
    else onSweep(urls)
  }

  const take = async (file: File | undefined) => {
    if (!file) return
    if (file.size > largestFile) return setRefused(`${file.name} is larger than a list of addresses.`)
    setText(await file.text())
    setRefused(null)
  }

  return (
    <form
      className={styles.form}
      onSubmit={submit}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        void take(event.dataTransfer.files[0])
      }}
      noValidate
    >
      <Field
        label="Addresses"
        hint="One a line; of a table, the address in each line is taken. Lines that begin with # are left out."
        error={refused}
        aside={
          <span className={styles.count} role="status">
            {urls.length > 0 && countWords(urls.length, repeated)}
          </span>
        }
      >
        {(control) => (
          <TextArea
            {...control}
            className={styles.text}
            rows={7}
            value={text}
            spellCheck={false}
            placeholder={
              'https://idp.customer-one.com/metadata\nhttps://adfs.customer-two.com/FederationMetadata/2007-06/FederationMetadata.xml'
            }
            onChange={(event) => {
              setText(event.target.value)
              setRefused(null)
            }}
          />
        )}
      </Field>
      <div className={styles.buttons}>
        <Button type="submit" disabled={running}>
          Look at all
        </Button>
        <Button type="button" variant="soft" color="gray" onClick={() => picker.current?.click()}>
          <FolderOpen aria-hidden size={14} />
          Open a list
        </Button>
        <input
          ref={picker}
          type="file"
          hidden
          aria-label="List of addresses"
          accept=".txt,.csv,.tsv,text/plain,text/csv"
          onChange={(event) => {
            void take(event.target.files?.[0])
            event.target.value = ''
          }}
        />
      </div>
    </form>
  )
}

function countWords(count: number, repeated: number): string {
  const addresses = count === 1 ? '1 address' : `${count.toLocaleString('en')} addresses`
  return repeated === 0 ? addresses : `${addresses}, ${repeated} repeated left out`
}
