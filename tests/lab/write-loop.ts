import { SetupStore } from '../../src/main/shell/store/setups'

/** Writes one set-up over and over until it is killed. Prints the number of the last edit that was confirmed. */
const folder = process.argv[2]
if (folder === undefined) throw new Error('usage: write-loop FOLDER')
const store = await SetupStore.open(
  folder,
  () => new Date(),
  () => undefined,
)
const existing = store.all()[0]
const created = existing ? { ok: true as const, value: existing } : await store.create('okta-saml', 'Acme', 'Acme')
if (!created.ok) throw new Error(created.problem.title)
for (let count = Number(process.argv[3] ?? 0); ; count++) {
  const text = String(count).padStart(8, '0').repeat(2000)
  const written = await store.edit(created.value.id, { do: 'set-value', name: 'counter', text, origin: 'typed' })
  if (!written.ok) throw new Error(written.problem.title)
  process.stdout.write(`${count}\n`)
}
