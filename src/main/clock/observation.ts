/** One exchange with a time server. `offsetMs` positive: that clock is ahead of this machine's; true to ±`delayMs`/2. */
export type NtpSample =
  | {
      kind: 'reply'
      leap: number
      mode: number
      stratum: number
      referenceId: string
      rootDelayMs: number
      rootDispersionMs: number
      transmitIsZero: boolean
      offsetMs: number
      delayMs: number
      /** Answers that did not belong to the request and were passed over before this one. */
      foreign: number
    }
  | { kind: 'silent'; foreign: number; shortest: number | null }
  | { kind: 'unreachable'; code: string }

/** What was seen of one time server. */
export interface NtpObservation {
  kind: 'ntp'
  server: string
  address: string | null
  /** Why the name led to no address. */
  lookupFailure: string | null
  samples: NtpSample[]
  /** Of a server that stayed silent: whether its host answers otherwise. Null: not looked. */
  hostAnswers: boolean | null
  at: string
}

/** One answer's Date header, with the local times between which the server wrote it (milliseconds since 1970). */
export interface DateSample {
  sentMs: number
  receivedMs: number
  date: string | null
  age: string | null
  status: number
}

/** What was seen of one web server's clock. */
export interface HttpDateObservation {
  kind: 'http-date'
  url: string
  samples: DateSample[]
  failure: string | null
  at: string
}

/** The times a captured message carries, ISO 8601 as written. */
export interface MessageObservation {
  kind: 'message'
  from: string
  issueInstant: string | null
  notBefore: string | null
  notOnOrAfter: string | null
  authnInstant: string | null
  /** When the browser was sent to the identity provider for it, where a capture shows that. */
  requestedAt: string | null
  /** When it came in; null when that is not known. */
  arrivedAt: string | null
  /** Whose clock told when it came in. */
  arrivedBy: string
  /** When it was looked at: it came in no later than that. */
  at: string
}

export type ClockObservation = NtpObservation | HttpDateObservation | MessageObservation
