import type { ObservationOf } from './observation'

/** Reads the address a sign-in ended at. A code in it is not kept. */
export function readCallback(
  address: string,
  clean: (text: string) => string,
): Omit<ObservationOf<'callback'>, 'at' | 'provider'> {
  if (!URL.canParse(address))
    return { of: 'callback', error: null, says: null, hasCode: false, to: 'an address that cannot be read' }
  const url = new URL(address)
  const parameters = new URLSearchParams(`${url.search.replace(/^\?/, '')}&${url.hash.replace(/^#/, '')}`)
  const read = (name: string) => {
    const value = parameters.get(name)
    return value === null ? null : clean(value)
  }
  return {
    of: 'callback',
    error: read('error'),
    says: read('error_description') ?? read('error_reason'),
    hasCode: parameters.has('code'),
    to: clean(`${url.origin}${url.pathname}`),
  }
}
