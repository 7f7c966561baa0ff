import type { AuthorizeRule, TokenRule } from './dialects'

/**
 * How Microsoft's token endpoint answers, by the numbers of `error_codes`. The numbers may change; what they leave open is
 * judged by the standard rules. Source: https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes
 */
export const microsoftTokenRules: readonly TokenRule[] = [
  { code: 7000215, means: 'secret-wrong' },
  { code: 7000222, means: 'secret-expired' },
  { code: 7000218, means: 'secret-missing' },
  { code: 7000216, means: 'secret-missing' },
  { code: 700016, means: 'client-unknown' },
  { code: 700038, means: 'client-unknown' },
  { code: 90023, means: 'client-unknown' },
  { code: 90002, means: 'wrong-tenant' },
  { code: 900023, means: 'wrong-tenant' },
  { code: 7000112, means: 'client-disabled' },
  { code: 70001, means: 'client-unknown' },
  { code: 700025, means: 'method-refused' },
  { code: 700027, means: 'secret-wrong' },
  { code: 50011, means: 'redirect-refused' },
  { code: 500112, means: 'redirect-refused' },
  { code: 9002313, means: 'client-known' },
  { code: 70000, means: 'client-known' },
  { code: 70008, means: 'client-known' },
  { code: 54005, means: 'client-known' },
  { code: 9002325, means: 'request-refused' },
  { code: 70002, means: 'secret-wrong' },
]

export const microsoftAuthorizeRules: readonly AuthorizeRule[] = [
  { says: /AADSTS(50011|500113|500112|900971|70004)\b/, means: 'redirect-refused' },
  { says: /AADSTS(700016|90002|900023|70001|7000112|50194|90019|700038|90023)\b/, means: 'client-unknown' },
  { says: /AADSTS(70011|650053|65005|28002)\b/, means: 'scope-refused' },
  { says: /AADSTS(65001|65004|90094|90095|90099|53000|53001|53002|53003|50105|900941)\b/, means: 'consent-refused' },
  { says: /AADSTS9\d{4,6}\b/, means: 'request-refused' },
]
