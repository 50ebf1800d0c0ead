import { Checkbox, NativeSelect } from '@mantine/core'
import type { ImportMapping, MetadataField } from '@tendero/model/api'
import { fieldOf, useObject } from '../../kernel/metadata.ts'
import classes from '../import.module.css'
import { useImportWords } from '../words.ts'
import { canBeMade } from './mapping-draft.ts'

interface ColumnOptionsProps {
  readonly field: MetadataField
  readonly mapping: ImportMapping
  /** Of the column. */
  readonly name: string
  readonly onChange: (patch: Partial<ImportMapping>) => void
}

const numbers = new Set(['integer', 'decimal', 'money', 'percent'])

/** What else must be said of a column: how its records are found, and what its numbers count. */
export function ColumnOptions(props: ColumnOptionsProps) {
  const { field, mapping } = props
  if (field.object !== undefined) return <ReferenceOptions {...props} />
  if (numbers.has(field.kind) && !mapping.part) return <FactorOption {...props} />
  return null
}

function ReferenceOptions({ field, mapping, name, onChange }: ColumnOptionsProps) {
  const words = useImportWords().columns
  const target = useObject(field.object ?? '')
  if (!target) return null
  const keys = [...new Set([...target.keys, target.title, 'id'])].filter((key) => fieldOf(target, key))
  const mayCreate = canBeMade(target)
  return (
    <div className={classes.options}>
      <NativeSelect
        size="xs"
        variant="unstyled"
        classNames={{ input: classes.quiet }}
        aria-label={words.foundBy(name)}
        value={mapping.key ?? ''}
        data={[
          { value: '', label: words.foundByAny },
          ...keys.map((key) => ({ value: key, label: words.foundByField(fieldOf(target, key)?.label ?? key) })),
        ]}
        onChange={(event) => onChange({ key: event.currentTarget.value || undefined })}
      />
      {mayCreate && (
        <Checkbox
          size="xs"
          label={words.createMissing}
          checked={mapping.create === true}
          onChange={(event) => onChange({ create: event.currentTarget.checked || undefined })}
        />
      )}
    </div>
  )
}

const factors = [1, 1_000, 1_000_000, 0.01]

function FactorOption({ mapping, name, onChange }: ColumnOptionsProps) {
  const words = useImportWords().columns
  const chosen = mapping.factor ?? 1
  const known = factors.includes(chosen) ? factors : [...factors, chosen]
  return (
    <div className={classes.options}>
      <NativeSelect
        size="xs"
        variant="unstyled"
        classNames={{ input: classes.quiet }}
        aria-label={words.counted(name)}
        value={String(chosen)}
        data={known.map((factor) => ({ value: String(factor), label: words.factors[String(factor)] ?? `× ${factor}` }))}
        onChange={(event) => {
          const factor = Number(event.currentTarget.value)
          onChange({ factor: factor === 1 ? undefined : factor })
        }}
      />
    </div>
  )
}
