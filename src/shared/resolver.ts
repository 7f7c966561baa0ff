import { z } from 'zod'

const isV4 = (text: string) => z.ipv4().safeParse(text).success
const isV6 = (text: string) => z.ipv6().safeParse(text).success

/** Whether text names a DNS server: `ADDRESS`, `ADDRESS:PORT`, `[V6]:PORT`, or, for one outside, an https address. */
export function isResolver(text: string, outside: boolean): boolean {
  if (outside && /^https:/i.test(text)) return z.url({ protocol: /^https$/ }).safeParse(text).success
  if (isV4(text) || isV6(text)) return true
  const [, v6, v4, port] = /^(?:\[([0-9a-f:.]+)\]|([\d.]+))(?::(\d{1,5}))?$/i.exec(text) ?? []
  if (v6 === undefined ? !isV4(v4 ?? '') : !isV6(v6)) return false
  return port === undefined || (Number(port) > 0 && Number(port) < 65_536)
}
