import { sql } from '@tendero/model'
import type { Schedule } from './events.ts'
import type { Kernel } from './kernel.ts'
import { makePartitions } from './partitions.ts'

/** A quarter past each hour. */
export const housekeeping: Schedule = { name: 'housekeeping', crontab: '15 * * * *', run: keepHouse }

/** Makes the partitions of the coming months and removes what nobody will ask for any more. */
export async function keepHouse({ database, now }: Pick<Kernel, 'database' | 'now'>): Promise<void> {
  await makePartitions(database.direct, now())
  // Of all workspaces at once, as the owner of the tables.
  await database.direct.query(`delete from tendero.idempotency where created_at < now() - interval '30 days'`)
  await database.direct.query(`delete from tendero.change_plan where expires_at < now() - interval '1 day'`)
  await database.control(sql`delete from control.session where expires_at < now()`)
  await database.control(sql`delete from control.sign_in_attempt where at < now() - interval '1 day'`)
  await database.control(sql`delete from control.invitation where expires_at < now() - interval '30 days'`)
}
