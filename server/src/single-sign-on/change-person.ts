import type { Context } from '../kernel/context.ts'
import { Failure } from '../kernel/failure.ts'
import type { Values } from '../kernel/lifecycle.ts'

/**
 * Changes somebody as their directory says. The last administrator stays one and active, whatever it says: nobody else
 * could put right what is wrong with it.
 */
export async function changePerson(ctx: Context, id: string, changed: Values): Promise<void> {
  if (Object.keys(changed).length === 0) return
  try {
    await ctx.update('user', id, changed)
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'last_administrator') throw error
    const { role: _, active: __, ...rest } = changed
    if (Object.keys(rest).length > 0) await ctx.update('user', id, rest)
  }
}
