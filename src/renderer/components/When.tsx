const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})

/** A point in time in words, with the exact ISO text on hover. `of="day"` leaves the hour out. */
export function When({ at, of = 'moment' }: { at: string; of?: 'day' | 'moment' }) {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return <span>{at}</span>
  return (
    <time dateTime={at} title={at}>
      {(of === 'day' ? day : moment).format(date)}
    </time>
  )
}
