import { ActionIcon, Button, Text, UnstyledButton } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import type { AnyRecord, MetadataField, MetadataObject } from '@tendero/model/api'
import type { FieldState } from '@tendero/model/field-rules'
import { Suspense, useState } from 'react'
import { kindOf } from '../../fields/index.ts'
import { useFormat } from '../../kernel/format.ts'
import { fieldOf, shownFields } from '../../kernel/metadata.ts'
import { useReaches } from '../../kernel/reach.ts'
import { Editor, type Finished } from '../editor.tsx'
import { extensionOf } from '../extensions.ts'
import { useFieldStates } from '../field-states.ts'
import { isEditable, isOpen } from '../list/grid-row.tsx'
import { Value } from '../list/value.tsx'
import { useUpdate } from '../record-data.ts'
import { useRecordWords } from '../words.ts'
import classes from './facts.module.css'

interface FactsProps {
  readonly object: MetadataObject
  readonly record: AnyRecord
}

/** Fields that the header shows already. */
const inHeader = new Set(['nextStep', 'nextStepAt'])

function factsOf(object: MetadataObject): readonly MetadataField[] {
  const { hides = [] } = extensionOf(object.name)
  const title = fieldOf(object, object.title)
  return shownFields(object).filter(
    (field) =>
      !field.system && !inHeader.has(field.name) && !hides.includes(field.name) && !(field === title && field.readOnly),
  )
}

/** The fields of a record, each edited in its place. */
export function Facts({ object, record }: FactsProps) {
  const { record: text } = useRecordWords()
  const [all, setAll] = useState(false)
  const stateOf = useFieldStates(object, record, record)
  const fields = factsOf(object).filter((field) => stateOf(field).shown)
  const usual = new Set([object.title, ...object.form, ...object.list])
  const hidden = fields.filter(
    (field) => !usual.has(field.name) && !stateOf(field).required && kindOf(field).isEmpty(record[field.name]),
  )
  const shown = all ? fields : fields.filter((field) => !hidden.includes(field))
  return (
    <>
      <dl className={classes.facts}>
        {shown.map((field) => (
          <Fact key={field.name} object={object} record={record} field={field} state={stateOf(field)} />
        ))}
      </dl>
      {hidden.length > 0 && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          fw={450}
          c="dimmed"
          mt="xs"
          ml={-8}
          onClick={() => setAll(!all)}
        >
          {all ? text.hideEmpty : text.showEmpty(hidden.length)}
        </Button>
      )}
      <About record={record} />
    </>
  )
}

interface FactProps extends FactsProps {
  readonly field: MetadataField
  readonly state: FieldState
}

function Fact({ object, record, field, state }: FactProps) {
  const { record: text } = useRecordWords()
  const [editing, setEditing] = useState(false)
  const update = useUpdate(object)
  const Origin = extensionOf(object.name).derived?.(record)[field.name]
  const mine = useReaches()(object.can.edit, record)
  const editable = !Origin && mine && isOpen(state) && isEditable(object, field)
  const empty = kindOf(field).isEmpty(record[field.name])
  const finish = (edited: Finished | undefined): void => {
    setEditing(false)
    if (!edited) return
    const titles = edited.title === undefined ? undefined : { [field.name]: edited.title }
    update.mutate({ record, version: edited.version, patch: { [field.name]: edited.value }, titles })
  }
  return (
    <div className={classes.fact} data-editing={editing || undefined}>
      <dt className={classes.label}>{field.label}</dt>
      <dd className={classes.value}>
        {editing ? (
          <Editor
            field={field}
            value={record[field.name]}
            title={record.titles?.[field.name]}
            titles={record.titles}
            version={record.version}
            required={state.required}
            onDone={finish}
          />
        ) : (
          <>
            {empty && editable && (
              <UnstyledButton
                className={classes.add}
                aria-label={`${text.add} ${field.label}`}
                onClick={() => setEditing(true)}
              >
                {text.add}
              </UnstyledButton>
            )}
            {empty && !editable && <span className={classes.none}>–</span>}
            {!empty && (
              // biome-ignore lint/a11y/noStaticElementInteractions: the pencil beside it does the same by keyboard
              <div className={classes.words} onDoubleClick={() => editable && setEditing(true)}>
                <Value field={field} record={record} />
                {Origin && (
                  <Suspense fallback={null}>
                    <Origin />
                  </Suspense>
                )}
              </div>
            )}
            {!empty && editable && (
              <ActionIcon
                size={24}
                className={classes.pencil}
                aria-label={text.editField(field.label)}
                onClick={() => setEditing(true)}
              >
                <IconPencil size={14} />
              </ActionIcon>
            )}
          </>
        )}
      </dd>
    </div>
  )
}

/** Who made and who last changed the record. */
function About({ record }: { readonly record: AnyRecord }) {
  const { record: text } = useRecordWords()
  const format = useFormat()
  const created = format.instant(record.createdAt)
  const changed = format.relative(record.updatedAt)
  const creator = record.titles?.createdBy
  const changer = record.titles?.updatedBy
  return (
    <Text size="xs" c="dimmed" mt="lg" component="div">
      <div>{creator ? text.created(created, creator) : text.createdAt(created)}</div>
      <div>{changer ? text.changed(changed, changer) : text.changedAt(changed)}</div>
    </Text>
  )
}
