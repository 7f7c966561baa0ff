import './theme/theme.css'
import { setNonce } from 'get-nonce'
import { flushSync } from 'react-dom'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { firstPath } from './app/App'
import { contentNonce } from './app/content-nonce'
import { Window } from './app/Window'

// The content policy admits style elements with this load's nonce only; the dialogs' scroll lock adds one.
const nonce = contentNonce()
if (nonce) setNonce(nonce)

const root = document.getElementById('root')
if (!root) throw new Error('index.html lacks the element the window is drawn into')

// The page comes with its first screen drawn (prerender.tsx). Reloaded on another page, the window is drawn anew.
if (location.hash === `#${firstPath}` && root.hasChildNodes()) flushSync(() => hydrateRoot(root, <Window />))
else {
  root.replaceChildren()
  createRoot(root).render(<Window />)
}
