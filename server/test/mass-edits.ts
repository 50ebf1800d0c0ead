import type { AnyRecord, MassEditRequest, MassEditRun, Page } from '@tendero/model'
import { expect } from 'vitest'
import type { Event } from '../src/kernel/events.ts'
import type { Kernel } from '../src/kernel/kernel.ts'
import { type Browser, browserOf } from './http.ts'
import { openWorld } from './world.ts'

/** The small company, and changes of many of its records, asked for by Ines unless told otherwise. */
export async function openMassEdits() {
  const world = await openWorld()
  const ines = await browserOf(world, 'ines')

  /** Does what the worker would: hands the events of mass edits to their jobs. */
  async function work(kernel: Kernel = world.kernel): Promise<void> {
    const { rows } = await world.kernel.database.direct.query<Event & { workspace_id: string }>(
      `delete from tendero.outbox where topic like 'mass_edit.%' returning id, workspace_id, topic, payload`,
    )
    for (const { workspace_id, ...event } of rows)
      for (const subscriber of kernel.subscribers)
        if (subscriber.topics.includes(event.topic))
          await subscriber.run(kernel, { ...event, workspaceId: workspace_id })
  }

  /** The queue gives the job of carrying it out again. */
  async function again({ id }: Pick<MassEditRun, 'id'>): Promise<void> {
    const [subscriber] = world.kernel.subscribers.filter(({ name }) => name === 'mass-edit.run')
    const event = { id: '', workspaceId: world.workspaceId, topic: 'mass_edit.run', payload: { massEdit: id } }
    await subscriber?.run(world.kernel, event)
  }

  const read = (run: Pick<MassEditRun, 'id'>, who: Browser = ines) =>
    who.json<MassEditRun>('GET', `/mass-edits/${run.id}`)

  async function checked(given: MassEditRequest, who: Browser = ines): Promise<MassEditRun> {
    const answer = await who.request('POST', '/mass-edits', given)
    expect([answer.status, answer.status === 201 ? '' : await answer.clone().text()]).toEqual([201, ''])
    const run = (await answer.json()) as MassEditRun
    await work()
    return read(run, who)
  }

  async function carriedOut(run: MassEditRun, who: Browser = ines): Promise<MassEditRun> {
    expect((await who.request('POST', `/mass-edits/${run.id}/run`, {})).status).toBe(202)
    await work()
    return read(run, who)
  }

  async function accounts(prefix: string, values: readonly object[]): Promise<readonly string[]> {
    const ids: string[] = []
    for (let at = 0; at < values.length; at += 500) {
      const create = values.slice(at, at + 500).map((one, index) => ({ name: `${prefix} ${at + index}`, ...one }))
      const { results } = await ines.json<{ results: { id: string }[] }>('POST', '/accounts/bulk', { create })
      ids.push(...results.map(({ id }) => id))
    }
    return ids
  }

  const named = (prefix: string) => ({ field: 'name', op: 'starts_with', value: `${prefix} ` })

  async function find(prefix: string): Promise<readonly AnyRecord[]> {
    const filter = encodeURIComponent(JSON.stringify(named(prefix)))
    return (await ines.json<Page>('GET', `/accounts?filter=${filter}&sort=name&limit=200`)).items
  }

  return { world, ines, work, again, read, checked, carriedOut, accounts, named, find }
}
