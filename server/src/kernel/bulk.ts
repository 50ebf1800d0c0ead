import type { BulkResult } from '@tendero/model'
import { fingerprint, write } from './action.ts'
import { mayAct } from './actor.ts'
import type { Caller } from './caller.ts'
import { Failure, forbidden } from './failure.ts'
import { newId } from './identity.ts'
import type { Kernel } from './kernel.ts'

const mostInBulk = 500

/** One of many things to do: its transaction is under the operation of all, and safe to repeat when the whole is. */
export type BulkStep = (performing: {
  readonly operationId: string
  readonly idempotencyKey?: string
}) => Promise<NonNullable<BulkResult['results'][number]['id']>>

/**
 * Does many things under one operation, each in a transaction of its own: one that fails does not hold up the others.
 * With an idempotency key a repeat goes on with what an interrupted one left undone, and gives the rest as it was.
 * @param name what is done, and `raw` to what: another wish with the same key is refused
 * @throws Failure 403 without the right to mass edit, 422 `too_many`
 */
export async function bulk(
  kernel: Kernel,
  caller: Caller,
  { name, raw, idempotencyKey }: { readonly name: string; readonly raw: unknown; readonly idempotencyKey?: string },
  steps: readonly BulkStep[],
): Promise<BulkResult> {
  if (!mayAct(caller.actor, 'mass_edit')) throw forbidden({ action: 'mass_edit' })
  if (steps.length > mostInBulk) throw new Failure(422, 'too_many', { details: { most: mostInBulk } })
  const operationId = idempotencyKey
    ? await write(kernel, caller, async () => newId(), { idempotencyKey, fingerprint: fingerprint(name, raw) })
    : newId()
  const results: BulkResult['results'][number][] = []
  for (const [index, step] of steps.entries())
    results.push(
      await resultOf(
        step({ operationId, ...(idempotencyKey ? { idempotencyKey: `${idempotencyKey} ${index}` } : {}) }),
      ),
    )
  return { operationId, results }
}

async function resultOf(done: Promise<string>): Promise<BulkResult['results'][number]> {
  try {
    return { ok: true, id: await done }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const { status, code, fields, details } = error
    return {
      ok: false,
      problem: { type: `urn:tendero:problem:${code}`, title: code.replaceAll('_', ' '), status, code, fields, details },
    }
  }
}
