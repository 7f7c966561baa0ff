import { z } from 'zod'
import type { ClockObservation } from './observation'

const text = z.string()
const number = z.number()

const sample = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('reply'),
    leap: number,
    mode: number,
    stratum: number,
    referenceId: text,
    rootDelayMs: number,
    rootDispersionMs: number,
    transmitIsZero: z.boolean(),
    offsetMs: number,
    delayMs: number,
    foreign: number,
  }),
  z.object({ kind: z.literal('silent'), foreign: number, shortest: number.nullable() }),
  z.object({ kind: z.literal('unreachable'), code: text }),
])

/** What was seen of a clock, as it comes from disk or from somebody else. */
export const clockObservationSchema: z.ZodType<ClockObservation> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ntp'),
    server: text,
    address: text.nullable(),
    lookupFailure: text.nullable(),
    samples: z.array(sample),
    hostAnswers: z.boolean().nullable(),
    at: text,
  }),
  z.object({
    kind: z.literal('http-date'),
    url: text,
    samples: z.array(
      z.object({ sentMs: number, receivedMs: number, date: text.nullable(), age: text.nullable(), status: number }),
    ),
    failure: text.nullable(),
    at: text,
  }),
  z.object({
    kind: z.literal('message'),
    from: text,
    issueInstant: text.nullable(),
    notBefore: text.nullable(),
    notOnOrAfter: text.nullable(),
    authnInstant: text.nullable(),
    requestedAt: text.nullable(),
    arrivedAt: text.nullable(),
    arrivedBy: text,
    at: text,
  }),
])
