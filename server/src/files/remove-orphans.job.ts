import type { ObjectType } from '@tendero/model'
import { callerOfProgram } from '../kernel/caller.ts'
import type { Schedule } from '../kernel/events.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { StoredContent } from '../platform/file-store.ts'
import { keyOwner } from './content-key.ts'
import { deleteContents } from './delete-contents.ts'
import { deleteHolderless, deleteNeverTaken, knownFiles } from './orphans.sql.ts'

/** What belongs to nothing for so long has been left: nobody fills in a form or uploads a file for a day. */
const patience = 24 * 60 * 60 * 1_000
/** Contents that are looked up at once. */
const batch = 500

/** Hourly: uploads that no record took, and files of records that are gone for good; rows first, contents after them. */
export const removeOrphanFiles: Schedule = {
  name: 'remove_orphan_files',
  crontab: '35 * * * *',
  async run(kernel) {
    // Of all workspaces at once, as the owner of the tables.
    const { rows } = await kernel.database.direct.query<{ id: string }>(
      'select distinct f.workspace_id as id from tendero.file f',
    )
    for (const { id } of rows) await removeRows(kernel, id)
  },
}

async function removeRows(kernel: Kernel, workspaceId: string): Promise<void> {
  const { model } = await callerOfProgram(kernel, workspaceId)
  const before = new Date(kernel.now().getTime() - patience).toISOString()
  const gone = await kernel.database.transaction(workspaceId, async (tx) => {
    const left = [await deleteNeverTaken(tx, before)]
    for (const holders of byTable(model.objects.values())) left.push(await deleteHolderless(tx, holders))
    return left.flat()
  })
  await deleteContents(kernel, workspaceId, gone)
}

function byTable(objects: Iterable<ObjectType>): Iterable<readonly ObjectType[]> {
  const tables = new Map<string, ObjectType[]>()
  for (const object of objects) tables.set(object.table, [...(tables.get(object.table) ?? []), object])
  return tables.values()
}

/** Nightly: contents without a row, left by uploads that were broken off and by processes that died. */
export const removeOrphanContents: Schedule = {
  name: 'remove_orphan_contents',
  crontab: '45 3 * * *',
  async run(kernel) {
    let old: StoredContent[] = []
    for await (const content of kernel.files.list()) {
      // A content is there before its row.
      if (kernel.now().getTime() - content.writtenAt.getTime() < patience) continue
      old.push(content)
      if (old.length < batch) continue
      await removeUnknown(kernel, old)
      old = []
    }
    await removeUnknown(kernel, old)
  },
}

async function removeUnknown(kernel: Kernel, contents: readonly StoredContent[]): Promise<void> {
  const byWorkspace = new Map<string, { readonly key: string; readonly id: string }[]>()
  for (const { key } of contents) {
    const owner = keyOwner(key)
    // What the program has not put there is not its own to remove.
    if (owner)
      byWorkspace.set(owner.workspaceId, [...(byWorkspace.get(owner.workspaceId) ?? []), { key, id: owner.id }])
  }
  for (const [workspaceId, owned] of byWorkspace) {
    const ids = [...new Set(owned.map(({ id }) => id))]
    const known = await kernel.database.read(workspaceId, (tx) => knownFiles(tx, ids))
    for (const { key, id } of owned) if (!known.has(id)) await kernel.files.delete(key)
  }
}
