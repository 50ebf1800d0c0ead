import { Badge, Button, Group, Modal, Radio, Select, Stack, Text, Title } from '@mantine/core'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import type { AnyRecord, MergePreview, MergeResult, MergeRule, MetadataField, MetadataObject } from '@tendero/model/api'
import { useState } from 'react'
import { Callout } from '../design/callout.tsx'
import { FormError } from '../design/form-error.tsx'
import { undoable } from '../design/notices.tsx'
import { Failed, PageLoading } from '../design/page-states.tsx'
import { useIsPhone } from '../design/widths.ts'
import { useFormat } from '../kernel/format.ts'
import { useWords } from '../kernel/language.ts'
import { fieldOf, useCatalogue } from '../kernel/metadata.ts'
import { problemCode } from '../kernel/problems.ts'
import { queryClient } from '../kernel/queries.ts'
import { transport } from '../kernel/transport.ts'
import { Value } from '../records/list/value.tsx'
import classes from './duplicates.module.css'
import { useDuplicateWords } from './words.ts'

interface MergeDialogProps {
  readonly object: MetadataObject
  readonly ids: readonly string[]
  readonly onClose: () => void
  readonly onMerged?: (result: MergeResult) => void
}

/** Makes one of several records: which stays, which value of each field, and what moves along. */
export function MergeDialog({ object, ids, onClose, onMerged }: MergeDialogProps) {
  const words = useWords()
  const { merge: text } = useDuplicateWords()
  const phone = useIsPhone()
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      fullScreen={phone}
      title={text.title(ids.length)}
      closeButtonProps={{ 'aria-label': words.verbs.close }}
    >
      <Merging object={object} ids={ids} onClose={onClose} onMerged={onMerged} />
    </Modal>
  )
}

const rules = ['master', 'newest', 'most_complete', 'verified', 'manual'] as const

