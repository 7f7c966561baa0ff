import { idpPages } from '../../../shared/guidance/idp-pages'

/** Codes of which more are in use than the known pages name. */
const codes = /\b(?:AADSTS\d{4,7}|MSIS\d{4,5})\b/

const longestLine = 300

/** The line of a page's text that shows an error identity providers are known to show; null where there is none. */
export function errorLine(text: string): string | null {
  const line = text.split(/[\r\n]+/).find((one) => codes.test(one) || idpPages.some(({ pattern }) => pattern.test(one)))
  return line === undefined ? null : line.trim().slice(0, longestLine)
}
