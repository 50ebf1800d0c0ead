import { Group, MultiSelect } from '@mantine/core'
import { useWords } from '../kernel/language.ts'
import { ChoicePill, ChoicesFilter, ChoiceWords } from './choice.tsx'
import { type CellProps, defineKind, face, type InputProps, readTexts } from './field-kind.tsx'
import { useOpenedAtOnce } from './opened-at-once.ts'

function Input(props: InputProps<readonly string[]>) {
  const words = useWords()
  const chosen = props.value ?? []
  return (
    <MultiSelect
      {...face({ ...props, value: null })}
      {...useOpenedAtOnce(props.autoFocus === true && !props.label)}
      data={(props.field.choices ?? []).map(({ value, label }) => ({ value, label }))}
      value={[...chosen]}
      placeholder={chosen.length === 0 ? words.fields.choose : undefined}
      searchable
      nothingFoundMessage={words.fields.noMatch}
      onChange={(values) => props.onChange(values.length > 0 ? values : null)}
    />
  )
}

function Cell({ field, value, oneLine }: CellProps<readonly string[]>) {
  return (
    <Group gap={4} wrap={oneLine ? 'nowrap' : 'wrap'} component="span">
      {value.map((one) => (
        <ChoicePill key={one} field={field} value={one} />
      ))}
    </Group>
  )
}

export const choices = defineKind<readonly string[]>({
  kind: 'choices',
  read: readTexts,
  Input,
  Cell,
  FilterMany: ChoicesFilter,
  FilterWords: ChoiceWords,
  width: 200,
  multiline: true,
})
