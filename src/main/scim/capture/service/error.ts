import { schemas } from '../../answer'

/** The detail errors of SCIM. Source: RFC 7644 section 3.12, table 9 */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidVers'
  | 'sensitive'

/** A request the service turns down, and how it says so. */
export class ScimRefusal extends Error {
  override name = 'ScimRefusal'
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly scimType: ScimType | null = null,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail)
  }
}

/** The body of an error. `status` is text. Source: RFC 7644 section 3.12 */
export function errorBody({ status, detail, scimType }: ScimRefusal): object {
  return {
    schemas: [schemas.error],
    status: String(status),
    ...(scimType === null ? {} : { scimType }),
    detail,
  }
}
