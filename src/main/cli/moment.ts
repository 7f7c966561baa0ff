import { InvalidArgumentError } from 'commander'

/** `--now`: a moment as ISO 8601, with a time zone or in UTC. */
export function parseMoment(text: string): number {
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(text) || /^\d{4}-\d\d-\d\d$/.test(text)
  const ms = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?/.test(text)
    ? Date.parse(zoned ? text : `${text}Z`)
    : Number.NaN
  if (Number.isNaN(ms)) throw new InvalidArgumentError('Not a moment such as 2027-01-31T12:00:00Z.')
  return ms
}

/** `--skew`: whole or broken seconds, not negative. */
export function parseSkew(text: string): number {
  const seconds = text.trim() === '' ? Number.NaN : Number(text)
  if (!Number.isFinite(seconds) || seconds < 0 || seconds > 86_400)
    throw new InvalidArgumentError('Not a number of seconds between 0 and 86400.')
  return seconds
}
