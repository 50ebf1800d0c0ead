import type { FileRoom } from '@tendero/model'
import { auditRequest } from '../kernel/audit.ts'
import { type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { forbidden } from '../kernel/failure.ts'
import { requireVerb } from '../kernel/input.ts'
import { deleteContents } from './delete-contents.ts'
import { deleteRemoved, removedRoom, usedRoom } from './used-room.sql.ts'

export const fileRoomEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/file-room',
    summary: 'The room that files take, in bytes: `used` of `most`, and how much of it are `removed` ones.',
    handle: fileRoom,
  }),
  endpoint({
    method: 'DELETE',
    path: '/file-room/removed',
    summary:
      'Removes for good the files that were removed from records which are still there; nothing brings them back. Answers with the room as it is then.',
    async handle(request) {
      const { kernel, caller } = request
      requireSettings(request)
      const { workspaceId } = caller.actor
      const gone = await kernel.database.transaction(workspaceId, (tx) =>
        deleteRemoved(tx, caller.model.objects.values()),
      )
      await deleteContents(kernel, workspaceId, gone)
      await auditRequest(kernel, caller, { action: 'files.removed', object: 'file', detail: { rows: gone.length } })
      return fileRoom(request)
    },
  }),
]

async function fileRoom(request: ApiRequest): Promise<FileRoom> {
  requireSettings(request)
  const { kernel, caller } = request
  const { model, actor } = caller
  return kernel.database.read(actor.workspaceId, async (tx) => {
    const [used, removed] = await Promise.all([usedRoom(tx), removedRoom(tx, model.objects.values())])
    return { used, removed, most: model.settings.fileQuota }
  })
}

/** Whoever says how much room there is. @throws Failure 403 */
function requireSettings({ caller: { model, actor } }: ApiRequest): void {
  const workspace = model.objects.get('workspace')
  if (!workspace) throw forbidden({ object: 'workspace' })
  requireVerb(actor, workspace, 'edit')
}
