export const removedMark = '[removed]'

/** What stands in front of a value that must not leave, in addresses and forms. */
const parameters = [
  'access_token',
  'refresh_token',
  'id_token',
  'token',
  'code',
  'client_secret',
  'client_assertion',
  'secret',
  'password',
  'passwd',
  'pwd',
  'api_?key',
  'assertion',
  'code_verifier',
  'nonce',
  'state',
  'session',
  'sid',
  'ticket',
  'SAMLResponse',
  'SAMLRequest',
  'SAMLart',
  'RelayState',
  'Signature',
].join('|')

/** Everything that looks like a secret, and what is left of it. Keys and certificates for everybody to see are none. */
const patterns: ReadonlyArray<readonly [pattern: RegExp, kept: string]> = [
  [/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g, removedMark],
  [/\beyJ[\w-]{6,}\.[\w-]{4,}(?:\.[\w-]*)*/g, removedMark],
  [/\b(?:sk|se|rk|pk|whsec|xox[a-z]|gh[pousr]|glpat|shpat)[_-][A-Za-z0-9_+/=.-]{6,}/g, removedMark],
  // A plain word behind it is speech: “Basic authentication”, “bearer confirmation”.
  [/\b([Bb]earer|BEARER|[Bb]asic|BASIC)\s+(?![A-Za-z]{1,16}[.,;:!?)]*(?:\s|$))[\w.~+/=-]{6,}/g, `$1 ${removedMark}`],
  [/\b(Negotiate|NTLM|Digest)\s+[\w.~+/=-]{20,}/gi, `$1 ${removedMark}`],
  [/\b((?:set-)?cookie2?)\s*[:=]\s*[^\r\n"]+/gi, `$1: ${removedMark}`],
  [/((?:proxy-)?authorization)\s*[:=]\s*[^\r\n"]+/gi, `$1: ${removedMark}`],
  [/(\/\/)[^/?#\s@]+@/g, '$1'],
  [new RegExp(`([?&;#]|^|[\\s"'({,])(${parameters})(=|%3D)[^&\\s"'<>)}]+`, 'gi'), `$1$2$3${removedMark}`],
  [new RegExp(`"(${parameters})"\\s*:\\s*"[^"]*"`, 'gi'), `"$1":"${removedMark}"`],
  [/\bvalue\s*=\s*(?:"[^"]*"|'[^']*')/gi, `value="${removedMark}"`],
  // What is left of packed messages. A certificate in base64 begins with MI.
  [/(?<![A-Za-z0-9+/_-])(?!MI)(?:[A-Za-z0-9+/_-]|%2[BF]){160,}={0,2}/g, removedMark],
  [/(\/home\/|\/Users\/|\\Users\\)[^/\\\s"']+/g, '$1…'],
]

/** Takes out of a text whatever looks like a secret, and the secrets given in every form that servers quote. */
export function removeSecrets(text: string, given: readonly string[]): string {
  const known = given.reduce((rest, secret) => rest.split(secret).join(removedMark), text)
  return patterns.reduce((rest, [pattern, kept]) => rest.replace(pattern, kept), known)
}

/** The forms in which a secret may turn up again. */
export function formsOfSecrets(secrets: readonly string[]): string[] {
  const forms = secrets
    .flatMap((secret) => [secret, secret.trim()])
    .filter((secret) => secret.length >= 4)
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret).toString('base64').replace(/=+$/, ''),
      Buffer.from(secret).toString('base64url'),
      Buffer.from(secret).toString('hex'),
    ])
  return [...new Set(forms)].sort((a, b) => b.length - a.length)
}

/** Names of members and headers whose value is a secret whatever it looks like. */
const secretName =
  /^(?:(?:proxy-)?authorization|(?:set-)?cookie2?|x-api-key|x-auth-token|x-csrf-token|api_?key|(?:client_?)?secret|(?:access_?|refresh_?|id_?|bearer_?)?token|password|passphrase|private_?key|decryption_?key|code_?verifier)$/i

export const isSecretName = (name: string): boolean => secretName.test(name)
