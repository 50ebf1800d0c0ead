import { sql } from '@tendero/model'
import type { Kernel } from '../kernel/kernel.ts'

/** Somebody of the demo company to sign in as. */
export interface DemoAccount {
  readonly role: 'representative' | 'manager' | 'administrator'
  readonly name: string
  readonly email: string
  /** Kept readable: it guards made-up data, and is told only where the server listens on this machine alone. */
  readonly password: string
}

export interface DemoState {
  readonly state: 'loading' | 'ready' | 'failed'
  /** 0 to 1 */
  readonly progress: number
  readonly workspaceId: string | null
  /** Its founder. */
  readonly userId: string | null
  readonly accounts: readonly DemoAccount[]
  /** The day on which it was begun: its dates are told from there. */
  readonly startedOn: string
}

/** How far the demo company is; undefined where there is none. */
export async function demoState(kernel: Pick<Kernel, 'database'>): Promise<DemoState | undefined> {
  const [row] = await kernel.database.control<DemoState>(sql`
    select state, progress, workspace_id as "workspaceId", user_id as "userId", accounts, started_on as "startedOn" from control.demo`)
  return row
}

/** Notes that the demo company is begun. @returns false when another process was first */
export async function beginDemo(kernel: Pick<Kernel, 'database'>, startedOn: string): Promise<boolean> {
  const rows = await kernel.database.control(sql`
    insert into control.demo (state, started_on, updated_at) select 'loading', ${startedOn}, now()
    where not exists (select 1 from control.workspace) on conflict (id) do nothing returning id`)
  return rows.length > 0
}

export async function noteDemo(
  kernel: Pick<Kernel, 'database'>,
  { state, progress, workspaceId, userId, accounts }: Partial<DemoState>,
): Promise<void> {
  await kernel.database.control(sql`
    update control.demo set state = coalesce(${state ?? null}, state), progress = coalesce(${progress ?? null}, progress),
      workspace_id = coalesce(${workspaceId ?? null}, workspace_id), user_id = coalesce(${userId ?? null}, user_id),
      accounts = coalesce(${accounts ? JSON.stringify(accounts) : null}::jsonb, accounts), updated_at = now()`)
}
