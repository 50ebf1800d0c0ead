import { sql } from '@tendero/model'
import type { Through } from '../kernel/actor.ts'
import { type Caller, callerAs } from '../kernel/caller.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { workspaceModel } from '../kernel/workspace-model.ts'
import { OperatorError } from '../platform/operator-error.ts'

/** As whom and where a command works, as its options say. */
export interface CallerWish {
  /** The short name of the workspace; not needed when there is only one. */
  readonly workspace?: string
  /** The e-mail address of a user; without it the first administrator. */
  readonly as?: string
}

export const callerOptions = { workspace: { type: 'string' }, as: { type: 'string' } } as const

/** @throws OperatorError when the workspace or user is not clear */
export async function findCaller(kernel: Kernel, wish: CallerWish, through: Through): Promise<Caller> {
  const workspaceId = await findWorkspace(kernel, wish.workspace)
  const userId = await findUser(kernel, workspaceId, wish.as)
  return callerAs(kernel, workspaceId, userId, through)
}

async function findWorkspace(kernel: Kernel, slug: string | undefined): Promise<string> {
  const rows = await kernel.database.control<{ id: string; slug: string }>(
    sql`select id, slug from control.workspace order by created_at, slug`,
  )
  const chosen = slug === undefined && rows.length === 1 ? rows[0] : rows.find((row) => row.slug === slug)
  if (chosen) return chosen.id
  if (rows.length === 0) throw new OperatorError('There is no workspace yet; run: npm start')
  const names = rows.map((row) => row.slug).join(', ')
  throw new OperatorError(
    slug === undefined
      ? `There are several workspaces; add --workspace with one of: ${names}`
      : `There is no workspace ${slug}. There is: ${names}`,
  )
}

async function findUser(kernel: Kernel, workspaceId: string, email: string | undefined): Promise<string> {
  const [row] = await kernel.database.control<{ version: number }>(
    sql`select metadata_version as version from control.workspace where id = ${workspaceId}`,
  )
  const { catalogue } = await workspaceModel(kernel, workspaceId, row?.version ?? 0)
  const users = [...(catalogue.get('user')?.values() ?? [])]
    .filter((user) => user.deleted_at === null && user.active === true)
    .sort((a, b) => a.id.localeCompare(b.id))
  const found =
    email === undefined
      ? users.find((user) => catalogue.get('role')?.get(String(user.role_id))?.administrator === true)
      : users.find((user) => String(user.email).toLowerCase() === email.toLowerCase())
  if (found) return found.id
  throw new OperatorError(
    email === undefined ? 'The workspace has no active administrator.' : `No active user has the address ${email}.`,
  )
}
