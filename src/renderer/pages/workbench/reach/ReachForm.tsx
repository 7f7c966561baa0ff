import { Button, TextField } from '@radix-ui/themes'
import { type ReactNode, useRef, useState } from 'react'
import { isResolver } from '../../../../shared/resolver'
import type { NetworkReachInput } from '../../../../shared/runs/network'
import { useKept } from '../../../app/kept'
import { usePageFilter } from '../../../app/page-filter'
import { Field } from '../../../components/Field'
import styles from './reach.module.css'

type Refused = { url?: string; outside?: string; inside?: string; seconds?: string }

const listed = (text: string) => text.split(/[\s,;]+/).filter((one) => one !== '')

/** Asks for an address, and for those who want it, whom to ask for its name and how long to wait. */
export function ReachForm({
  running,
  onLook,
  children,
}: {
  running: boolean
  onLook: (input: NetworkReachInput) => void
  children?: ReactNode
}) {
  const [url, setUrl] = useKept('reach.url', '')
  const [outside, setOutside] = useKept('reach.outside', '')
  const [inside, setInside] = useKept('reach.inside', '')
  const [seconds, setSeconds] = useKept('reach.seconds', '10')
  const [refused, setRefused] = useState<Refused>({})
  const [further] = useState(outside !== '' || inside !== '' || seconds !== '10')
  const input = useRef<HTMLInputElement>(null)
  usePageFilter(input)

  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    const timeoutMs = Math.round(Number(seconds.replace(',', '.')) * 1000)
    const wrong = (text: string, open: boolean) => listed(text).find((one) => !isResolver(one, open))
    const found: Refused = {
      ...(url.trim() === '' ? { url: 'Type or paste the address.' } : {}),
      ...(wrong(outside, true)
        ? { outside: `${wrong(outside, true)} is neither an IP address nor an https address.` }
        : {}),
      ...(wrong(inside, false) ? { inside: `${wrong(inside, false)} is not an IP address.` } : {}),
      ...(timeoutMs >= 100 && timeoutMs <= 120_000 ? {} : { seconds: 'Between 0.1 and 120 seconds.' }),
    }
    setRefused(found)
    if (Object.keys(found).length > 0) return
    onLook({
      url: url.trim(),
      timeoutMs,
      ...(listed(outside).length > 0 ? { publicResolvers: listed(outside) } : {}),
      ...(listed(inside).length > 0 ? { resolvers: listed(inside) } : {}),
    })
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Field
        label="Address"
        hint="Usually the metadata URL. It is fetched from this machine, without credentials or cookies."
        error={refused.url}
      >
        {(control) => (
          <div className={styles.fieldLine}>
            <TextField.Root
              {...control}
              ref={input}
              className={styles.address}
              value={url}
              placeholder="https://"
              maxLength={8192}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setUrl(event.target.value)}
            />
            <Button type="submit" disabled={running}>
              Look
            </Button>
          </div>
        )}
      </Field>
      <details className={styles.further} open={further}>
        <summary>Name servers and time limit</summary>
        <div className={styles.furtherFields}>
          <Field
            label="Resolver outside"
            hint="Asked what the internet is told of the name: an IP address, or a DNS-over-HTTPS address. None is asked unless you name one."
            error={refused.outside}
          >
            {(control) => (
              <TextField.Root
                {...control}
                className={styles.address}
                value={outside}
                placeholder="1.1.1.1 or https://dns.google/dns-query"
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => setOutside(event.target.value)}
              />
            )}
          </Field>
          <Field label="DNS server inside" hint="Asked in place of those this machine uses." error={refused.inside}>
            {(control) => (
              <TextField.Root
                {...control}
                className={styles.address}
                value={inside}
                placeholder="10.0.0.53"
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => setInside(event.target.value)}
              />
            )}
          </Field>
          <Field label="Seconds a step may take" error={refused.seconds}>
            {(control) => (
              <TextField.Root
                {...control}
                value={seconds}
                inputMode="decimal"
                autoComplete="off"
                onChange={(event) => setSeconds(event.target.value)}
              />
            )}
          </Field>
        </div>
      </details>
      {children}
    </form>
  )
}
