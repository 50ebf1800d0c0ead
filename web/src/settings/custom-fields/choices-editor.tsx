import { ActionIcon, Button, Input, Stack, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { type ClipboardEvent, type KeyboardEvent, useRef } from 'react'
import { useWords } from '../../kernel/language.ts'
import { ColourPicker, colours } from '../colours.tsx'
import { SortableSheet } from '../sortable-sheet.tsx'
import { useSettingsWords } from '../words.ts'
import type { ChoiceDraft } from './field-draft.ts'

interface ChoicesEditorProps {
  readonly choices: readonly ChoiceDraft[]
  readonly error?: string
  readonly onChange: (choices: readonly ChoiceDraft[]) => void
}

let made = 0

/** A new choice in the colour that comes next, so that neighbours can be told apart. */
function newChoice(label: string, index: number): ChoiceDraft {
  made += 1
  return { key: `new-${made}`, value: '', label, color: colours[(index * 5 + 6) % colours.length] ?? 'gray' }
}

/** The choices with their colours and order. Enter adds the next one, and a pasted list becomes one choice a line. */
export function ChoicesEditor({ choices, error, onChange }: ChoicesEditorProps) {
  const words = useWords()
  const own = useSettingsWords().customFields
  const fresh = useRef<string | null>(null)
  const change = (key: string, patch: Partial<ChoiceDraft>): void =>
    onChange(choices.map((one) => (one.key === key ? { ...one, ...patch } : one)))
  const insert = (after: number, labels: readonly string[]): void => {
    const added = labels.map((label, index) => newChoice(label, choices.length + index))
    fresh.current = added[added.length - 1]?.key ?? null
    onChange([...choices.slice(0, after + 1), ...added, ...choices.slice(after + 1)])
  }
  const press = (event: KeyboardEvent, index: number): void => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    insert(index, [''])
  }
  const paste = (event: ClipboardEvent, index: number): void => {
    const [first = '', ...rest] = event.clipboardData
      .getData('text')
      .split(/[\r\n\t]+/)
      .map((line) => line.trim())
      .filter(Boolean)
    const here = choices[index]
    if (rest.length === 0 || !here) return
    event.preventDefault()
    const added = rest.map((label, at) => newChoice(label, choices.length + at))
    onChange([
      ...choices.slice(0, index),
      { ...here, label: here.label + first },
      ...added,
      ...choices.slice(index + 1),
    ])
  }
  const order = (keys: readonly string[]): void =>
    onChange(keys.flatMap((key) => choices.find((one) => one.key === key) ?? []))
  const lines = choices.map((one, index) => {
    const name = one.label || own.choice(index + 1)
    return {
      id: one.key,
      name,
      mark: <ColourPicker value={one.color} label={name} onChange={(color) => change(one.key, { color })} />,
      title: (
        <TextInput
          variant="unstyled"
          aria-label={own.choice(index + 1)}
          placeholder={own.choice(index + 1)}
          autoFocus={fresh.current === one.key}
          maxLength={100}
          value={one.label}
          onChange={(event) => change(one.key, { label: event.currentTarget.value })}
          onKeyDown={(event) => press(event, index)}
          onPaste={(event) => paste(event, index)}
        />
      ),
      actions: (
        <ActionIcon
          aria-label={`${words.verbs.remove}: ${name}`}
          onClick={() => onChange(choices.filter(({ key }) => key !== one.key))}
        >
          <IconX size={16} stroke={1.6} />
        </ActionIcon>
      ),
    }
  })
  return (
    <Input.Wrapper label={own.choices} labelElement="div" error={error} required>
      <Stack gap="xs" mt={4}>
        {lines.length > 0 && <SortableSheet label={own.choices} lines={lines} onOrder={order} />}
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => insert(choices.length - 1, [''])}
          >
            {own.addChoice}
          </Button>
        </div>
      </Stack>
    </Input.Wrapper>
  )
}
