import { z } from 'zod'
import { authorizeAnswerSchema } from './workos'

const moment = z.iso.datetime({ offset: true })
const address = z.string().max(16_384)

/**
 * A sign-in that somebody made and that was recorded, as far as a diagnosis can use it: plain data. Passwords, cookies and the
 * value of a code are not in it. Whatever was not reached is null.
 */
export const recordedSignInSchema = z.object({
  /** What it is called where evidence names its source, for example `the test sign-in` or `sign-in.har`. */
  from: z.string().min(1).max(300),
  startedAt: moment,
  /** Where WorkOS sent the browser, and with which values; or the error it answered with. */
  request: authorizeAnswerSchema.nullable(),
  /** The form that the identity provider let the browser post. */
  response: z
    .object({
      /** The field SAMLResponse as it was posted, base64. */
      samlResponse: z
        .string()
        .min(1)
        .max(8 * 1024 * 1024),
      postedTo: address,
      /** When it was posted, by the clock of the machine that recorded. */
      at: moment,
    })
    .nullable(),
  /** OAuth: the address at WorkOS that the provider sent the browser back to, with the error in it. */
  providerAnswer: address.nullable(),
  /** The address the sign-in ended at: the application’s redirect URI, with an error or a code in it. */
  endedAt: address.nullable(),
  /** The last page, where it led no further: what the identity provider or WorkOS shows instead. */
  page: z
    .object({
      url: address,
      status: z.number().int().nullable(),
      /** What a person reads on it; not its source. */
      text: z.string().max(20_000),
    })
    .nullable(),
})
export type RecordedSignIn = z.infer<typeof recordedSignInSchema>
