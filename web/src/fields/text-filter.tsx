import { TextInput } from '@mantine/core'
import type { FilterProps } from './field-kind.tsx'

interface TextFilterProps extends Omit<FilterProps, 'field'> {
  /** What a keyboard on the screen is made for; without it, words. */
  readonly type?: 'tel'
}

/** A text beside a filter's operator, for kinds whose own input takes more than a text. */
export function TextFilter({ value, onChange, label, type }: TextFilterProps) {
  return (
    <TextInput
      aria-label={label}
      type={type}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
