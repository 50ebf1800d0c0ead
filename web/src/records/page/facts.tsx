import { ActionIcon, Button, Text, Title, UnstyledButton } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import type { AnyRecord, MetadataField, MetadataObject } from '@tendero/model/api'
import type { FieldState } from '@tendero/model/field-rules'
import { lazy, Suspense, useState } from 'react'
import { kindOf } from '../../fields/index.ts'
import { useFormat } from '../../kernel/format.ts'
import { useReaches } from '../../kernel/reach.ts'
import { withWords } from '../../kernel/slice-words.ts'
import { Editor, type Finished } from '../editor.tsx'
import { extensionOf } from '../extensions.ts'
import { type FieldSection, sectionsOf } from '../field-sections.ts'
import { useFieldStates } from '../field-states.ts'
import { isEditable, isOpen } from '../list/grid-row.tsx'
import { Value } from '../list/value.tsx'
import { useUpdate } from '../record-data.ts'
import { useRecordWords } from '../words.ts'
import classes from './facts.module.css'
import { factsOf } from './page-parts.ts'

const FieldHistory = lazy(
  withWords(async () => ({ default: (await import('../../as-of/field-history.tsx')).FieldHistory })),
)

interface FactsProps {
  readonly object: MetadataObject
  readonly record: AnyRecord
}

/** The fields of a record, each edited in its place. */
export function Facts({ object, record }: FactsProps) {
  const { record: text } = useRecordWords()
  const [all, setAll] = useState(false)
  const stateOf = useFieldStates(object, record, record)
  const fields = factsOf(object).filter((field) => stateOf(field).shown)
  const layout = object.layouts.page
  const placed = layout?.sections.flatMap((section) => section.fields) ?? [...object.form, ...object.list]
  const usual = new Set([object.title, ...placed])
  const sections = sectionsOf(layout, fields)
  const hidden = sections
    .flatMap((section) => section.fields)
    .filter(({ name }) => !usual.has(name))
    .filter((field) => !stateOf(field).required && kindOf(field).isEmpty(record[field.name]))
  const isShown = (field: MetadataField): boolean => all || !hidden.includes(field)
  return (
    <>
      {sections.map((section, index) => (
        <Section
          // biome-ignore lint/suspicious/noArrayIndexKey: sections have no names of their own
          key={index}
          object={object}
          record={record}
          section={{ ...section, fields: section.fields.filter(isShown) }}
          stateOf={stateOf}
          alone={sections.length === 1}
        />
      ))}
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

interface SectionProps extends FactsProps {
  readonly section: FieldSection
  readonly stateOf: (field: MetadataField) => FieldState
  /** There are no others. */
  readonly alone: boolean
}

/** Fields under their heading. */
function Section({ object, record, section, stateOf, alone }: SectionProps) {
  const { record: text } = useRecordWords()
  const { title, columns, fields, rest } = section
  const heading = title ?? (rest && !alone ? text.otherFields : null)
  if (fields.length === 0) return null
  return (
    <div className={classes.section}>
      {heading && (
        <Title order={2} size="h5" className={classes.heading}>
          {heading}
        </Title>
      )}
      <dl className={classes.facts} data-columns={columns}>
        {fields.map((field) => (
          <Fact key={field.name} object={object} record={record} field={field} state={stateOf(field)} />
        ))}
      </dl>
    </div>
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
            {!empty && object.timeline && (
              <Suspense fallback={null}>
                <FieldHistory object={object} record={record} field={field} />
              </Suspense>
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
