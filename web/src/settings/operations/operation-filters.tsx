import { Group, Select } from '@mantine/core'
import { type OperationKind, operationKinds } from '@tendero/model/api'
import { useWords } from '../../kernel/language.ts'
import { useAll } from '../data.ts'
import { useSettingsWords } from '../words.ts'
import classes from './operation-filters.module.css'

/** Of which kind, and whose, the operations are that are listed. */
export interface Narrowing {
  readonly kind?: OperationKind | undefined
  readonly by?: string | undefined
}

interface OperationFiltersProps {
  readonly ofAll: boolean
  readonly narrowing: Narrowing
  readonly onChange: (narrowing: Narrowing) => void
}

export function OperationFilters({ ofAll, narrowing, onChange }: OperationFiltersProps) {
  const { fields } = useWords()
  const own = useSettingsWords().operations
  const people = useAll('user').map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Group component="search" aria-label={own.kind} gap="sm">
      <Select
        className={classes.filter}
        aria-label={own.kind}
        placeholder={own.anyKind}
        data={operationKinds.map((value) => ({ value, label: own.kinds[value] }))}
        value={narrowing.kind ?? null}
        clearable
        clearButtonProps={{ 'aria-label': fields.clear(own.kind) }}
        onChange={(value) => onChange({ ...narrowing, kind: operationKinds.find((kind) => kind === value) })}
      />
      {ofAll && (
        <Select
          className={classes.filter}
          aria-label={own.person}
          placeholder={own.anybody}
          nothingFoundMessage={fields.noMatch}
          searchable
          data={people}
          value={narrowing.by ?? null}
          clearable
          clearButtonProps={{ 'aria-label': fields.clear(own.person) }}
          onChange={(value) => onChange({ ...narrowing, by: value ?? undefined })}
        />
      )}
    </Group>
  )
}
