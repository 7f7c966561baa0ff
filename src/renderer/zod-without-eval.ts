import { z } from 'zod'

// zod tries whether it may compile its checks with `new Function`. The content policy forbids that, and each try is a violation.
z.config({ jitless: true })
