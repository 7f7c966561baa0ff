import type { HopKind } from '../../../shared/sign-in/trace'
import { samlIn } from './record'
import { type Return, readReturn } from './return'
import type { SeenRequest } from './seen'

/**
 * Tells what each request of a sign-in is, from the addresses that belong to WorkOS and what came before it. Live and imported
 * sign-ins are told alike.
 */
export class Places {
  private readonly workosHosts: Set<string>
  private foreignRequests = 0
  private begun = false
  private answered = false

  private redirectUri: string | null = null
  private awaited: string | null = null

  constructor(workosOrigins: readonly string[]) {
    this.workosHosts = new Set(workosOrigins.filter((origin) => URL.canParse(origin)).map((one) => new URL(one).host))
  }

  /** Where the sign-in returns to. */
  returnsTo(redirectUri: string | null): void {
    this.redirectUri = redirectUri
  }

  /** The state a return has to bring, where others than the sign-in can come to the redirect URI; empty: none. */
  awaits(state: string): void {
    this.awaited = state
  }

  /** Whether a return is of another sign-in, or of none. An error has to bring the state as well: RFC 6749, section 4.1.2.1. */
  isForeign({ state }: Return): boolean {
    return this.awaited !== null && (state ?? '') !== this.awaited
  }

  /** An address that belongs to WorkOS: an ACS URL, a redirect URI of OAuth. */
  learn(address: string | null): void {
    if (address !== null && URL.canParse(address)) this.workosHosts.add(new URL(address).host)
  }

  isWorkos(host: string): boolean {
    return this.workosHosts.has(host) || /(^|\.)workos\.com$/.test(host)
  }

  kindOf(seen: SeenRequest): HopKind {
    const url = URL.canParse(seen.url) ? new URL(seen.url) : null
    const ours = url !== null && this.isWorkos(url.host)
    if (!seen.inFrame && (this.atRedirectUri(seen) !== null || (!ours && this.returnIn(seen) !== null))) return 'return'
    const saml = samlIn(seen)
    if (saml?.parameter === 'SAMLResponse') return this.answer(ours)
    if (saml?.parameter === 'SAMLRequest') return this.request()
    if (url === null) return 'idp'
    if (ours) return this.page(url)
    const asks = ['client_id', 'redirect_uri', 'response_type'].every((name) => url.searchParams.has(name))
    if (!asks) return 'idp'
    if (!this.begun) this.learn(url.searchParams.get('redirect_uri'))
    return this.request()
  }

  /**
   * What a request brings back to the application: at the redirect URI, or, once WorkOS has the answer of the identity provider,
   * anywhere outside WorkOS that is handed a code or an error.
   */
  returnIn(seen: SeenRequest) {
    return this.atRedirectUri(seen) ?? (this.answered ? readReturn(seen.url, null) : null)
  }

  private atRedirectUri({ url }: SeenRequest) {
    return this.redirectUri === null ? null : readReturn(url, this.redirectUri)
  }

  /** Who begins again is sent on with a new request. */
  private page({ pathname }: URL): HopKind {
    if (!pathname.endsWith('/sso/authorize')) return 'workos'
    this.begun = false
    this.foreignRequests = 0
    return 'authorize'
  }

  /** The first request is WorkOS's; later ones are between the identity provider and another behind it. */
  private request(): HopKind {
    if (this.begun) this.foreignRequests += 1
    this.begun = true
    return 'request'
  }

  private answer(ours: boolean): HopKind {
    if (!ours && this.foreignRequests > 0) {
      this.foreignRequests -= 1
      return 'idp'
    }
    this.answered = true
    return 'response'
  }
}
