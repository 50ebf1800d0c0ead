import { Select } from '@mantine/core'
import { useWords } from '../../../kernel/language.ts'
import { type Option, useUserOptions } from '../options.ts'

interface SuccessorChoiceProps {
  readonly label: string
  /** Who leaves, and takes nothing over. */
  readonly leaver: string
  /** What can be chosen besides people, the first of them to begin with. */
  readonly others: readonly Option[]
  readonly value: string
  readonly onChange: (choice: string) => void
}

/** One of the people who are active, or none of them. */
export function SuccessorChoice({ label, leaver, others, value, onChange }: SuccessorChoiceProps) {
  const words = useWords()
  const people = useUserOptions().filter((one) => one.value !== leaver)
  return (
    <Select
      label={label}
      data={[...others, ...people]}
      searchable
      allowDeselect={false}
      nothingFoundMessage={words.fields.noMatch}
      value={value}
      onChange={(choice) => choice !== null && onChange(choice)}
    />
  )
}
