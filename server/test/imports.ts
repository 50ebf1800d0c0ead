import type { AnyRecord, ImportRun, ImportSetup, Page } from '@tendero/model'
import { expect } from 'vitest'
import type { Event } from '../src/kernel/events.ts'
import { type Browser, browserOf } from './http.ts'
import { suiteFolder } from './suite-folder.ts'
import { openWorld, type World } from './world.ts'

type Content = string | Uint8Array<ArrayBuffer>

/** The way of a file through the API, as somebody goes it; its jobs are done at once. */
export interface Imports {
  upload(
    object: string,
    content: Content,
    given?: { readonly name?: string; readonly who?: Browser },
  ): Promise<ImportRun>
  /** Changes something of the setup. */
  patch(run: ImportRun, setup: Partial<ImportSetup>): Promise<ImportRun>
  /** Has the import checked, run, taken back. */
  did(run: Pick<ImportRun, 'id'>, what: string): Promise<ImportRun>
  /** Does what the worker would: hands the events of imports to their jobs. */
  work(): Promise<void>
}

export function importsOf(world: World, browser: Browser): Imports {
  const work = async () => {
    const { rows } = await world.kernel.database.direct.query<Event & { workspace_id: string }>(
      `delete from tendero.outbox where topic like 'import.%' returning id, workspace_id, topic, payload`,
    )
    for (const { workspace_id, ...event } of rows)
      for (const subscriber of world.kernel.subscribers)
        if (subscriber.topics.includes(event.topic))
          await subscriber.run(world.kernel, { ...event, workspaceId: workspace_id })
  }
  return {
    work,
    async upload(object, content, { name = 'file.csv', who = browser } = {}) {
      const answer = await who.send('POST', `/imports?object=${object}&name=${encodeURIComponent(name)}`, content)
      expect([answer.status, answer.status === 201 ? '' : await answer.clone().text()]).toEqual([201, ''])
      return (await answer.json()) as ImportRun
    },
    patch: (run, setup) => browser.json<ImportRun>('PATCH', `/imports/${run.id}`, { ...run.setup, ...setup }),
    async did(run, what) {
      const answer = await browser.request('POST', `/imports/${run.id}/${what}`, {})
      expect([answer.status, answer.status === 202 ? '' : await answer.clone().text()]).toEqual([202, ''])
      await work()
      return browser.json<ImportRun>('GET', `/imports/${run.id}`)
    },
  }
}

interface ImportingWorld extends Imports {
  readonly world: World
  readonly dataDir: string
  readonly ines: Browser
  /** Records of that name, as Ines sees them. */
  find(collection: string, name: string): Promise<readonly AnyRecord[]>
}

/** The small company with room for files, and the way of those that Ines, who administers it, imports. */
export async function openImports(): Promise<ImportingWorld> {
  const dataDir = suiteFolder()
  const world = await openWorld({ dataDir })
  const ines = await browserOf(world, 'ines')
  return {
    ...importsOf(world, ines),
    world,
    dataDir,
    ines,
    async find(collection, name) {
      const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'is', value: name }))
      return (await ines.json<Page<AnyRecord>>('GET', `/${collection}?filter=${filter}`)).items
    },
  }
}
