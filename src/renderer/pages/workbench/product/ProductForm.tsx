import { Button, TextField } from '@radix-ui/themes'
import { type ReactNode, useRef, useState } from 'react'
import { type ProfileId, products, profileIds } from '../../../../shared/guidance/causes/products'
import type { NetworkProfileInput } from '../../../../shared/runs/network'
import { useKept } from '../../../app/kept'
import { usePageFilter } from '../../../app/page-filter'
import { Field } from '../../../components/Field'
import { Select } from '../../../components/Select'
import styles from './product.module.css'

const isProfile = (text: string): text is ProfileId => profileIds.some((id) => id === text)

/** Asks which product is looked for, and on which host. */
export function ProductForm({
  running,
  onLook,
  children,
}: {
  running: boolean
  onLook: (input: NetworkProfileInput) => void
  children?: ReactNode
}) {
  const [product, setProduct] = useKept<ProfileId>('product.id', 'adfs')
  const [host, setHost] = useKept('product.host', '')
  const [realm, setRealm] = useKept('product.realm', '')
  const [refused, setRefused] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  usePageFilter(input)

  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    if (host.trim() === '') return setRefused('Type the name of the host.')
    setRefused(null)
    const named = product === 'keycloak' && realm.trim() !== '' ? { realm: realm.trim() } : {}
    onLook({ product, host: host.trim(), ...named })
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <div className={styles.fields}>
        <Field label="Product">
          {(control) => (
            <Select
              {...control}
              value={product}
              onChange={(event) => isProfile(event.target.value) && setProduct(event.target.value)}
            >
              {profileIds.map((id) => (
                <option key={id} value={id}>
                  {products[id]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field
          label="Host"
          hint="Its name, with a port if it is not the usual one; any address of it will do as well."
          error={refused}
        >
          {(control) => (
            <TextField.Root
              {...control}
              ref={input}
              className={styles.mono}
              value={host}
              placeholder={examples[product]}
              maxLength={2048}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => {
                setHost(event.target.value)
                setRefused(null)
              }}
            />
          )}
        </Field>
        {product === 'keycloak' && (
          <Field label="Realm" hint="Letter case counts.">
            {(control) => (
              <TextField.Root
                {...control}
                value={realm}
                placeholder="master"
                maxLength={255}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => setRealm(event.target.value)}
              />
            )}
          </Field>
        )}
      </div>
      <div>
        <Button type="submit" disabled={running}>
          Look
        </Button>
      </div>
      {children}
    </form>
  )
}

const examples: Record<ProfileId, string> = {
  adfs: 'adfs.example.com',
  shibboleth: 'idp.example.edu',
  simplesamlphp: 'sso.example.org/simplesaml',
  keycloak: 'keycloak.example.com',
  cas: 'cas.example.edu',
  pingfederate: 'sso.example.com:9031',
}
