import type { MetadataField } from '@tendero/model/api'
import type { EnteredValues } from './entered-values.ts'
import { kindOf } from './index.ts'

export interface FieldInputsProps {
  readonly fields: readonly MetadataField[]
  readonly entered: Pick<EnteredValues, 'values' | 'titles' | 'set'>
  /** The field in which typing begins. */
  readonly first?: MetadataField
  readonly isRequired?: (field: MetadataField) => boolean
  /** What is wrong with the values, by field. */
  readonly errors?: Readonly<Record<string, string | undefined>>
  /** Each with what an administrator explains of it. */
  readonly explained?: boolean
}

/** The inputs of fields that are asked for, one below the other. */
export function FieldInputs({ fields, entered, first, isRequired, errors = {}, explained }: FieldInputsProps) {
  return fields.map((field) => {
    const { Input } = kindOf(field)
    const { name } = field
    return (
      <Input
        key={name}
        field={field}
        label={field.label}
        description={(explained && field.help) || undefined}
        required={isRequired?.(field)}
        autoFocus={field === first}
        value={entered.values[name]}
        title={entered.titles[name]}
        titles={entered.titles}
        error={errors[name]}
        onChange={(value, title) => entered.set(name, value, title)}
      />
    )
  })
}
