import { Button, Switch } from '@radix-ui/themes'
import { Bell, Download } from 'lucide-react'
import { listed } from '../../../../shared/listed'
import type { WatchOverview } from '../../../../shared/watch/overview'
import { thresholds } from '../../../../shared/watch/reminders'
import { useAction } from '../../../bridge/use-action'
import { useCall } from '../../../bridge/use-call'
import { Callout } from '../../../components/Callout'
import { notify } from '../../../components/notices'
import { ProblemNote } from '../../../components/ProblemNote'
import { useCalendar } from '../dates/use-calendar'
import styles from './reminders.module.css'

const days = listed(thresholds.filter((threshold) => threshold > 1).map(String))

/** How the person is reminded: by the system's notifications, and by a calendar. */
export function RemindersView({ overview: { notifications } }: { overview: WatchOverview }) {
  const settings = useCall('settings.get')
  const save = useAction('settings.set')
  const attempt = useAction('watch.tryNotification')
  const calendar = useCalendar()

  const tryIt = async () => {
    const outcome = await attempt.run()
    if (outcome.ok) notify({ text: 'A notification was handed to the system. If none came, it is turned off there.' })
  }
  return (
    <div className={styles.view}>
      <section className={styles.section} aria-labelledby="notifications">
        <h2 id="notifications" className={styles.title}>
          Notifications
        </h2>
        {!notifications && (
          <Callout tone="warn" title="This system shows no notifications.">
            <p>Signpost found no notification service. A calendar file reminds just as well.</p>
          </Callout>
        )}
        {settings.value && (
          // biome-ignore lint/a11y/noLabelWithoutControl: the switch in it is one
          <label className={styles.switch}>
            <Switch
              checked={settings.value.reminds === true}
              disabled={!notifications}
              onCheckedChange={(on) => void save.run({ reminds: on })}
            />
            Remind me of what ends and of metadata that changed
          </label>
        )}
        <p className={styles.lead}>
          {days} days before an end and on the day itself, each told once, while Signpost runs. A notification names
          what ends and the set-up, never a secret.
        </p>
        <div>
          <Button
            variant="soft"
            color="gray"
            disabled={!notifications}
            loading={attempt.running}
            onClick={() => void tryIt()}
          >
            <Bell aria-hidden size={14} />
            Show one now
          </Button>
        </div>
        {save.problem && <ProblemNote problem={save.problem} />}
        {attempt.problem && <ProblemNote problem={attempt.problem} />}
      </section>
      <section className={styles.section} aria-labelledby="calendar">
        <h2 id="calendar" className={styles.title}>
          Calendar
        </h2>
        <p className={styles.lead}>
          A file that every calendar takes (iCalendar): one event for each end that lies ahead, with reminders 30 days,
          7 days and a day before. Imported again, it moves the events that are there.
        </p>
        <div>
          <Button variant="soft" color="gray" loading={calendar.running} onClick={() => void calendar.save(null)}>
            <Download aria-hidden size={14} />
            Save a calendar file…
          </Button>
        </div>
      </section>
    </div>
  )
}
