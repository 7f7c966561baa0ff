/**
 * Products that open TLS on the way and present a certificate of their own, by the names they put into its issuer. Sources: the
 * vendors' own pages on installing their authority.
 */
export const inspectionProducts: ReadonlyArray<readonly [name: string, issuer: RegExp]> = [
  ['Zscaler', /zscaler/i],
  ['Netskope', /netskope|goskope/i],
  ['Fortinet FortiGate', /fortinet|fortigate|FG\w?\d{2,}|fortigate ca ssl/i],
  ['Palo Alto Networks', /palo ?alto|paloalto/i],
  ['Blue Coat / Symantec ProxySG', /blue ?coat|proxysg|symantec.*(web security|cloud services)/i],
  ['Forcepoint / Websense', /forcepoint|websense/i],
  ['Cisco Umbrella / Secure Web Appliance', /cisco umbrella|cisco.*(web security|wsa)|ironport/i],
  ['McAfee / Skyhigh Web Gateway', /mcafee.*gateway|skyhigh|webwasher/i],
  ['Sophos', /sophos/i],
  ['Check Point', /check ?point/i],
  ['Barracuda', /barracuda/i],
  ['WatchGuard', /watchguard|fireware/i],
  ['SonicWall', /sonicwall/i],
  ['Cloudflare Gateway', /cloudflare.*(gateway|for teams|managed)|gateway ca - cloudflare/i],
  ['iboss', /\biboss\b/i],
  ['Kaspersky', /kaspersky/i],
  ['ESET', /eset ssl filter/i],
  ['Bitdefender', /bitdefender/i],
  ['Avast / AVG', /avast.*(web|mail)|avg (web|technologies)/i],
  ['a Squid proxy with SSL bump', /squid/i],
  ['mitmproxy', /mitmproxy/i],
  ['Fiddler', /fiddler|DO_NOT_TRUST/i],
  ['Charles Proxy', /charles proxy/i],
  ['Burp Suite', /portswigger/i],
]

/** The product whose authority this looks like, or null. */
export function inspectionProduct(issuer: string): string | null {
  return inspectionProducts.find(([, pattern]) => pattern.test(issuer))?.[0] ?? null
}
