/**
 * The SCIM endpoint of a directory, from the key its record carries. With a custom API domain the host is that domain, except
 * for directories made before it was set up. Source: https://workos.com/docs/custom-domains/auth-api
 */
export function scimEndpointOf(baseUrl: string, externalKey: string): string {
  return `${baseUrl.replace(/\/+$/, '')}/scim/v2.0/${externalKey}`
}

/** Directory types whose provider calls WorkOS by SCIM; all others WorkOS asks or reads itself. */
export const speaksScim = (directoryType: string): boolean => /scim v2\.0$/.test(directoryType)
