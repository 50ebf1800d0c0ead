import { Select, Text } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import type { ImportRun, MetadataObject } from '@tendero/model/api'
import { useMemo } from 'react'
import { useWords } from '../../kernel/language.ts'
import { fieldOf } from '../../kernel/metadata.ts'
import classes from '../import.module.css'
import { useImportWords } from '../words.ts'
import { ColumnOptions } from './column-options.tsx'
import { assigned, changed, keyOfTarget, type Mapping, mappingOf, targetsOf } from './mapping-draft.ts'
import { useTargetLabel } from './target-label.ts'

interface ColumnRowProps {
  readonly column: ImportRun['columns'][number]
  readonly object: MetadataObject
  readonly mapping: Mapping
  readonly onChange: (mapping: Mapping) => void
}

/** A column of the file with what stands in it, and the field that it fills. */
export function ColumnRow({ column, object, mapping, onChange }: ColumnRowProps) {
  const words = useWords()
  const own = useImportWords()
  const labelOf = useTargetLabel()
  const targets = useMemo(() => targetsOf(object), [object])
  const chosen = mappingOf(mapping, column.index)
  const field = chosen && fieldOf(object, chosen.field)
  const name = column.name || own.reading.column(column.index + 1)
  const options = targets.map((target) => ({
    value: keyOfTarget({ field: target.field.name, part: target.part }),
    label: labelOf(target) + (target.field.required && target.part === 0 ? ' *' : ''),
  }))
  return (
    <li className={`${classes.column} ${chosen ? '' : classes.left}`}>
      <div className={classes.columnName}>
        <Text size="sm" fw={500} c={chosen ? undefined : 'dimmed'}>
          {name}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {column.samples.length > 0 ? column.samples.slice(0, 3).join(' · ') : own.columns.empty}
        </Text>
      </div>
      <IconArrowRight size={16} className={classes.arrow} aria-hidden />
      <div>
        <Select
          aria-label={own.columns.fills(name)}
          placeholder={own.columns.notImported}
          data={options}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': words.fields.clear(name) }}
          nothingFoundMessage={words.fields.noMatch}
          value={chosen ? keyOfTarget(chosen) : null}
          onChange={(key) =>
            onChange(
              assigned(
                mapping,
                column.index,
                targets.find(({ field: one, part }) => keyOfTarget({ field: one.name, part }) === key) ?? null,
              ),
            )
          }
        />
        {chosen && field && (
          <ColumnOptions
            field={field}
            mapping={chosen}
            name={name}
            onChange={(patch) => onChange(changed(mapping, chosen, patch))}
          />
        )}
      </div>
    </li>
  )
}
