import { isId, sql } from '@tendero/model'
import { readerOf } from '../collaboration/index.ts'
import { write } from '../kernel/action.ts'
import { type Caller, callerOfProgram } from '../kernel/caller.ts'
import type { Context } from '../kernel/context.ts'
import type { Schedule, Subscriber } from '../kernel/events.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { readingFor } from '../kernel/read-records.ts'
import { publicUrl, queueMail } from '../mail/index.ts'
import { digestDue } from './digest-due.ts'
import { digestLine } from './digest-words.ts'
import { noteMailed, unmailedRows } from './notifications.sql.ts'
import { shownNotifications } from './shown-notifications.sql.ts'

/** Writes to those at once who want it so. */
export const mailNotifications: Subscriber = {
  name: 'notifications.mail',
  topics: ['notification.new'],
  async concerns(database, events) {
    const { rows } = await database.direct.query<{ workspace_id: string }>(
      `select distinct workspace_id from tendero.notification_setting where workspace_id = any($1::uuid[]) and digest = 'at_once'`,
      [[...new Set(events.map(({ workspaceId }) => workspaceId))]],
    )
    const having = new Set(rows.map((row) => row.workspace_id))
    return new Set(events.filter(({ workspaceId }) => having.has(workspaceId)).map(({ id }) => id))
  },
  async run(kernel, { workspaceId, payload }) {
    const told = Array.isArray(payload.ids) ? payload.ids.filter(isId) : []
    const wanting = await kernel.database.read(workspaceId, (tx) =>
      tx.rows<{ user_id: string }>(sql`select s.user_id from app.notification_setting s
        where s.workspace_id = ${workspaceId} and s.user_id = any(${told}::uuid[]) and s.digest = 'at_once'`),
    )
    for (const { user_id } of wanting) await mailUnread(kernel, workspaceId, user_id)
  },
}

interface Daily {
  readonly workspace_id: string
  readonly user_id: string
  readonly time_zone: string
  readonly digested_on: string | null
}

/** Writes to those each morning who want it so, whenever it is morning where they are. */
export const mailDailyNotifications: Schedule = {
  name: 'mail_daily_notifications',
  crontab: '*/15 * * * *',
  async run(kernel) {
    // Of all workspaces at once, as the owner of the tables.
    const { rows } = await kernel.database.direct.query<Daily>(
      `select s.workspace_id, s.user_id, coalesce(u.time_zone, w.time_zone) as time_zone, s.digested_on
       from tendero.notification_setting s
       join tendero."user" u on u.workspace_id = s.workspace_id and u.id = s.user_id
       join tendero.workspace w on w.workspace_id = s.workspace_id and w.id = s.workspace_id
       where s.digest = 'daily' and u.active and u.deleted_at is null`,
    )
    for (const { workspace_id, user_id, time_zone, digested_on } of rows) {
      const day = digestDue(kernel.now(), time_zone, digested_on)
      if (day) await mailUnread(kernel, workspace_id, user_id, day)
    }
  },
}

/** Tells somebody by mail what they have not read and was not mailed before; in one unit of work, so none comes twice. */
async function mailUnread(kernel: Kernel, workspaceId: string, userId: string, day?: string): Promise<void> {
  const reader = await readerOf(kernel, userId, { workspaceId, object: '', ids: [] })
  if (!reader) return
  await write(kernel, await callerOfProgram(kernel, workspaceId), async (ctx) => {
    const rows = await unmailedRows(ctx.tx, userId)
    const items = await shownNotifications(readingFor(kernel, reader.caller, ctx.tx), rows)
    if (items.length > 0) {
      const { language } = reader.caller.actor
      await queueDigest(
        ctx,
        reader.caller,
        items.map((item) => digestLine(item, language)),
      )
    }
    noteMailed(ctx.tx, userId, { ids: rows.map(({ id }) => id), day, now: kernel.now() })
  })
}

async function queueDigest(ctx: Context, { actor, model }: Caller, lines: readonly string[]): Promise<void> {
  const { name, slug } = model.settings
  const address = model.catalogue.get('user')?.get(actor.userId)?.email
  if (typeof address !== 'string') return
  await queueMail(ctx, {
    to: { address, name: actor.name },
    language: actor.language,
    template: 'notification_digest',
    values: {
      name: actor.name,
      count: String(lines.length),
      workspace: name,
      items: lines.join('\n'),
      url: await publicUrl(ctx, `/w/${slug}/notifications`),
    },
  })
}
