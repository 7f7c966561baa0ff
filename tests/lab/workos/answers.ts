/** What a handler answers. JSON unless it says otherwise. */
export interface Answer {
  status: number
  headers?: Readonly<Record<string, string>>
  json?: unknown
  html?: string
}

export const ok = (json: unknown): Answer => ({ status: 200, json })
export const created = (json: unknown): Answer => ({ status: 201, json })
export const noContent = (): Answer => ({ status: 204 })
export const accepted = (): Answer => ({ status: 202 })
export const redirect = (location: string): Answer => ({ status: 302, headers: { Location: location } })

/** `{message}`, the shape most errors have. */
export const message = (status: number, text: string): Answer => ({ status, json: { message: text } })

/** `{code, message}`, the shape of conflicts and of rules broken. */
export const coded = (status: number, code: string, text: string): Answer => ({ status, json: { code, message: text } })

export interface FieldError {
  field: string
  code: string
}

/** `{code, message, errors}`: the request named a field wrongly. */
export const invalidFields = (errors: readonly FieldError[]): Answer => ({
  status: 422,
  json: { code: 'invalid_request_parameters', message: 'Validation failed.', errors },
})

/** `{error, error_description}` (RFC 6749, section 5.2). */
export const oauthError = (error: string, description: string): Answer => ({
  status: 400,
  json: { error, error_description: description },
})

export const notFound = (what: string, id: string): Answer => message(404, `${what} not found: '${id}'.`)
export const unauthorized = (): Answer => message(401, 'Unauthorized')
export const forbidden = (): Answer => message(403, 'This API key is not permitted to perform this request.')
