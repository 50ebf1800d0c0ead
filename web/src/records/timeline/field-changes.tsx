import { Text } from '@mantine/core'
import type { MetadataField, MetadataObject, TimelineChange } from '@tendero/model/api'
import { kindOf } from '../../fields/index.ts'
import { fieldOf } from '../../kernel/metadata.ts'
import { useRecordWords } from '../words.ts'
import { TextChange } from './text-change.tsx'
import classes from './timeline.module.css'

/** Old and new value by field, with words for the records that they refer to. */
export type FieldPatch = Pick<TimelineChange, 'patch' | 'titles'>

/** A field that somebody may know, and what became of it. */
export interface ChangedField {
  readonly field: MetadataField
  readonly values: TimelineChange['patch'][string]
}

/** The changed fields that are shown to people. */
export function changedFields(object: MetadataObject, { patch }: FieldPatch): readonly ChangedField[] {
  return Object.entries(patch).flatMap(([name, values]) => {
    const field = fieldOf(object, name)
    return field && !field.hidden && field.kind !== 'document' ? [{ field, values }] : []
  })
}

interface FieldChangesProps {
  readonly object: MetadataObject
  readonly change: FieldPatch
}

/** Field by field, from what to what. */
export function FieldChanges({ object, change }: FieldChangesProps) {
  return (
    <ul className={classes.patch}>
      {changedFields(object, change).map(({ field, values: [before, after] }) => (
        <li key={field.name}>
          <Text span inherit c="dimmed">
            {field.label}:
          </Text>
          <Sides change={change} object={object} name={field.name} before={before} after={after} />
        </li>
      ))}
    </ul>
  )
}

interface SidesProps extends Pick<SideProps, 'change' | 'object' | 'name'> {
  readonly before: unknown
  readonly after: unknown
}

/** From what to what; of a long text that was there before, what became of its words. */
function Sides({ before, after, ...side }: SidesProps) {
  const field = fieldOf(side.object, side.name)
  const { words, isEmpty } = field ? kindOf(field) : {}
  if (words && !isEmpty?.(before) && !isEmpty?.(after))
    return <TextChange before={words(before)} after={words(after)} />
  if (isList(before) && isList(after)) return <ListChange {...side} before={before} after={after} />
  return (
    <>
      <Side {...side} value={before} old />
      <span aria-hidden>→</span>
      <Side {...side} value={after} />
    </>
  )
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

interface ListChangeProps extends Pick<SideProps, 'change' | 'object' | 'name'> {
  readonly before: readonly unknown[]
  readonly after: readonly unknown[]
}

/** What came to a list and what went from it; when neither did, its two orders. */
function ListChange({ before, after, ...side }: ListChangeProps) {
  const { timeline: text } = useRecordWords()
  const come = after.filter((one) => !before.includes(one))
  const gone = before.filter((one) => !after.includes(one))
  const moved = come.length + gone.length === 0
  return (
    <>
      {come.length > 0 && (
        <span>
          {text.added} <Side {...side} value={come} />
        </span>
      )}
      {gone.length > 0 && (
        <span>
          {text.removed} <Side {...side} value={gone} old />
        </span>
      )}
      {moved && <Side {...side} value={after} />}
    </>
  )
}

interface SideProps {
  readonly change: FieldPatch
  readonly object: MetadataObject
  readonly name: string
  readonly value: unknown
  readonly old?: boolean
}

function Side({ change, object, name, value, old }: SideProps) {
  const { timeline: text } = useRecordWords()
  const field = fieldOf(object, name)
  if (!field) return null
  const { Cell, isEmpty } = kindOf(field)
  if (isEmpty(value))
    return (
      <Text span inherit c="dimmed">
        {text.nothing}
      </Text>
    )
  return (
    <span className={old ? classes.old : undefined}>
      <Cell
        field={field}
        value={value}
        title={typeof value === 'string' ? change.titles[value] : undefined}
        titles={change.titles}
        oneLine
        plain
      />
    </span>
  )
}
