import { expect } from 'vitest'
import type { World } from './world.ts'

/** Waits until all events were handed on, and a task has done its part of them. */
export async function eventsSettled({ kernel }: World, task: string): Promise<void> {
  const waiting = async () => {
    const { rows } = await kernel.database.direct.query<{ waiting: string }>(
      `select (select count(*) from tendero.outbox) + (select count(*) from graphile_worker.jobs where task_identifier = $1) as waiting`,
      [task],
    )
    return Number(rows[0]?.waiting)
  }
  await expect.poll(waiting, { timeout: 10_000 }).toBe(0)
}
