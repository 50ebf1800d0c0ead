import { Select, TextInput } from '@mantine/core'
import { useWords } from '../kernel/language.ts'
import { useRoleOptions } from './people/options.ts'

export interface NamedWithRole {
  readonly name: string
  readonly role: string | null
}

interface NamedWithRoleProps {
  readonly value: NamedWithRole
  readonly errors: Readonly<Partial<Record<'name' | 'role', string>>>
  readonly words: Readonly<Record<'name' | 'nameExample' | 'role' | 'roleLead', string>>
  readonly onChange: (changed: Partial<NamedWithRole>) => void
}

/** What each thing has that lets a program in: a name, and the role that it acts with. */
export function NamedWithRoleFields({ value: { name, role }, errors, words, onChange }: NamedWithRoleProps) {
  const { fields } = useWords()
  return (
    <>
      <TextInput
        label={words.name}
        placeholder={words.nameExample}
        required
        data-autofocus
        maxLength={100}
        value={name}
        error={errors.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <Select
        label={words.role}
        description={words.roleLead}
        required
        allowDeselect={false}
        data={useRoleOptions()}
        placeholder={fields.choose}
        value={role}
        error={errors.role}
        onChange={(chosen) => onChange({ role: chosen })}
      />
    </>
  )
}
