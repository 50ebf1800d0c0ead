import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type AnyRecord, type ObjectType, type Page, registry } from '@tendero/model'
import { expect } from 'vitest'
import { missingStatements } from '../src/derive/drift.ts'
import { declaredTables } from '../src/derive/schema.ts'
import { newId } from '../src/kernel/identity.ts'
import { asOwner } from '../src/platform/owner-connection.ts'
import { type Browser, browserOf } from './http.ts'
import { suiteFolder } from './suite-folder.ts'
import { openWorld, type World } from './world.ts'

interface Uploaded extends AnyRecord {
  readonly name: string
  readonly type: string
  readonly size: number
}

/** What representatives may do with what they work on. */
const access = { create: 'all', read: 'team', edit: 'own', delete: 'own' } as const

/**
 * The small company with room for files, whose representatives keep them with their own opportunities.
 * @param own an object beside the declared ones, with a table made for it and the same access
 */
export async function openAttachments(own?: ObjectType) {
  const dataDir = suiteFolder()
  const objects = own ? new Map([...registry, [own.name, own]]) : registry
  const world = await openWorld({ objects, dataDir })
  await asOwner(world.ownerUrl, async (client) => {
    for (const statement of await missingStatements(client, declaredTables(objects))) await client.query(statement)
  })
  const [ana, bo, ines] = [await browserOf(world, 'ana'), await browserOf(world, 'bo'), await browserOf(world, 'ines')]
  await grant(ines, await world.roleId('Representative'), ['opportunity', ...(own ? [own.name] : [])])
  return {
    world,
    ana,
    bo,
    ines,
    /** Names of the contents that lie in the folder of the workspace. */
    contents: () => contentsOf(world, dataDir),
    /** An opportunity of its own. */
    deal: () => deal(ana),
  }
}

async function grant(ines: Browser, role: string, names: readonly string[]): Promise<void> {
  const { rights } = await ines.json<AnyRecord & { rights: Record<string, object> }>('GET', `/roles/${role}`)
  const granted = Object.fromEntries(names.map((name) => [name, access]))
  await ines.json('PATCH', `/roles/${role}`, { rights: { ...rights, objects: { ...rights.objects, ...granted } } })
}

async function contentsOf({ workspaceId }: World, dataDir: string): Promise<readonly string[]> {
  return (await readdir(join(dataDir, 'files', 'contents', workspaceId)).catch(() => [])).sort()
}

async function deal(who: Browser): Promise<string> {
  const { items } = await who.json<Page>('GET', '/stages?sort=position&limit=1')
  const [stage] = items
  const made = await who.json<AnyRecord>('POST', '/opportunities', {
    name: `Deal ${newId()}`,
    pipeline: stage?.pipeline,
    stage: stage?.id,
  })
  return made.id
}

/** Uploads a file. @returns it, and the operation by which it came */
export async function upload(who: Browser, path: string, name: string, content: string | Uint8Array<ArrayBuffer>) {
  const answer = await who.send('POST', `${path}?name=${encodeURIComponent(name)}`, content)
  expect([answer.status, answer.ok ? '' : await answer.text()]).toEqual([201, ''])
  return { file: (await answer.json()) as Uploaded, operation: answer.headers.get('tendero-operation') }
}

/** What an address answers, its body left alone. */
export async function statusOf(answer: Promise<Response>): Promise<number> {
  const { status, body } = await answer
  await body?.cancel()
  return status
}

/** The files of a record, as somebody sees them. */
export async function attached(who: Browser, record: string, deleted = false): Promise<readonly AnyRecord[]> {
  const filter = encodeURIComponent(JSON.stringify({ field: 'record', op: 'is', value: record }))
  return (await who.json<Page>('GET', `/files?filter=${filter}&sort=name${deleted ? '&deleted=true' : ''}`)).items
}
