import type { CheckId } from '../../shared/checks'
import type { Answer } from './answer'
import type { EndpointReading } from './endpoint'
import type { RehearsalObservation } from './rehearsal/observation'
import type { TokenMark } from './token'

/** What a service says it can do (`GET /ServiceProviderConfig`). Null: it does not say. */
export interface ConfigFacts {
  patch: boolean | null
  filter: boolean | null
  bulk: boolean | null
  sort: boolean | null
  etag: boolean | null
  changePassword: boolean | null
  /** Types of `authenticationSchemes`. */
  schemes: string[]
  /** Required members that are absent or of the wrong type. */
  missing: string[]
}

/** How a look-up by a user name nobody has went. */
export interface LookUpFacts {
  /** Null: no list came back, or it does not say. */
  found: number | null
  /** The paging numbers that are not integers, by name. */
  malformed: string[]
  /** Whether the look-up lists nobody and still counts some. */
  overstated: boolean
  /** Whether a list holds more than it counts. */
  understated: boolean
}

/** What the first users of the directory have, counted; nothing of any one of them is kept. */
export interface SampleFacts {
  read: number
  withoutEmail: number
  /** Of those without an e-mail, how many have a user name that can stand in for it. */
  emailInUserName: number
  withoutGivenName: number
  withoutFamilyName: number
  withoutExternalId: number
}

/** What was seen of a SCIM service: plain data without a token and without personal data. `at` is ISO 8601. */
export type ScimObservation = { at: string } & (
  | {
      of: 'endpoint'
      reading: EndpointReading
      expected: { value: string; from: string } | null
      /** The answer to a list of users at the base; null when nothing could be sent. */
      answer: Answer | null
      /** With the slash or resource name left on, as an identity provider would ask that takes the address as it stands. */
      literal: Answer | null
      /** Another base of the same host at which the service does answer. */
      found: { base: string; answer: Answer } | null
    }
  | {
      of: 'token'
      marks: TokenMark[]
      expiresAt: string | null
      /** With the cleaned token; null when nothing of it can be sent. */
      answer: Answer | null
      /** With the paste as it stands, when that differs and can be sent. */
      asGiven: Answer | null
      /** Whether the paste as it stands could not even be sent. */
      unsendable: boolean
      /** With one character changed. Null: not asked. */
      altered: Answer | null
    }
  | { of: 'config'; answer: Answer; facts: ConfigFacts | null }
  | {
      of: 'look-up'
      answer: Answer
      facts: LookUpFacts | null
      totalUsers: number | null
      filterDeclared: boolean | null
    }
  | {
      of: 'resource-types'
      answer: Answer
      /** Names of the resource types, lower case; null when they are not published. */
      names: string[] | null
      groups: Answer
    }
  | {
      of: 'attributes'
      answer: Answer
      /** What the published User schema lacks of what WorkOS needs; null when no schema is published. */
      missing: string[] | null
      enterprise: boolean
      sample: SampleFacts | null
    }
  /** A check that could not be made, and what was missing. */
  | { of: 'nothing'; check: CheckId; because: string }
  | RehearsalObservation
)

export type ObservationOf<K extends ScimObservation['of']> = Extract<ScimObservation, { of: K }>
