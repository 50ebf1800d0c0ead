import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import { ApiError } from '@tendero/model/client'
import { conflict } from '../design/asked.ts'
import { failed, undoable } from '../design/notices.tsx'
import { keys, queryClient } from '../kernel/queries.ts'
import { perform } from '../kernel/transport.ts'
import { extensionOf, type Gesture } from '../records/extensions.ts'
import { conflictOf, showRecord } from '../records/record-data.ts'
import { askFirst } from './ask-first.ts'

/** Everything that a change of stage shows in is fetched anew. */
async function refreshAround(object: MetadataObject, id: string): Promise<void> {
  await Promise.all(
    [keys.timelines(object.name, id), ['aggregate', object.name], ['related'], keys.today].map((queryKey) =>
      queryClient.invalidateQueries({ queryKey }),
    ),
  )
  await queryClient.invalidateQueries({ queryKey: keys.lists(object.name), refetchType: 'none' })
}

/**
 * Takes a deal to another stage: asks for what is needed, shows it at once and offers to undo it.
 * @param done what the notice says
 * @param shown what else will be so, to be shown until the server answers: the status, words of references
 */
export async function changeStage(gesture: Gesture, done: string, shown: Partial<AnyRecord> = {}): Promise<void> {
  const { object, record } = gesture
  const patch = await askFirst(gesture)
  if (!patch) return
  const titles = { ...record.titles, ...shown.titles }
  showRecord(object.name, { ...record, ...patch, ...shown, titles })
  try {
    const { value, operationId } = await perform<AnyRecord>('PATCH', `/${object.collection}/${record.id}`, {
      body: patch,
      headers: { 'if-match': `"${record.version}"` },
    })
    showRecord(object.name, value.titles ? value : { ...value, titles })
    undoable(done, operationId)
    extensionOf(object.name).afterChange?.(object, record, value)
    await refreshAround(object, record.id)
  } catch (error) {
    showRecord(object.name, record)
    const problem = error instanceof ApiError ? error.problem : undefined
    const found = conflictOf(object, error)
    if (problem?.code === 'stage_requires_fields' && !gesture.problem)
      await changeStage({ ...gesture, problem }, done, shown)
    else if (found) conflict.set(found)
    else failed(error)
  }
}
