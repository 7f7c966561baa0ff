/** The nonce of this load: the content policy admits style elements that carry it, and no other. */
export function contentNonce(): string | null {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? null
}
