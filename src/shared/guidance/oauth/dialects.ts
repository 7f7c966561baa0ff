/** What the answer of a token endpoint to a made-up code says of the client. */
export type TokenMeaning =
  /** The client is known and its secret right: only the code is refused. */
  | 'client-known'
  | 'client-unknown'
  | 'secret-wrong'
  /** Client ID or secret; the provider does not say which. */
  | 'client-wrong'
  | 'secret-expired'
  | 'secret-missing'
  /** The way the client authenticates is not the one it is registered for. */
  | 'method-refused'
  | 'client-disabled'
  /** The client is known, but may not use authorization codes. */
  | 'grant-refused'
  | 'wrong-tenant'
  | 'redirect-refused'
  | 'request-refused'

/** One way in which a provider's token endpoint answers. Every part given has to fit; the first rule that fits counts. */
export interface TokenRule {
  status?: number
  /** The `error` member. */
  error?: string
  /** What the description says. */
  says?: RegExp
  /** A numeric code of `error_codes` (Microsoft). */
  code?: number
  means: TokenMeaning
}

/** What an authorization endpoint shows. */
export type AuthorizeMeaning =
  | 'redirect-refused'
  | 'client-unknown'
  | 'scope-refused'
  | 'consent-refused'
  | 'request-refused'

export interface AuthorizeRule {
  /** Fits what a page, a redirect's target or a JSON error says. */
  says: RegExp
  means: AuthorizeMeaning
}

const clientSwitchedOff =
  /\b(client|application|app)\b[^.,;]{0,40}\b(disabled|inactive|deactivated|suspended|blocked|not (active|enabled))\b/i

