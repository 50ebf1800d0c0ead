import { sql } from '@tendero/model'
import { write } from '../kernel/action.ts'
import { callerOfProgram } from '../kernel/caller.ts'
import type { Schedule } from '../kernel/events.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { endedAffiliations } from './affiliations.sql.ts'
import { settleContacts } from './keep-affiliations.action.ts'

/**
 * Whoever left their main account has none any more, from the day after the last one, as the workspace counts days.
 * Looked at each hour, since days begin at different ones; what was done is not found again.
 */
export const endAffiliations: Schedule = {
  name: 'end_affiliations',
  crontab: '5 * * * *',
  async run(kernel) {
    const workspaces = await kernel.database.control<{ id: string }>(sql`select id from control.workspace order by id`)
    for (const { id } of workspaces) await endIn(kernel, id)
  },
}

async function endIn(kernel: Kernel, workspaceId: string): Promise<void> {
  const caller = await callerOfProgram(kernel, workspaceId)
  for (let settled = -1; settled !== 0; )
    settled = await write(kernel, caller, async (ctx) => {
      const contacts = await endedAffiliations(ctx)
      await settleContacts(ctx, contacts)
      return contacts.length
    })
}
