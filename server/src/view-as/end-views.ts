import { type Sql, sql } from '@tendero/model'
import { tellAdmissions } from '../kernel/admissions.ts'
import { type AuditedOrigin, auditOnce } from '../kernel/audit.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Origin } from '../kernel/origin.ts'
import { tokenHash } from '../platform/token.ts'

/** How a view ends: by whom it was begun, from where; `system` when its time was over. */
type Ending = Pick<AuditedOrigin, 'through'> & Partial<Origin>

interface KeptView {
  readonly token_hash: Buffer
  readonly workspace_id: string
  readonly user_id: string
  readonly began_at: Date
  readonly seconds: number
  /** Who looked. */
  readonly viewer_id: string | null
}

/** Ends the view of a session, be it over already or not. */
export async function endViewOf(
  kernel: Pick<Kernel, 'admissions' | 'database'>,
  session: string,
  ending: Ending,
): Promise<void> {
  await endViews(kernel, sql`v.token_hash = ${tokenHash(session)}`, ending)
}

/** Ends all views whose time is over, or whose session is: they let nobody see any more, and are noted as ended. */
export async function endViewsInTime(kernel: Pick<Kernel, 'admissions' | 'database'>): Promise<void> {
  const sessionGone = sql`not exists (select from control.session s where s.token_hash = v.token_hash)`
  await endViews(kernel, sql`v.ends_at <= now() or ${sessionGone}`, { through: 'system' })
}

async function endViews(kernel: Pick<Kernel, 'admissions' | 'database'>, which: Sql, ending: Ending): Promise<void> {
  const views = await kernel.database.control<KeptView>(sql`
    select v.token_hash, v.workspace_id, v.user_id, v.began_at, v.viewer_id,
      extract(epoch from least(v.ends_at, now()) - v.began_at)::int as seconds
    from control.session_view v where ${which}`)
  for (const view of views) await endView(kernel, view, ending)
  if (views.length > 0) await tellAdmissions(kernel)
}

/** Noted before it is forgotten: what is killed in between is noted by nobody else again, and forgotten the next time. */
async function endView(kernel: Pick<Kernel, 'admissions' | 'database'>, view: KeptView, ending: Ending): Promise<void> {
  const { token_hash, workspace_id, user_id, began_at, viewer_id, seconds } = view
  const detail = { began: began_at.toISOString(), seconds }
  await auditOnce(
    kernel,
    { workspaceId: workspace_id, userId: viewer_id, ...ending },
    { action: 'view_as.ended', object: 'user', recordId: user_id, detail },
  )
  await kernel.database.control(sql`
    delete from control.session_view where token_hash = ${token_hash} and began_at = ${began_at.toISOString()}`)
}
