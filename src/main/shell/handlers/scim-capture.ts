import { succeeded } from '../../../shared/problem'
import type { Handlers } from '../ipc'
import type { CaptureDesk } from '../scim-capture'

type CaptureCalls = Pick<
  Handlers,
  | 'scimCapture.view'
  | 'scimCapture.start'
  | 'scimCapture.stop'
  | 'scimCapture.clear'
  | 'scimCapture.copyToken'
  | 'scimCapture.page'
  | 'scimCapture.request'
  | 'scimCapture.say'
  | 'scimCapture.replay'
  | 'scimCapture.save'
>

export function captureHandlers(desk: CaptureDesk): CaptureCalls {
  return {
    'scimCapture.view': async () => succeeded(await desk.view()),
    'scimCapture.start': (start) => desk.start(start),
    'scimCapture.stop': async () => succeeded(await desk.stop()),
    'scimCapture.clear': async () => succeeded(await desk.clear()),
    'scimCapture.copyToken': () => desk.copyToken(),
    'scimCapture.page': ({ from, count }) => succeeded(desk.page(from, count)),
    'scimCapture.request': ({ n }) => succeeded(desk.request(n)),
    'scimCapture.say': async ({ claims, provider }) => succeeded(await desk.say(claims, provider)),
    'scimCapture.replay': ({ ticket }) => desk.replay(ticket),
    'scimCapture.save': (_, window) => desk.save(window),
  }
}
