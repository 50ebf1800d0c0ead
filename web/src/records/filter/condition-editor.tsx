import { CloseButton, NativeSelect } from '@mantine/core'
import type { MetadataObject } from '@tendero/model/api'
import { FilterValue, firstValue } from '../../fields/filter-value.tsx'
import { kindOf } from '../../fields/index.ts'
import { operatorWords } from '../../fields/operator-words.ts'
import { useWords } from '../../kernel/language.ts'
import { useCatalogue } from '../../kernel/metadata.ts'
import { useRecordWords } from '../words.ts'
import { FieldSelect } from './field-select.tsx'
import classes from './filter-panel.module.css'
import type { ConditionNode } from './filter-tree.ts'

export interface EditorProps<N> {
  readonly object: MetadataObject
  readonly node: N
  readonly onChange: (node: N) => void
  readonly onRemove: () => void
  readonly depth: number
}

/** Field, comparison and value of one condition. */
export function ConditionEditor({ object, node, onChange, onRemove }: EditorProps<ConditionNode>) {
  const words = useWords()
  const { filter } = useRecordWords()
  const catalogue = useCatalogue()
  const found = catalogue.path(object, node.field)
  const operator = found?.field.operators.find(({ name }) => name === node.op)

  const chooseField = (path: string): void => {
    const field = catalogue.path(object, path)?.field
    const first = field?.operators[0]
    if (field && first) onChange({ ...node, field: path, op: first.name, value: firstValue(field, first.takes) })
  }
  const chooseOperator = (name: string): void => {
    const next = found?.field.operators.find((one) => one.name === name)
    if (!found || !next) return
    const keeps = next.takes === operator?.takes
    onChange({ ...node, op: name, value: keeps ? node.value : firstValue(found.field, next.takes) })
  }

  return (
    <div className={classes.condition}>
      <div className={classes.field}>
        <FieldSelect object={object} value={node.field} onChange={chooseField} autoFocus={node.field === ''} />
      </div>
      <div className={classes.operator}>
        {found && (
          <NativeSelect
            aria-label={filter.operator}
            value={node.op}
            data={found.field.operators.map(({ name }) => ({
              value: name,
              label: operatorWords(name, kindOf(found.field), words),
            }))}
            onChange={(event) => chooseOperator(event.currentTarget.value)}
          />
        )}
      </div>
      <div className={classes.value}>
        {found && operator && (
          <FilterValue
            field={found.field}
            takes={operator.takes}
            value={node.value}
            onChange={(value) => onChange({ ...node, value })}
          />
        )}
      </div>
      <CloseButton aria-label={filter.remove} onClick={onRemove} mt={4} className={classes.away} />
    </div>
  )
}
