import { Button, Group, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useWords } from '../../kernel/language.ts'
import { useImportWords } from '../words.ts'
import type { Repair } from './repairs.ts'

interface CellRepairProps {
  readonly value: string
  readonly repair: Repair | undefined
  readonly onRepair: (instead: string | null) => void
  readonly onUndo: () => void
}

/** Mends a value wherever the file has it, without touching the file. Nothing written leaves the field empty. */
export function CellRepair({ value, repair, onRepair, onUndo }: CellRepairProps) {
  const words = useWords()
  const own = useImportWords().check
  const [typed, setTyped] = useState<string | null>(null)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onRepair(typed?.trim() || null)
    setTyped(null)
  }
  if (repair)
    return (
      <Group gap="xs" wrap="nowrap">
        <Text span size="sm" fw={600}>
          {repair.instead ?? own.leftEmpty}
        </Text>
        <Button size="compact-xs" variant="subtle" onClick={onUndo}>
          {words.verbs.undo}
        </Button>
      </Group>
    )
  if (typed === null)
    return (
      <Button size="compact-xs" variant="light" onClick={() => setTyped(value)}>
        {own.mend}
      </Button>
    )
  return (
    <form onSubmit={submit}>
      <Group gap={4} wrap="nowrap">
        <TextInput
          size="xs"
          w={140}
          autoFocus
          aria-label={own.insteadOf(value)}
          value={typed}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && setTyped(null)}
        />
        <Button type="submit" size="compact-xs">
          {words.verbs.apply}
        </Button>
      </Group>
    </form>
  )
}
