import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { join } from 'node:path'

const systemPath = () =>
  process.platform === 'win32'
    ? join(process.env.SystemRoot ?? 'C:\\Windows', 'System32/drivers/etc/hosts')
    : '/etc/hosts'

/** The addresses that the hosts file of this machine gives a name; empty when it does not speak of it or cannot be read. */
export async function hostsFileAddresses(name: string): Promise<string[]> {
  const text = await readFile(systemPath(), 'utf8').catch(() => '')
  return addressesIn(text, name)
}

/** Reads the lines of a hosts file: an address, then its names, then perhaps a comment. */
export function addressesIn(text: string, name: string): string[] {
  const wanted = name.toLowerCase()
  const lines = text.split('\n').map((line) => line.replace(/#.*/, '').trim().split(/\s+/))
  const found = lines.flatMap(([address = '', ...names]) =>
    isIP(address) !== 0 && names.some((one) => one.toLowerCase() === wanted) ? [address] : [],
  )
  return [...new Set(found)]
}
