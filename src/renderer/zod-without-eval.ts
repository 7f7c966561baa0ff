import { z } from 'zod/v4'

// zod tries whether it may compile its checks with `new Function`. The content policy forbids that, and each try is a
// violation. The build puts this in the place of zod (electron.vite.config.ts), so that whatever needs zod gets it so.
z.config({ jitless: true })

export * from 'zod/v4'
