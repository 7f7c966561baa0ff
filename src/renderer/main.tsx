import './zod-without-eval'
import './theme/theme.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { setNonce } from 'get-nonce'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { contentNonce } from './app/content-nonce'
import { queryClient } from './bridge/query-client'

// The content policy admits style elements with this load's nonce only; the dialogs' scroll lock adds one.
const nonce = contentNonce()
if (nonce) setNonce(nonce)

const root = document.getElementById('root')
if (!root) throw new Error('index.html lacks the element the window is drawn into')

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
)