/** RFC 6749 section 5.2, and what servers that follow it loosely send. */
export const standardTokenRules: readonly TokenRule[] = [
  // Before what is said of the client in general: some say what exactly is the matter with it.
  { error: 'disabled_client', means: 'client-disabled' },
  { error: 'deleted_client', means: 'client-unknown' },
  {
    error: 'invalid_client',
    says: /\bsecret\b.{0,40}\bexpired\b|\bexpired\b.{0,20}\bsecret\b/i,
    means: 'secret-expired',
  },
  { error: 'invalid_client', says: clientSwitchedOff, means: 'client-disabled' },
  { error: 'unauthorized_client', says: clientSwitchedOff, means: 'client-disabled' },
  {
    error: 'invalid_client',
    says: /\b(client|application)\b[^,;]{0,40}\b(does(n[’']t| not) exist|(was |is )?not found|(is )?not (known|recogni[sz]ed|registered))\b|invalid value for [“'"]?client_id/i,
    means: 'client-unknown',
  },
  { error: 'invalid_client', means: 'client-wrong' },
  // One sentence for everything that can be wrong with a code, the redirect URI among it (RFC 6749 section 5.2).
  {
    error: 'invalid_grant',
    says: /\b(code|grant)\b.{0,80}(invalid|expired|revoked|malformed|not found|unknown|bad)/i,
    means: 'client-known',
  },
  {
    error: 'invalid_grant',
    says: /(invalid|expired|revoked|malformed|unknown|bad).{0,80}\b(code|grant)\b/i,
    means: 'client-known',
  },
  { error: 'invalid_grant', says: /redirect[ _]?uri/i, means: 'redirect-refused' },
  { error: 'invalid_grant', means: 'client-known' },
  { error: 'unauthorized_client', says: /redirect[ _]?uri/i, means: 'redirect-refused' },
  { error: 'unauthorized_client', says: /secret|credential|authenticat/i, means: 'client-wrong' },
  { error: 'unauthorized_client', says: /unknown|not found|no such|invalid client/i, means: 'client-unknown' },
  { error: 'unauthorized_client', means: 'grant-refused' },
  { error: 'unsupported_grant_type', means: 'grant-refused' },
  { error: 'invalid_request', says: /grant[ _]?type.{0,40}not (allowed|permitted)/i, means: 'grant-refused' },
  { error: 'invalid_client_id', means: 'client-unknown' },
  { error: 'invalid_client_secret', means: 'secret-wrong' },
  // GitHub, Slack and those that answer like them.
  { error: 'bad_verification_code', means: 'client-known' },
  { error: 'invalid_code', means: 'client-known' },
  { error: 'incorrect_client_credentials', means: 'client-wrong' },
  { error: 'bad_client_secret', means: 'secret-wrong' },
  { error: 'bad_redirect_uri', means: 'redirect-refused' },
  { error: 'access_denied', says: /unauthorized|client/i, means: 'client-wrong' },
  { error: 'redirect_uri_mismatch', means: 'redirect-refused' },
  { error: 'invalid_redirect_uri', means: 'redirect-refused' },
  {
    error: 'invalid_request',
    says: /authorization code (is )?(not found|invalid|malformed|expired)/i,
    means: 'client-known',
  },
  { error: 'invalid_request', says: /redirect[ _]?uri/i, means: 'redirect-refused' },
  {
    error: 'invalid_request',
    says: /client_secret.*(missing|required)|missing.*client_secret/i,
    means: 'secret-missing',
  },
  {
    error: 'invalid_request',
    says: /client[ _]?(id|identifier)?.{0,30}(unknown|not found|invalid)|\b(unknown|no such) client\b/i,
    means: 'client-unknown',
  },
  { error: 'invalid_request', means: 'request-refused' },
  { error: 'unauthorized', means: 'client-wrong' },
  { status: 401, means: 'client-wrong' },
]

const redirectUri = '(redirect[ _-]?ur[il]s?|callback( ?ur[il])?|reply (address|url))'
/** Pages of products that answer in the language of the customer: German, French, Spanish, Italian, Dutch, Portuguese, Japanese. */
const inOtherLanguages =
  'ungültig|nicht (registriert|erlaubt|zugelassen|gefunden|hinterlegt)|stimmt nicht|(non |pas )(valide|valido|enregistrée?|autorisée?|consentito|registrato)|invalide|(no|não) (es )?(válid|coincide|corresponde|registrad|permitid)[ao]?|inválid[ao]|ongeldig|niet (geregistreerd|toegestaan)|無効|不正|一致しません'
const wrong = String.raw`(mismatch|(does|did|do)(n[’']t| not) (match|exist)|not (\w{1,20} )?(match|registered|valid|allowed|permitted|found|whitelisted|included|listed|approved|authori[sz]ed|accepted|recogni[sz]ed|trusted)|is invalid|invalid|unregistered|unknown|must (match|be)|(is|was) not in\b|${inOtherLanguages})`

/** What pages and error redirects say in the words of many products. The redirect URI first: it is often called a client error. */
export const standardAuthorizeRules: readonly AuthorizeRule[] = [
  {
    says: /\b(redirect_uri_mismatch|redirect_mismatch|invalid_redirect_uri|bad_redirect_uri|invalid_callback)\b/i,
    means: 'redirect-refused',
  },
  { says: new RegExp(`${redirectUri}.{0,120}?${wrong}`, 'i'), means: 'redirect-refused' },
  { says: new RegExp(`${wrong}.{0,40}?${redirectUri}`, 'i'), means: 'redirect-refused' },
  { says: /\b(invalid_scope|unauthorized_scope_error|scope_not_allowed)\b/i, means: 'scope-refused' },
  {
    says: /(invalid|unknown|unsupported|malformed|not allowed).{0,40}\bscopes?\b|\bscopes?\b.{0,60}(invalid|unknown|not (supported|valid|allowed|granted))/i,
    means: 'scope-refused',
  },
  { says: /\b(access_denied|consent_required|admin_policy_enforced|org_internal)\b/i, means: 'consent-refused' },
  {
    says: /\b(invalid_client|invalid_client_id|deleted_client|unknown_client|disabled_client|unauthorized_client)\b/i,
    means: 'client-unknown',
  },
  {
    says: /client([ _-]?id)?\b[^.?!]{0,40}(not found|unknown|invalid|does(n[’']t| not) exist|not recogni[sz]ed)|(unknown|invalid|no such) (oauth |oidc )?(client|application)\b/i,
    means: 'client-unknown',
  },
  {
    says: /\b(invalid_request|unsupported_response_type|request_not_supported|invalid_target)\b/i,
    means: 'request-refused',
  },
]
