import { Button, TextField } from '@radix-ui/themes'
import { useId, useState } from 'react'
import frame from './frame.module.css'
import styles from './steps.module.css'

const usual = ['IdP admin', 'Network team', 'DNS admin', 'WorkOS admin', 'Customer']

/** Asks whom a step waits for. */
export function BlockForm({ onBlock, onCancel }: { onBlock: (by: string) => void; onCancel: () => void }) {
  const [by, setBy] = useState('')
  const listId = useId()
  return (
    <form
      className={styles.blockForm}
      onSubmit={(event) => {
        event.preventDefault()
        if (by.trim() !== '') onBlock(by.trim())
      }}
    >
      <div className={styles.blockLabel}>
        <label htmlFor={`${listId}-by`}>This step waits for</label>
        <TextField.Root
          id={`${listId}-by`}
          value={by}
          list={listId}
          maxLength={200}
          autoFocus
          placeholder="a person or team"
          onChange={(event) => setBy(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            onCancel()
          }}
        />
      </div>
      <datalist id={listId}>
        {usual.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <span className={styles.blockUsual}>
        {usual.slice(0, 4).map((one) => (
          <Button key={one} type="button" size="1" variant="soft" color="gray" onClick={() => onBlock(one)}>
            {one}
          </Button>
        ))}
      </span>
      <span className={frame.grow} />
      <Button type="submit" disabled={by.trim() === ''}>
        Note it
      </Button>
      <Button type="button" variant="soft" color="gray" onClick={onCancel}>
        Cancel
      </Button>
    </form>
  )
}
