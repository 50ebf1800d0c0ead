import { sql } from '@tendero/model'
import { type WriteOptions, write } from './action.ts'
import type { Caller } from './caller.ts'
import type { Context } from './context.ts'
import type { Kernel } from './kernel.ts'

/** What a rehearsal ends with when everything was written that would be. */
class TakenBack extends Error {}

/**
 * Writes as `write` does, up to the commit, and takes all of it back: what rules, rights or the database refuse is thrown
 * as it would be.
 */
export async function rehearse(
  kernel: Kernel,
  caller: Caller,
  work: (ctx: Context) => Promise<void>,
  options: WriteOptions = {},
): Promise<void> {
  try {
    await write(kernel, { ...caller, beforeCommit: takeBack }, work, { ...options, rehearsed: true })
  } catch (error) {
    if (error instanceof TakenBack) return
    throw error
  }
  throw new Error('a rehearsal was not taken back')
}

async function takeBack(ctx: Context): Promise<void> {
  await sent(ctx)
  throw new TakenBack()
}

/** Everything that still waits to be sent was, and is not refused. @throws what it is refused with */
export async function sent({ tx }: Context): Promise<void> {
  await tx.rows(sql`select 1`)
}
