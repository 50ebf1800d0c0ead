import { sql } from '@tendero/model'
import type { Schedule } from './events.ts'
import type { Kernel } from './kernel.ts'
import { sessionIsLive } from './live-session.ts'
import { makePartitions } from './partitions.ts'
import { forgetPasts } from './past-fill.ts'
import { sealAgain } from './sealed-columns.ts'

/** A quarter past each hour. */
export const housekeeping: Schedule = { name: 'housekeeping', crontab: '15 * * * *', run: keepHouse }

/** Each night: what stands readable is sealed, and what a rotation left when it was ended. */
export const sealing: Schedule = {
  name: 'seal_secrets',
  crontab: '25 3 * * *',
  async run(kernel) {
    for (const column of kernel.sealedColumns) {
      const { lost } = await sealAgain(kernel, column)
      if (lost > 0) kernel.log.error({ table: column.table, column: column.column, lost }, 'secrets without their key')
    }
  },
}

/** Makes the partitions of the coming months and removes what nobody will ask for any more. */
export async function keepHouse({ database, now }: Pick<Kernel, 'database' | 'now'>): Promise<void> {
  await makePartitions(database.direct, now())
  // Of all workspaces at once, as the owner of the tables.
  await database.direct.query(`delete from tendero.idempotency where created_at < now() - interval '30 days'`)
  await database.direct.query(`delete from tendero.change_plan where expires_at < now() - interval '1 day'`)
  await database.direct.query(`delete from tendero.visit where at < now() - interval '1 year'`)
  await forgetPasts({ database })
  await database.control(sql`delete from control.session s where not (${sessionIsLive})`)
  await database.control(sql`delete from control.attempt_limit where at < now() - interval '1 day'`)
  await database.control(sql`delete from control.half_session where expires_at < now()`)
  await database.control(sql`delete from control.passkey_challenge where expires_at < now()`)
  await database.control(sql`delete from control.password_reset where expires_at < now()`)
  await database.control(sql`delete from control.address_change where expires_at < now()`)
  await database.control(sql`delete from control.device where seen_at < now() - interval '1 year'`)
  await database.control(sql`delete from control.invitation where expires_at < now() - interval '30 days'`)
}
