import { Stack, Switch, Text } from '@mantine/core'
import type { MetadataField, MetadataObject } from '@tendero/model/api'
import type { RuleName } from '@tendero/model/field-rules'
import type { Filter } from '@tendero/model/filter'
import { useState } from 'react'
import { FilterPanel } from '../../records/filter/filter-panel.tsx'
import { OwnFieldsOnly } from '../../records/filter/own-fields-only.ts'
import { useSettingsWords } from '../words.ts'
import { type FieldDraft, rulesOfKind } from './field-draft.ts'
import type { FieldKindName } from './field-kinds.ts'

interface RulesEditorProps {
  readonly object: MetadataObject
  readonly kind: FieldKindName
  /** In the API; undefined for a new field. */
  readonly name: string | undefined
  readonly rules: FieldDraft['rules']
  /** Why the server did not take them. */
  readonly refused?: string
  readonly onChange: (rules: FieldDraft['rules']) => void
}

/** When the field is shown, required and read-only, by the values of other fields of the same record. */
export function RulesEditor({ object, kind, name, rules, refused, onChange }: RulesEditorProps) {
  const usable = { ...object, fields: object.fields.flatMap((field) => (field.name === name ? [] : inRules(field))) }
  return (
    <OwnFieldsOnly value={true}>
      <Stack gap="sm">
        {rulesOfKind(kind).map((rule) => (
          <RuleEditor
            key={rule}
            object={usable}
            rule={rule}
            filter={rules[rule]}
            onChange={(filter) => onChange({ ...rules, [rule]: filter })}
          />
        ))}
        {refused && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {refused}
          </Text>
        )}
      </Stack>
    </OwnFieldsOnly>
  )
}

/** A field with the comparisons that forms can make; none for one that has no value before it is saved. */
function inRules(field: MetadataField): readonly MetadataField[] {
  if (field.system || field.result !== undefined) return []
  const operators = field.operators.filter(({ onlyInLists }) => !onlyInLists)
  return operators.length > 0 ? [{ ...field, operators }] : []
}

interface RuleEditorProps {
  readonly object: MetadataObject
  readonly rule: RuleName
  readonly filter: Filter | undefined
  readonly onChange: (filter: Filter | undefined) => void
}

function RuleEditor({ object, rule, filter, onChange }: RuleEditorProps) {
  const own = useSettingsWords().customFields.rules
  const [open, setOpen] = useState(filter !== undefined)
  return (
    <Stack gap="xs">
      <Switch
        label={own[rule]}
        description={own.leads[rule]}
        checked={open}
        onChange={(event) => {
          setOpen(event.currentTarget.checked)
          if (!event.currentTarget.checked) onChange(undefined)
        }}
      />
      {open && <FilterPanel label={own[rule]} object={object} filter={filter} pause={0} onChange={onChange} />}
    </Stack>
  )
}
