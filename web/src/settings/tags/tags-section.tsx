import { ActionIcon, Button, Group, TextInput } from '@mantine/core'
import { IconPlus, IconTag, IconTrash } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { Message } from '../../design/page-states.tsx'
import { Pill } from '../../design/pill.tsx'
import { useWords } from '../../kernel/language.ts'
import { errorWords, fieldErrors } from '../../kernel/problems.ts'
import { ColourPicker, readColour } from '../colours.tsx'
import { type Kept, useAll, useDelete, useSave, useSaveNow } from '../data.ts'
import { SectionFrame } from '../section-frame.tsx'
import { Line, Sheet } from '../sheet.tsx'
import { useSettingsWords } from '../words.ts'

export function TagsSection() {
  const words = useSettingsWords()
  const tags = useAll('tag')
  return (
    <SectionFrame {...words.sections.tags} width={560}>
      <NewTag />
      {tags.length === 0 ? (
        <Message title={words.tags.none} picture={<IconTag size={40} stroke={1.2} />}>
          {words.tags.noneLead}
        </Message>
      ) : (
        <Sheet label={words.sections.tags.title}>
          {tags.map((tag) => (
            <TagLine key={tag.id} tag={tag} />
          ))}
        </Sheet>
      )}
    </SectionFrame>
  )
}

function NewTag() {
  const words = useWords()
  const own = useSettingsWords().tags
  const [name, setName] = useState('')
  const [color, setColor] = useState('blue')
  const save = useSave('tag')
  const error = save.error && (fieldErrors(save.error, words).name ?? errorWords(save.error, words))
  const add = (event: FormEvent): void => {
    event.preventDefault()
    if (name.trim() === '') return
    const values = { name: name.trim(), color }
    save.mutate({ values, said: words.undo.created(values.name) }, { onSuccess: () => setName('') })
  }
  return (
    <form onSubmit={add} noValidate>
      <Group gap="xs" align="flex-start" wrap="nowrap">
        <TextInput
          flex={1}
          maw={320}
          aria-label={own.add}
          placeholder={own.add}
          maxLength={60}
          leftSection={<ColourPicker value={color} label={name || own.add} onChange={setColor} />}
          leftSectionPointerEvents="all"
          value={name}
          error={error}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" loading={save.isPending} leftSection={<IconPlus size={16} aria-hidden />}>
          {words.verbs.add}
        </Button>
      </Group>
    </form>
  )
}

function TagLine({ tag }: { readonly tag: Kept<'tag'> }) {
  const words = useWords()
  const saveNow = useSaveNow('tag')
  const remove = useDelete('tag')
  return (
    <Line
      mark={
        <ColourPicker
          value={tag.color}
          label={tag.name}
          onChange={(color) => saveNow({ id: tag.id, version: tag.version, values: { color }, said: words.undo.saved })}
        />
      }
      title={<Pill color={readColour(tag.color)}>{tag.name}</Pill>}
      actions={
        <ActionIcon
          aria-label={`${words.verbs.delete}: ${tag.name}`}
          title={words.verbs.delete}
          onClick={() => remove.mutate({ id: tag.id, said: words.undo.deleted(tag.name) })}
        >
          <IconTrash size={18} stroke={1.6} />
        </ActionIcon>
      }
    />
  )
}
