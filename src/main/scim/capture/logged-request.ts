/** One request as some log has it. */
export interface LoggedRequest {
  method: string
  url: string
  at: number | null
  userAgent: string | null
  contentType: string | null
  body: string | null
  status: number | null
  answer: string | null
  location: string | null
}
