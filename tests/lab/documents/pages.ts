import { escapeXml } from '../idp/xml'

/** A sign-in page as a server behind a login wall answers it in place of the document asked for. */
export function signInPage(organization = 'Acme Ltd'): string {
  return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Sign In</title></head>
<body>
<h1>${escapeXml(organization)}</h1>
<form id="loginForm" method="post" action="/adfs/ls/">
<label>User name <input type="email" name="UserName" autocomplete="username"></label>
<label>Password <input type="password" name="Password" autocomplete="current-password"></label>
<button id="submitButton">Sign in</button>
</form>
</body>
</html>
`
}

/** An XHTML sign-in page: well-formed XML, and still no metadata. */
export function xhtmlSignInPage(): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Sign In</title></head><body><form action="/login" method="post"><div><input type="password" name="pw"/></div></form></body></html>
`
}

/** What a proxy or captive portal puts in the place of any answer. */
export function blockPage(title: string): string {
  return `<!DOCTYPE html>\n<html><head><title>${escapeXml(title)}</title></head><body><h1>${escapeXml(title)}</h1><p>Contact your network administrator.</p></body></html>\n`
}

/** A page that posts itself, as the HTTP-POST binding does (SAML bindings 3.5.4). */
export function postingPage(action: string, fields: Readonly<Record<string, string>>): string {
  const inputs = Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeXml(value)}">`)
    .join('')
  return `<!DOCTYPE html>
<html lang="en"><head><title>Working…</title></head><body><form method="post" action="${escapeXml(action)}">${inputs}<noscript><button>Continue</button></noscript></form><script>document.forms[0].submit()</script></body></html>
`
}
