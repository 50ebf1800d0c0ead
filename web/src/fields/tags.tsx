import { Group, TagsInput } from '@mantine/core'
import { Pill } from '../design/pill.tsx'
import { useWords } from '../kernel/language.ts'
import { type CellProps, defineKind, type FilterProps, face, type InputProps, readTexts } from './field-kind.tsx'
import { useKnownTags } from './known-tags.ts'
import { useOpenedAtOnce } from './opened-at-once.ts'

function Input(props: InputProps<readonly string[]>) {
  const words = useWords()
  const known = useKnownTags()
  return (
    <TagsInput
      {...face({ ...props, value: null })}
      {...useOpenedAtOnce(props.autoFocus === true && !props.label)}
      data={[...known.keys()]}
      value={[...(props.value ?? [])]}
      placeholder={props.value ? undefined : words.fields.tagHint}
      acceptValueOnBlur
      onChange={(values) => props.onChange(values.length > 0 ? values : null)}
    />
  )
}

function Cell({ value, oneLine }: CellProps<readonly string[]>) {
  const known = useKnownTags()
  return (
    <Group gap={4} wrap={oneLine ? 'nowrap' : 'wrap'} component="span">
      {value.map((tag) => (
        <Pill key={tag} color={known.get(tag)}>
          {tag}
        </Pill>
      ))}
    </Group>
  )
}

function FilterMany({ value, onChange, label }: FilterProps) {
  const known = useKnownTags()
  return (
    <TagsInput
      aria-label={label}
      data={[...known.keys()]}
      value={[...(readTexts(value) ?? [])]}
      acceptValueOnBlur
      onChange={onChange}
    />
  )
}

export const tags = defineKind<readonly string[]>({
  kind: 'tags',
  read: readTexts,
  Input,
  Cell,
  FilterMany,
  width: 180,
  multiline: true,
})
