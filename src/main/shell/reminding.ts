import { dueReminders } from '../../shared/watch/reminders'
import { withTold } from '../watch/keep'
import type { WatchBookStore } from './store/watch-book'
import type { WatchDesk } from './watch-desk'

const hourMs = 3_600_000
const settleMs = 2_000

/** Reminds of what is due, where the person asked for it: after something changed, and every hour as days go by. */
export class Reminding {
  private timer: NodeJS.Timeout | null = null
  private running = false

  constructor(
    private readonly desk: WatchDesk,
    private readonly kept: WatchBookStore,
    private readonly isOn: () => boolean,
    private readonly show: (title: string, body: string) => void,
    private readonly clock: () => Date,
    private readonly report: (error: unknown, where: string) => void,
  ) {
    setInterval(() => this.soon(), hourMs).unref()
  }

  /** Looks in a moment, once for all that happens until then. */
  soon(): void {
    if (this.timer !== null || !this.isOn()) return
    this.timer = setTimeout(() => {
      this.timer = null
      this.now().catch((error: unknown) => this.report(error, 'reminders'))
    }, settleMs)
  }

  private async now(): Promise<void> {
    if (this.running || !this.isOn()) return
    this.running = true
    try {
      const { rows, metadata } = await this.desk.overview()
      const due = dueReminders(rows, metadata, this.kept.get().told)
      if (due.length === 0) return
      const keys = due.flatMap((one) => one.keys)
      // Told only what is marked as told: on a disk that cannot be written the same would come every hour.
      const marked = await this.kept.change((book) => withTold(book, keys, this.clock().toISOString()))
      if (marked.ok) for (const { title, body } of due) this.show(title, body)
    } finally {
      this.running = false
    }
  }
}
