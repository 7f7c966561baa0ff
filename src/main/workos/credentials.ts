import { nameCharacter } from '../../shared/compare'
import { entryOf } from '../../shared/entry-of'
import { failed, type Outcome, type Problem, succeeded } from '../../shared/problem'

/** What a request to WorkOS needs. Lives in main only. */
export interface WorkosCredentials {
  apiKey: string
  /** Empty where it is not known; only sign-in addresses need it. */
  clientId: string
  /** Origin of the API. */
  baseUrl: string
  /** Told after each answer whether WorkOS accepts the key. */
  heard?: (accepted: boolean) => void
}

export const defaultBaseUrl = 'https://api.workos.com'

const whereKeysAre = 'Copy the secret key from the WorkOS Dashboard, API Keys, with its copy button and enter it again.'

/** What people paste in place of the key itself, most telling first. The key's own text never enters a sentence. */
const mistakes: ReadonlyArray<readonly [pattern: RegExp, detail: string]> = [
  [
    /^\s*[A-Za-z_]\w*\s*=/,
    'It is a whole line of an environment file; only the part after the equals sign is the key.',
  ],
  [
    /^\s*(authorization\s*:\s*)?bearer\s/i,
    'It begins with “Bearer”, which belongs to the request header, not to the key.',
  ],
  [/^\s*["'`“”‘’«»]|["'`“”‘’«»]\s*$/, 'It is in quotation marks, which are not part of the key.'],
  [/[•●∙…*]{2,}|…/, 'It is the masked form a page shows; the middle of the key is missing.'],
  [/^\s*client_/, 'It is a client ID. The API key stands beside it and begins with sk_.'],
  [
    /^\s*(conn|org|org_domain|directory|directory_user|directory_group|prof|user|event)_/,
    'It is the ID of a record, not a key.',
  ],
  [/^\s*se_/, 'It looks like the bearer token of a SCIM directory, not like an API key.'],
  [/^\s*(pk|whsec|wh)_/, 'It is a key of another kind. A WorkOS API key begins with sk_.'],
  [/^\s*https?:/i, 'It is an address, not a key.'],
]

/**
 * Judges an API key by its looks, before any request is made: null when it can be tried.
 * Source: https://workos.com/docs/reference/api-authentication
 */
export function judgeApiKey(apiKey: string): Problem | null {
  if (apiKey.trim() === '') {
    return {
      code: 'workos.key-missing',
      title: 'There is no API key.',
      detail: 'Every question to WorkOS needs the secret key of the environment.',
      remedy: whereKeysAre,
    }
  }
  const detail = mistakes.find(([pattern]) => pattern.test(apiKey))?.[1] ?? misspelling(apiKey)
  if (detail === null) return null
  return { code: 'workos.key-malformed', title: 'This cannot be a WorkOS API key.', detail, remedy: whereKeysAre }
}

function misspelling(apiKey: string): string | null {
  const stray = /[^\x21-\x7e]/u.exec(apiKey)
  if (stray) {
    const place =
      stray.index === 0
        ? 'at its beginning'
        : apiKey.slice(stray.index).trim() === ''
          ? 'at its end'
          : `at character ${stray.index + 1}`
    return `It has ${nameCharacter(stray[0])} ${place}, which no key has.`
  }
  if (!apiKey.startsWith('sk_')) return 'A WorkOS API key begins with sk_.'
  if (apiKey.length < 10) return 'It is too short; part of it was probably left behind when it was copied.'
  if (apiKey.length > 4096) return 'It is far too long for a key.'
  return null
}

/** Which environment the key says it is of. A hint only: WorkOS does not promise that the prefix tells. */
export function keyHint(apiKey: string): 'staging' | 'production' | null {
  if (apiKey.startsWith('sk_test_')) return 'staging'
  if (apiKey.startsWith('sk_live_')) return 'production'
  return null
}

/** Judges a client ID by its looks; an empty one is in order, because only sign-ins need it. */
export function judgeClientId(clientId: string): Problem | null {
  if (clientId === '' || /^client_[A-Za-z0-9_-]+$/.test(clientId)) return null
  const detail = clientId.trim().startsWith('sk_')
    ? 'It is a secret API key. The client ID stands beside it and begins with client_.'
    : clientId.trim() !== clientId || /\s/.test(clientId)
      ? 'It has blanks or line breaks in it.'
      : 'A WorkOS client ID begins with client_ and has letters and digits only.'
  return {
    code: 'workos.client-id-malformed',
    title: 'This cannot be a WorkOS client ID.',
    detail,
    remedy: 'Copy the client ID from the WorkOS Dashboard, API Keys.',
  }
}

const otherHosts: Readonly<Record<string, string>> = {
  'dashboard.workos.com': 'That is the address of the Dashboard.',
  'auth.workos.com': 'That is the address browsers sign in through.',
  'setup.workos.com': 'That is the address of the Admin Portal.',
  'workos.com': 'That is the address of the web site.',
  'www.workos.com': 'That is the address of the web site.',
}

/** Reads the address of the API: an https origin, or an http one on this machine. */
export function parseBaseUrl(text: string): Outcome<URL> {
  const refuse = (detail: string) =>
    failed({
      code: 'workos.base-url',
      title: 'This cannot be the address of the WorkOS API.',
      detail,
      remedy: `Use ${defaultBaseUrl}, or https:// and the custom API domain of your environment.`,
    })
  const trimmed = text.trim()
  if (!/^https?:\/\//i.test(trimmed)) return refuse('It does not begin with https://.')
  if (!URL.canParse(trimmed)) return refuse('It is not a complete address.')
  const url = new URL(trimmed)
  if (url.username !== '' || url.password !== '') return refuse('It carries a user name or password.')
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    return refuse('It goes on after the host name; only https:// and the host belong here.')
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    return refuse('It begins with http://, which would send the API key over the network unprotected.')
  const mixUp = entryOf(otherHosts, url.hostname)
  if (mixUp) return refuse(mixUp)
  return succeeded(url)
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}