function Merging({ object, ids, onClose, onMerged }: MergeDialogProps) {
  const { merge: text } = useDuplicateWords()
  const words = useWords()
  const format = useFormat()
  const [master, setMaster] = useState(ids[0] ?? '')
  const [rule, setRule] = useState<MergeRule>('master')
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  const wish = { object: object.name, master, records: ids, rule, fields: chosen }
  const preview = useQuery({
    queryKey: ['duplicates', 'merge', JSON.stringify(wish)],
    queryFn: ({ signal }) => transport.request<MergePreview>('POST', '/merges/preview', { body: wish, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  })
  const merge = useMutation({
    mutationFn: () => {
      const versions = Object.fromEntries(preview.data?.records.map(({ id, version }) => [id, version]) ?? [])
      return transport.request<MergeResult>('POST', '/merges', { body: { ...wish, versions } })
    },
    onSuccess: async (result) => {
      const title = preview.data?.records.find(({ id }) => id === result.master)?.title ?? ''
      undoable(text.merged(title), result.operationId)
      onClose()
      onMerged?.(result)
      await queryClient.invalidateQueries()
    },
    onError: () => void preview.refetch(),
  })
  if (preview.error && !preview.data) return <Failed error={preview.error} onRetry={() => void preview.refetch()} />
  if (!preview.data) return <PageLoading />
  return (
    <Stack gap="lg">
      <Text c="dimmed" size="sm">
        {text.lead}
      </Text>
      {problemCode(merge.error) === 'record_changed' ? (
        <Callout tone="warning" alert>
          {text.changed}
        </Callout>
      ) : (
        <FormError error={merge.error} />
      )}
      <Group align="flex-end" gap="lg">
        <Radio.Group label={text.master} value={master} onChange={setMaster}>
          <Stack gap={6} mt={6}>
            {preview.data.records.map(({ id, title, updatedAt }) => (
              <Radio key={id} value={id} label={title} description={text.changedAt(format.relative(updatedAt))} />
            ))}
          </Stack>
        </Radio.Group>
        <Select
          label={text.rule}
          data={rules.map((value) => ({ value, label: text.rules[value] }))}
          value={rule}
          allowDeselect={false}
          onChange={(value) => value && setRule(value as MergeRule)}
        />
      </Group>
      <Fields object={object} preview={preview.data} onChoose={(field, id) => setChosen({ ...chosen, [field]: id })} />
      <Afterwards preview={preview.data} />
      <Group justify="flex-end" className={classes.foot}>
        <Button variant="default" onClick={onClose}>
          {words.verbs.cancel}
        </Button>
        <Button loading={merge.isPending} onClick={() => merge.mutate()}>
          {text.submit}
        </Button>
      </Group>
    </Stack>
  )
}

interface FieldsProps {
  readonly object: MetadataObject
  readonly preview: MergePreview
  readonly onChoose: (field: string, id: string) => void
}

/** The fields in which the records differ, with the value of each. */
function Fields({ object, preview, onChoose }: FieldsProps) {
  const { merge: text } = useDuplicateWords()
  const differing = preview.fields.flatMap((one) => {
    const field = one.differs ? fieldOf(object, one.field) : undefined
    return field ? [{ ...one, field }] : []
  })
  return (
    <Stack gap="sm" component="section">
      <Title order={3} size="h4">
        {text.differing}
      </Title>
      {differing.length === 0 && (
        <Text size="sm" c="dimmed">
          {text.none}
        </Text>
      )}
      {differing.map(({ field, from }) => (
        <FieldChoice key={field.name} field={field} from={from} preview={preview} onChoose={onChoose} />
      ))}
    </Stack>
  )
}

interface FieldChoiceProps extends Pick<FieldsProps, 'preview' | 'onChoose'> {
  readonly field: MetadataField
  readonly from: string | null
}

function FieldChoice({ field, from, preview, onChoose }: FieldChoiceProps) {
  const { merge: text } = useDuplicateWords()
  const filled = preview.records.filter(({ values }) => !isEmpty(values[field.name]))
  if (from === null)
    return (
      <div>
        <Text size="sm" fw={550}>
          {field.label}
        </Text>
        <Group gap="xs">
          <Badge variant="light" color="gray" tt="none">
            {text.united}
          </Badge>
        </Group>
      </div>
    )
  return (
    <Radio.Group label={field.label} value={from} onChange={(id) => onChoose(field.name, id)}>
      <div className={classes.choices}>
        {filled.map(({ id, values }) => (
          <Radio.Card key={id} value={id} className={classes.choice} aria-label={`${field.label}: ${id}`}>
            <Group wrap="nowrap" gap="sm">
              <Radio.Indicator />
              <Text size="sm" component="div" style={{ overflowWrap: 'anywhere' }}>
                <Value field={field} record={values as AnyRecord} plain />
              </Text>
            </Group>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  )
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

/** What moves along, and how the one that stays is reached afterwards. */
function Afterwards({ preview }: { readonly preview: MergePreview }) {
  const { merge: text } = useDuplicateWords()
  const format = useFormat()
  const catalogue = useCatalogue()
  const moves = preview.moves.flatMap(({ object, records }) => {
    const label = catalogue.object(object)?.label
    return label ? [`${format.number(records)} ${(records === 1 ? label.one : label.many).toLowerCase()}`] : []
  })
  return (
    <Stack gap="xs" component="section">
      <Title order={3} size="h4">
        {text.moves}
      </Title>
      <Text size="sm">{moves.length > 0 ? moves.join(' · ') : text.nothingMoves}</Text>
      {preview.points.length > 0 && (
        <>
          <Text size="sm" fw={550}>
            {text.points}
          </Text>
          <Group gap="xs">
            {preview.points.map(({ kind, value, valid, optedOut }) => (
              <Badge key={`${kind} ${value}`} variant="light" color={optedOut || !valid ? 'orange' : 'gray'} tt="none">
                {[value, ...(optedOut ? [text.optedOut] : []), ...(valid ? [] : [text.invalid])].join(' · ')}
              </Badge>
            ))}
          </Group>
        </>
      )}
    </Stack>
  )
}
