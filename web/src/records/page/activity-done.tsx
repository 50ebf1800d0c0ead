import { Button } from '@mantine/core'
import { IconCheck, IconRotate2 } from '@tabler/icons-react'
import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import { fieldOf } from '../../kernel/metadata.ts'
import { useUpdate } from '../record-data.ts'
import { useRecordWords } from '../words.ts'

interface ActivityDoneProps {
  readonly object: MetadataObject
  readonly record: AnyRecord
}

/** On the page of a task, call, visit or meeting: it is done, or it is not after all. */
export function ActivityDone({ object, record }: ActivityDoneProps) {
  const { timeline: text } = useRecordWords()
  const update = useUpdate(object)
  if (object.activity === null || !fieldOf(object, 'doneAt') || object.can.edit === 'none') return null
  const done = Boolean(record.doneAt)
  const patch = done ? { doneAt: null, outcome: null } : { doneAt: new Date().toISOString(), outcome: 'done' }
  return (
    <Button
      variant={done ? 'default' : 'filled'}
      leftSection={done ? <IconRotate2 size={16} /> : <IconCheck size={16} />}
      onClick={() => update.mutate({ record, patch })}
    >
      {done ? text.reopen : text.markDone}
    </Button>
  )
}
