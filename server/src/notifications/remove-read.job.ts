import type { Schedule } from '../kernel/events.ts'

/** What somebody has read is kept for ninety days. */
export const removeReadNotifications: Schedule = {
  name: 'remove_read_notifications',
  crontab: '50 3 * * *',
  async run({ database, now }) {
    // Of all workspaces at once, as the owner of the tables.
    await database.direct.query(
      `delete from tendero.notification where read_at < $1::timestamptz - interval '90 days'`,
      [now().toISOString()],
    )
  },
}
