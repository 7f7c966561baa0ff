/** Shows what the fragment of the bar's address says: where the pages below it come from, and what they were refused. */
function show(): void {
  const told = new URLSearchParams(location.hash.slice(1))
  if (!told.has('safety')) return
  const said = told.get('said') ?? ''
  const safety = told.get('safety') ?? 'none'
  element('host').textContent = told.get('host') || 'Opening…'
  element('path').textContent = told.get('path') ?? ''
  element('said').textContent = said
  element('said').hidden = said === ''
  element('loading').hidden = told.get('loading') !== 'true'
  const mark = element('safety')
  mark.dataset.state = safety
  mark.setAttribute('aria-label', safetyWords[safety] ?? '')
  mark.title = safetyWords[safety] ?? ''
}

const safetyWords: Readonly<Record<string, string>> = {
  tls: 'The connection is encrypted and the certificate is trusted',
  plain: 'The connection is not encrypted',
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`the bar has no ${id}`)
  return found
}

element('stop').addEventListener('click', () => {
  location.hash = 'stop'
})
addEventListener('hashchange', show)
show()
