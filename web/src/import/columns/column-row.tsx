import { ActionIcon, Group, Select, Stack, Text } from '@mantine/core'
import { IconArrowRight, IconPlus } from '@tabler/icons-react'
import type { ImportMapping, ImportRun, MetadataObject } from '@tendero/model/api'
import { useMemo, useState } from 'react'
import { useWords } from '../../kernel/language.ts'
import { fieldOf } from '../../kernel/metadata.ts'
import classes from '../import.module.css'
import { useImportWords } from '../words.ts'
import { ColumnOptions } from './column-options.tsx'
import { assigned, changed, keyOfTarget, type Mapping, mappingsOf, type Target, targetsOf } from './mapping-draft.ts'
import { useTargetLabel } from './target-label.ts'

interface ColumnRowProps {
  readonly column: ImportRun['columns'][number]
  readonly object: MetadataObject
  readonly mapping: Mapping
  readonly onChange: (mapping: Mapping) => void
}

/** A column of the file with what stands in it, and the field or fields that it fills. */
export function ColumnRow({ column, object, mapping, onChange }: ColumnRowProps) {
  const own = useImportWords()
  const [another, setAnother] = useState(false)
  const chosen = mappingsOf(mapping, column.index)
  const name = column.name || own.reading.column(column.index + 1)
  const rest = { name, column: column.index, object, mapping, onChange }
  return (
    <li className={`${classes.column} ${chosen.length > 0 ? '' : classes.left}`}>
      <div className={classes.columnName}>
        <Text size="sm" fw={500} c={chosen.length > 0 ? undefined : 'dimmed'}>
          {name}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {column.samples.length > 0 ? column.samples.slice(0, 3).join(' · ') : own.columns.empty}
        </Text>
      </div>
      <IconArrowRight size={16} className={classes.arrow} aria-hidden />
      <Stack gap="xs">
        {chosen.map((one, index) => (
          <FieldChoice
            key={keyOfTarget(one)}
            {...rest}
            chosen={one}
            onAnother={index === chosen.length - 1 && !another ? () => setAnother(true) : undefined}
          />
        ))}
        {(chosen.length === 0 || another) && (
          <FieldChoice
            {...rest}
            onChange={(next) => {
              setAnother(false)
              onChange(next)
            }}
          />
        )}
      </Stack>
    </li>
  )
}

const nothing = '-'

interface FieldChoiceProps extends Omit<ColumnRowProps, 'column'> {
  readonly column: number
  /** Of the column. */
  readonly name: string
  readonly chosen?: ImportMapping
  /** The column is to fill one more field. */
  readonly onAnother?: () => void
}

function FieldChoice({ column, name, object, mapping, chosen, onChange, onAnother }: FieldChoiceProps) {
  const words = useWords()
  const own = useImportWords().columns
  const labelOf = useTargetLabel()
  const targets = useMemo(() => targetsOf(object), [object])
  const field = chosen && fieldOf(object, chosen.field)
  const options = targets.map((target) => ({
    value: keyOfTarget({ field: target.field.name, part: target.part }),
    label: labelOf(target) + (target.field.required && target.part === 0 ? ' *' : ''),
  }))
  const targetAt = (key: string | null): Target | null =>
    targets.find(({ field: one, part }) => keyOfTarget({ field: one.name, part }) === key) ?? null
  return (
    <div>
      <Group gap={4} wrap="nowrap">
        <Select
          flex={1}
          miw={0}
          aria-label={own.fills(name)}
          allowDeselect={false}
          placeholder={own.notImported}
          data={chosen ? [{ value: nothing, label: own.notImported }, ...options] : options}
          searchable
          nothingFoundMessage={words.fields.noMatch}
          value={chosen ? keyOfTarget(chosen) : null}
          onChange={(key) => onChange(assigned(mapping, column, targetAt(key), chosen))}
        />
        <ActionIcon
          aria-label={`${own.another}: ${name}`}
          title={own.another}
          onClick={onAnother}
          style={onAnother ? undefined : { visibility: 'hidden' }}
        >
          <IconPlus size={16} stroke={1.6} />
        </ActionIcon>
      </Group>
      {chosen && field && (
        <ColumnOptions
          field={field}
          mapping={chosen}
          name={name}
          onChange={(patch) => onChange(changed(mapping, chosen, patch))}
        />
      )}
    </div>
  )
}
