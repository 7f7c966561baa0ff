interface Step {
  url: string
  form?: URLSearchParams
}

/** A browser without a window: follows redirects with its cookies, and fills in the forms of oidc-provider’s own pages. */
export async function browse(address: string, { declines = false }: { declines?: boolean } = {}): Promise<void> {
  const jars = new Map<string, Map<string, string>>()
  let next: Step | null = { url: address }
  for (let step = 0; next !== null && step < 20; step++) {
    const { url, form } = next as Step
    const { origin } = new URL(url)
    const jar = jars.get(origin) ?? new Map<string, string>()
    jars.set(origin, jar)
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: form }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';', 1)[0]?.split(/=(.*)/s) ?? []
      jar.set(name, value)
    }
    const location = response.headers.get('location')
    const page = await response.text()
    next = location === null ? submitted(page, url, declines) : { url: new URL(location, url).href }
  }
}

function submitted(page: string, at: string, declines: boolean): Step | null {
  const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1]
  const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1]
  if (action === undefined || prompt === undefined) return null
  const abort = /<a href="([^"]+\/abort)"/.exec(page)?.[1]
  if (declines && abort !== undefined) return { url: new URL(abort, at).href }
  return { url: new URL(action, at).href, form: new URLSearchParams({ prompt, login: 'person', password: 'any' }) }
}
