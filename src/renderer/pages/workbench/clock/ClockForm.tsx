import { Button, TextArea, TextField } from '@radix-ui/themes'
import { useState } from 'react'
import { z } from 'zod'
import type { ClockCheckInput } from '../../../../shared/runs/clock'
import type { DocumentSource } from '../../../../shared/runs/document'
import { useKept } from '../../../app/kept'
import { Field } from '../../../components/Field'
import { CapturedResponse } from './CapturedResponse'
import styles from './clock.module.css'

type Refused = { servers?: string; urls?: string; skew?: string; arrived?: string }

const usualServers = 'time.cloudflare.com\ntime.google.com\ntime.windows.com\npool.ntp.org'
const mostEach = 32
const listed = (text: string) => text.split(/[\s,;]+/).filter((one) => one !== '')
const moment = z.iso.datetime({ offset: true })

/** Asks which clocks are compared: time servers, web servers, a captured response; and how far they may be apart. */
export function ClockForm({ running, onCheck }: { running: boolean; onCheck: (input: ClockCheckInput) => void }) {
  const [servers, setServers] = useKept('clock.servers', usualServers)
  const [urls, setUrls] = useKept('clock.urls', '')
  const [skew, setSkew] = useKept('clock.skew', '180')
  const [file] = useKept<DocumentSource | null>('clock.response', null)
  const [text] = useKept('clock.text', '')
  const [arrived] = useKept('clock.arrived', '')
  const [refused, setRefused] = useState<Refused>({})
  const [withResponse] = useState(file !== null || text !== '')

  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    const response: DocumentSource | null = file ?? (text.trim() === '' ? null : { kind: 'text', text })
    const read = readForm({ servers: listed(servers), urls: listed(urls), skew, arrived: arrived.trim() }, response)
    if (!read.ok) return setRefused(read.refused)
    setRefused({})
    onCheck(read.input)
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <div className={styles.fields}>
        <Field
          label="Time servers"
          hint="One a line, with a port if it is not 123. In a domain add a domain controller: everybody there follows it."
          error={refused.servers}
        >
          {(control) => (
            <TextArea
              {...control}
              className={styles.mono}
              rows={4}
              value={servers}
              spellCheck={false}
              onChange={(event) => setServers(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="Web servers"
          hint="The identity provider above all. Their clock is read from the Date header; a proxy in front shows its own."
          error={refused.urls}
        >
          {(control) => (
            <TextArea
              {...control}
              className={styles.mono}
              rows={4}
              value={urls}
              placeholder="https://idp.example.com"
              spellCheck={false}
              onChange={(event) => setUrls(event.target.value)}
            />
          )}
        </Field>
      </div>
      <details className={styles.further} open={withResponse}>
        <summary>A captured response, and how far clocks may be apart</summary>
        <div className={styles.furtherFields}>
          <CapturedResponse
            refused={refused.arrived ?? null}
            onChange={() => setRefused(({ arrived: _, ...rest }) => rest)}
          />
          <Field
            label="Seconds of skew allowed"
            hint="180 is what strict service providers commonly allow."
            error={refused.skew}
          >
            {(control) => (
              <TextField.Root
                {...control}
                className={styles.short}
                value={skew}
                inputMode="numeric"
                onChange={(event) => setSkew(event.target.value)}
              />
            )}
          </Field>
        </div>
      </details>
      <div>
        <Button type="submit" disabled={running}>
          Compare
        </Button>
      </div>
    </form>
  )
}

type Typed = { servers: string[]; urls: string[]; skew: string; arrived: string }

function readForm(
  { servers, urls, skew, arrived }: Typed,
  response: DocumentSource | null,
): { ok: true; input: ClockCheckInput } | { ok: false; refused: Refused } {
  const addresses = urls.map((url) => (/^[a-z]+:\/\//i.test(url) ? url : `https://${url}`))
  const unreadable = addresses.find((url) => !/^https?:\/\//i.test(url) || !URL.canParse(url))
  const seconds = Number(skew.replace(',', '.'))
  const nothing = servers.length + urls.length === 0 && response === null
  const refused: Refused = {
    ...(nothing ? { servers: 'Name at least one clock to compare with.' } : {}),
    ...(servers.length > mostEach ? { servers: `At most ${mostEach}.` } : {}),
    ...(urls.length > mostEach ? { urls: `At most ${mostEach}.` } : {}),
    ...(unreadable === undefined ? {} : { urls: `${unreadable} is not a web address.` }),
    ...(seconds >= 0 && seconds <= 86_400 && skew.trim() !== '' ? {} : { skew: 'Between 0 and 86400.' }),
    ...(arrived === '' || moment.safeParse(arrived).success
      ? {}
      : { arrived: 'Write it with the time zone, as in 2026-11-27T09:30:00Z.' }),
  }
  if (Object.keys(refused).length > 0) return { ok: false, refused }
  return {
    ok: true,
    input: {
      servers,
      urls: addresses,
      skew: seconds,
      ...(response === null ? {} : { response }),
      ...(response === null || arrived === '' ? {} : { arrivedAt: arrived }),
    },
  }
}
