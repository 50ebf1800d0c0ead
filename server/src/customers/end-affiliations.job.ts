import { sql } from '@tendero/model'
import { write } from '../kernel/action.ts'
import { callerOfProgram } from '../kernel/caller.ts'
import type { Context } from '../kernel/context.ts'
import type { Schedule } from '../kernel/events.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { beginningAffiliations, endedAffiliations } from './affiliations.sql.ts'
import { settleContacts } from './keep-affiliations.action.ts'

/**
 * Whoever is to be in another account from today on is there; whoever left their main account has none any more, from the
 * day after the last one, as the workspace counts days.
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
  for (const step of [begin, end]) for (let settled = -1; settled !== 0; ) settled = await write(kernel, caller, step)
}

/** The day that a move was said to be on has come. */
async function begin(ctx: Context): Promise<number> {
  const rows = await beginningAffiliations(ctx)
  const wished = rows.map(({ id }) => id)
  await ctx.updateMany(
    'affiliation',
    wished.map((id) => ({ id, becomesPrimary: null })),
    { computed: true },
  )
  await settleContacts(
    ctx,
    rows.map(({ contact }) => contact),
    { wished, made: [], back: [] },
  )
  const titles = new Map(rows.flatMap(({ contact, role }) => (role === null ? [] : [[contact, role] as const])))
  const patches = [...titles].map(([id, jobTitle]) => ({ id, jobTitle }))
  await ctx.updateMany('contact', patches, { computed: true })
  return rows.length
}

async function end(ctx: Context): Promise<number> {
  const contacts = await endedAffiliations(ctx)
  await settleContacts(ctx, contacts)
  return contacts.length
}
