import type { Answer } from '../answer'

/** One attribute that was sent, and what became of it. The values are Signpost's own. */
export interface AttributeFate {
  path: string
  sent: string
  fate: 'kept' | 'changed' | 'lost'
  received: string | null
}

/** What a change came to: `ignored` means success was answered and nothing changed, `unseen` that it cannot be read back. */
export type Effect = 'applied' | 'applied-as-text' | 'ignored' | 'refused' | 'removed' | 'unseen'

export interface ShapeOutcome {
  /** Key into the table of shapes. */
  shape: string
  answer: Answer
  effect: Effect
  /** What was read back, where that tells more than the effect. */
  seen: string | null
}

export interface DeactivationOutcome extends ShapeOutcome {
  /** How the way back went; null where there was nothing to take back. */
  reactivated: Effect | null
}

/** A user or group of a rehearsal that could not be removed. */
export interface Remnant {
  kind: 'user' | 'group'
  id: string
  name: string
  /** Whether the service took the removal, and keeps the user as inactive. */
  inactive: boolean
}

export interface SearchOutcome {
  found: number
  removed: number
  /** filter: asked for by name. scan: pages read one by one. none: the service can be asked in neither way. */
  how: 'filter' | 'scan' | 'none'
  /** Whether the search reached every page it would have had to. */
  complete: boolean
}

/** What a rehearsal saw, step by step. */
export type RehearsalObservation =
  | {
      of: 'create'
      answer: Answer
      userName: string
      /** What had to be left out before the service took the user, and what it said to it. */
      leftOut: { what: string; says: string | null }[]
      /** The names tried before that were taken already. */
      taken: number
      hasId: boolean
      hasLocation: boolean
      readBack: Answer | null
      /** Whether a look-up by the user name finds the new user, and only it. Null: the answer was no list. */
      lookUp: {
        answer: Answer
        found: number | null
        matches: boolean
        /** Whether it finds somebody by a name nobody has, too: then it finds anybody. */
        ignoresName: boolean
      } | null
      fates: AttributeFate[] | null
    }
  | { of: 'update'; shapes: ShapeOutcome[] }
  | { of: 'deactivate'; shapes: DeactivationOutcome[] }
  | {
      of: 'group'
      answer: Answer
      hasId: boolean
      /** Null: there was no id to read it back under. */
      readBack: Answer | null
      /** Whether the member it was created with is there when read back. */
      member: 'kept' | 'lost' | 'unseen'
      shapes: ShapeOutcome[]
    }
  | {
      of: 'cleanup'
      /** What earlier rehearsals had left. */
      before: SearchOutcome
      /** What was made by this one, and what a search for it found at the end. */
      made: number
      removed: number
      after: SearchOutcome
      remnants: Remnant[]
      /** The id given for the new user, when somebody else showed under it and the new one was found nowhere. */
      stray: string | null
      /** The last refusal to remove something. */
      refusal: Answer | null
      stopped: boolean
    }
