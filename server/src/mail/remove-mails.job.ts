import type { Schedule } from '../kernel/events.ts'

/** What is over is kept for ninety days; what waits for somebody's decision stays. */
export const removeMails: Schedule = {
  name: 'remove_mails',
  crontab: '40 3 * * *',
  async run({ database, now }) {
    // Of all workspaces at once, as the owner of the tables.
    await database.direct.query(
      `delete from tendero.mail where state in ('sent', 'failed', 'suppressed', 'cancelled')
       and created_at < $1::timestamptz - interval '90 days'`,
      [now().toISOString()],
    )
  },
}
