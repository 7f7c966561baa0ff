import { UnusableInput } from './output'

/** What names of variables look like, and hardly any secret: capitals, in words. */
const likeAName = /^(?=.{1,60}$)[A-Z]+\d{0,2}(_[A-Z0-9]+)*$/

/**
 * The secret in the environment variable that an option names; it may be empty. Where it is not set, the command ends. Who
 * mistakes the option for the place of the secret itself has then written the secret: what does not look like the name of a
 * variable is not repeated, because error lines end up in logs.
 */
export function secretIn(variable: string, asked: SecretAsked): string {
  const secret = process.env[variable]
  if (secret === undefined) throw noSecret(variable, asked)
  return secret
}

/** The same where an empty one is none. */
export function filledSecretIn(variable: string, asked: SecretAsked): string {
  const secret = secretIn(variable, asked)
  if (secret === '') throw noSecret(variable, asked)
  return secret
}

export const apiKeyAsked = {
  option: '--api-key-env',
  what: 'API key',
  remedy: 'Set it to the secret key from the WorkOS Dashboard, API Keys.',
} as const

export const tokenAsked = {
  option: '--token-env',
  what: 'token',
  remedy: 'Set it to the bearer token of the directory.',
} as const

interface SecretAsked {
  /** `--token-env` */
  option: string
  /** What is not there, as in “There is no token”. */
  what: string
  /** What to set it to, as a sentence; empty where that is plain. */
  remedy?: string
}

function noSecret(variable: string, { option, what, remedy = '' }: SecretAsked): UnusableInput {
  const named = likeAName.test(variable)
    ? `the environment variable ${variable} is not set.`
    : `the environment variable that ${option} names is not set. ${option} takes the name of a variable, not what is in it.`
  return new UnusableInput(`There is no ${what}: ${named} ${remedy}`.trim())
}
