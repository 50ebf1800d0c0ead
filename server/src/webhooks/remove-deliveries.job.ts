import type { Schedule } from '../kernel/events.ts'

/** Messages stay in the log for thirty days, however they went. */
export const removeDeliveries: Schedule = {
  name: 'remove_webhook_deliveries',
  crontab: '35 * * * *',
  async run({ database, now }) {
    // Of all workspaces at once, as the owner of the tables.
    await database.direct.query(
      `delete from tendero.webhook_delivery where created_at < $1::timestamptz - interval '30 days'`,
      [now().toISOString()],
    )
  },
}
