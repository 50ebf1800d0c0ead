import { Button, Text } from '@mantine/core'
import { IconAlertCircle, IconCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'
import { AnchorLink } from '../../design/links.tsx'
import { failed } from '../../design/notices.tsx'
import { recordsOf } from '../../kernel/api.ts'
import { useFormat } from '../../kernel/format.ts'
import { fieldOf, useObject } from '../../kernel/metadata.ts'
import { keys, queryClient } from '../../kernel/queries.ts'
import { useSession } from '../../kernel/session.ts'
import { composing } from '../timeline/composing.ts'
import { useRecordWords } from '../words.ts'
import classes from './header.module.css'

interface NextStepProps {
  readonly object: MetadataObject
  readonly record: AnyRecord
}

/** Does a record meet a simple filter? Enough for the ready-made ones: equality, membership, emptiness. */
function meets(record: AnyRecord, filter: Filter): boolean {
  if ('and' in filter) return filter.and.every((one) => meets(record, one))
  if (!('field' in filter)) return false
  const value = record[filter.field] ?? null
  if (filter.op === 'is') return value === filter.value
  if (filter.op === 'is_empty') return value === null
  return filter.op === 'any_of' && Array.isArray(filter.value) && filter.value.includes(value)
}

/** What comes next and when; or, on an open record without one, the call to plan it. */
export function NextStep({ object, record }: NextStepProps) {
  if (!fieldOf(object, 'nextStepAt')) return null
  const missing = object.filters.find(({ name }) => name === 'no_next_step')
  if (record.nextStep) return <Planned object={object} record={record} />
  return missing && meets(record, missing.filter) ? <Missing /> : null
}

function Missing() {
  const { record: text } = useRecordWords()
  return (
    <div className={classes.step} data-alarm>
      <IconAlertCircle size={18} stroke={1.7} color="var(--tendero-warning)" aria-hidden />
      <span className={classes.alarm}>{text.noNextStep}</span>
      <Button size="compact-sm" variant="default" onClick={() => composing.set({ kind: 'task', planned: true })}>
        {text.planNextStep}
      </Button>
    </div>
  )
}

function Planned({ object, record }: NextStepProps) {
  const { record: text } = useRecordWords()
  const format = useFormat()
  const { workspace } = useSession()
  const activity = useObject('activity')
  const at = typeof record.nextStepAt === 'string' ? record.nextStepAt : undefined
  const late = at !== undefined && new Date(at) < new Date()
  const done = useMutation({
    mutationFn: () =>
      recordsOf('activities').update(String(record.nextStep), { doneAt: new Date().toISOString(), outcome: 'done' }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: keys.record(object.name, record.id) })
      await queryClient.invalidateQueries({ queryKey: keys.timelines(object.name, record.id) })
      composing.set({ kind: 'task', planned: true })
    },
    onError: (error) => failed(error),
  })
  return (
    <div className={classes.step} data-alarm={late || undefined}>
      <Text
        size="xs"
        c={late ? undefined : 'dimmed'}
        className={late ? `${classes.stepLabel} ${classes.alarm}` : classes.stepLabel}
        component="span"
      >
        {text.nextStep}
      </Text>
      <span className={classes.stepWords}>
        {activity ? (
          <AnchorLink
            to="/w/$slug/$collection/$id"
            params={{ slug: workspace.slug, collection: activity.collection, id: String(record.nextStep) }}
            c="var(--mantine-color-text)"
            fw={550}
            inherit
          >
            {record.titles?.nextStep ?? text.nextStep}
          </AnchorLink>
        ) : (
          (record.titles?.nextStep ?? '')
        )}
      </span>
      {at && (
        <time
          dateTime={at}
          title={format.instant(at)}
          className={late ? classes.alarm : undefined}
          style={{ whiteSpace: 'nowrap' }}
        >
          {format.relative(at)}
        </time>
      )}
      <Button
        size="compact-sm"
        variant="default"
        style={{ flexShrink: 0 }}
        leftSection={<IconCheck size={14} />}
        loading={done.isPending}
        onClick={() => done.mutate()}
      >
        {text.nextStepDone}
      </Button>
    </div>
  )
}
