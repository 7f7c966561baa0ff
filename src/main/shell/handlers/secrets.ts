import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { failed, succeeded } from '../../../shared/problem'
import { longestSecret } from '../../../shared/runs/secret'
import type { OpenFiles } from '../files'
import type { Handlers } from '../ipc'
import type { HeldSecrets } from '../store/held-secrets'
import { fileProblem } from '../store/json-file'

/** Secrets for the runs of this session go in here, and never come back out. */
export function secretHandlers(
  held: HeldSecrets,
  files: OpenFiles,
): Pick<Handlers, 'secrets.hold' | 'secrets.holdFile' | 'secrets.forget'> {
  return {
    'secrets.hold': ({ ticket, text }) => succeeded(held.hold(text, ticket)),

    'secrets.holdFile': async ({ ticket }) => {
      const file = files.path(ticket)
      if (!file.ok) return file
      const { path } = file.value
      try {
        if ((await stat(path)).size > longestSecret) return failed(tooLarge(basename(path)))
        return succeeded(held.hold(await readFile(path, 'utf8')))
      } catch (error) {
        return failed(fileProblem(error, path, 'read'))
      }
    },

    'secrets.forget': ({ ticket }) => {
      held.forget(ticket)
      return succeeded(undefined)
    },
  }
}

const tooLarge = (name: string) => ({
  code: 'secret.too-large',
  title: `${name} is no key.`,
  detail: 'It is larger than any private key.',
  remedy: 'Choose the file that holds the private key, in PEM.',
})
