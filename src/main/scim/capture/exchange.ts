import type { TokenMark } from '../token'

/** One request that reached the capture endpoint, or stands in a log, with the answer to it. Plain data without a token or password. */
export interface CapturedExchange {
  /** Counted from 1. */
  n: number
  /** Milliseconds since 1970. */
  at: number
  method: string
  /** Path and query below the base of the service, for example `/Users?count=1`; the whole path where it lies outside. */
  path: string
  /** Whether the path lies below the base. */
  inside: boolean
  userAgent: string | null
  contentType: string | null
  token: 'accepted' | 'absent' | 'wrong' | 'unknown'
  tokenMarks: readonly TokenMark[]
  /** Size of the body. */
  bytes: number
  /** unread: the token was wrong or the body too large. */
  bodyKind: 'none' | 'json' | 'broken' | 'unread'
  body?: unknown
  /** The body as text, for showing. */
  text: string | null
  /** Null in a log that does not tell. */
  status: number | null
  scimType: string | null
  detail: string | null
  /** The id of the resource the answer is about. */
  id: string | null
  ms: number | null
}
