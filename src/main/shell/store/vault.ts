import { join } from 'node:path'
import { z } from 'zod'
import type { SecretSight } from '../../../shared/environment'
import { type Outcome, succeeded } from '../../../shared/problem'
import type { DamagedFile } from '../../../shared/setup'
import { readJsonFile, writeJsonFile } from './json-file'

/** What the system offers for encryption; `null` where it offers none worth the name. */
export interface Cipher {
  encrypt(text: string): Promise<Buffer>
  /** Throws when the text cannot be decrypted (another user, another machine, a damaged entry). */
  decrypt(data: Buffer): Promise<string>
}

const schemaVersion = 1
const vaultSchema = z.object({
  schema: z.literal(schemaVersion),
  entries: z.record(z.string(), z.object({ sealed: z.base64(), lastFour: z.string().max(4) })),
})
type VaultFile = z.infer<typeof vaultSchema>

/**
 * API keys, client secrets and SCIM tokens. With a cipher they are kept sealed on disk, without one in memory until the
 * program ends; the page only ever learns that a secret is there and its last four characters.
 */
export class Vault {
  private readonly session = new Map<string, string>()
  private queue: Promise<unknown> = Promise.resolve()

  private constructor(
    private readonly path: string,
    private readonly cipher: Cipher | null,
    private file: VaultFile,
    readonly damaged: DamagedFile | null,
  ) {}

  static async open(folder: string, cipher: Cipher | null, now: Date): Promise<Vault> {
    const path = join(folder, 'vault.json')
    const reading = await readJsonFile(path, vaultSchema, schemaVersion, [], now)
    const file: VaultFile = reading.kind === 'read' ? reading.value : { schema: schemaVersion, entries: {} }
    return new Vault(path, cipher, file, reading.kind === 'damaged' ? reading.report : null)
  }

  get kept(): 'vault' | 'session' {
    return this.cipher === null ? 'session' : 'vault'
  }

  /** Keeps a secret under a name. When it cannot be written it is still there for this session, and the problem says so. */
  async set(name: string, text: string): Promise<Outcome<SecretSight>> {
    this.session.set(name, text)
    if (this.cipher === null) return succeeded({ lastFour: lastFour(text), kept: 'session' })
    const sealed = (await this.cipher.encrypt(text)).toString('base64')
    const written = await this.change((entries) => ({ ...entries, [name]: { sealed, lastFour: lastFour(text) } }))
    return written.ok ? succeeded({ lastFour: lastFour(text), kept: 'vault' }) : written
  }

  async forget(name: string): Promise<Outcome<void>> {
    this.session.delete(name)
    if (!(name in this.file.entries)) return succeeded(undefined)
    return this.change(({ [name]: _, ...others }) => others)
  }

  see(name: string): SecretSight | null {
    const inSession = this.session.get(name)
    const entry = this.cipher === null ? undefined : this.file.entries[name]
    if (entry) return { lastFour: entry.lastFour, kept: 'vault' }
    return inSession === undefined ? null : { lastFour: lastFour(inSession), kept: 'session' }
  }

  /** The secret itself, for main only; null when there is none or it can no longer be opened. */
  async read(name: string): Promise<string | null> {
    const inSession = this.session.get(name)
    if (inSession !== undefined) return inSession
    const entry = this.file.entries[name]
    if (this.cipher === null || entry === undefined) return null
    try {
      const text = await this.cipher.decrypt(Buffer.from(entry.sealed, 'base64'))
      this.session.set(name, text)
      return text
    } catch {
      return null
    }
  }

  /** Every secret that can be opened: what must not be in anything that leaves. */
  async all(): Promise<string[]> {
    const names = new Set([...this.session.keys(), ...Object.keys(this.file.entries)])
    const texts = await Promise.all([...names].map((name) => this.read(name)))
    return texts.filter((text) => text !== null)
  }

  private change(change: (entries: VaultFile['entries']) => VaultFile['entries']): Promise<Outcome<void>> {
    const turn = this.queue.then(async () => {
      const after: VaultFile = { ...this.file, entries: change(this.file.entries) }
      const written = await writeJsonFile(this.path, after)
      if (written.ok) this.file = after
      return written
    })
    this.queue = turn
    return turn
  }
}

/** The last four characters of a secret long enough not to be given away by them. */
export function lastFour(text: string): string {
  return text.length >= 12 ? text.slice(-4) : ''
}
