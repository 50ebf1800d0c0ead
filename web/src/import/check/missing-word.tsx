import { Button, Text } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import type { ImportRun, MetadataField } from '@tendero/model/api'
import { useState } from 'react'
import { kindOf } from '../../fields/index.ts'
import { useWords } from '../../kernel/language.ts'
import classes from '../import.module.css'
import { useImportWords } from '../words.ts'
import type { Repair } from './repairs.ts'

interface MissingWordProps {
  readonly missing: ImportRun['notFound'][number]
  readonly field: MetadataField
  /** Will the field make what it does not find? */
  readonly made: boolean
  readonly repair: Repair | undefined
  readonly onRepair: (instead: string | null, shown?: string) => void
  readonly onUndo: () => void
}

/** One word that stands for nothing, and what to read instead of it. */
export function MissingWord({ missing, field, made, repair, onRepair, onUndo }: MissingWordProps) {
  const own = useImportWords().check
  return (
    <li className={classes.missing}>
      <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Text span size="sm" fw={500}>
          {missing.value}
        </Text>{' '}
        <Text span size="xs" c="dimmed">
          {own.rows(missing.rows)}
        </Text>
      </div>
      {repair ? (
        <Repaired field={field} repair={repair} onUndo={onUndo} />
      ) : made ? (
        <Text size="sm" c="dimmed">
          {own.willBeMade}
        </Text>
      ) : (
        <Answers missing={missing} field={field} onRepair={onRepair} />
      )}
    </li>
  )
}

function Repaired({ field, repair, onUndo }: Pick<MissingWordProps, 'field' | 'onUndo'> & { readonly repair: Repair }) {
  const words = useWords()
  const own = useImportWords().check
  const choice = field.choices?.find(({ value }) => value === repair.instead)
  const shown = repair.instead === null ? own.leftEmpty : (repair.shown ?? choice?.label ?? repair.instead)
  return (
    <div className={classes.answers}>
      <IconArrowRight size={16} aria-hidden />
      <Text span size="sm" fw={600}>
        {shown}
      </Text>
      <Button size="compact-xs" variant="subtle" onClick={onUndo}>
        {words.verbs.undo}
      </Button>
    </div>
  )
}

/** What stands for one word where a cell may hold several. */
const ofOne: Readonly<Record<string, string>> = { choices: 'choice', references: 'reference' }

function Answers({ missing, field, onRepair }: Pick<MissingWordProps, 'missing' | 'field' | 'onRepair'>) {
  const own = useImportWords().check
  const [choosing, setChoosing] = useState(false)
  const { Input } = kindOf({ ...field, kind: ofOne[field.kind] ?? field.kind })
  const labelOf = (value: string): string => field.choices?.find((one) => one.value === value)?.label ?? value
  if (choosing)
    return (
      <Input
        field={{ ...field, label: own.insteadOf(missing.value) }}
        value={null}
        autoFocus
        onChange={(value, title) => typeof value === 'string' && onRepair(value, title)}
      />
    )
  return (
    <div className={classes.answers}>
      {missing.suggestions.map((one) => (
        <Button key={one} size="compact-sm" variant="light" onClick={() => onRepair(one)}>
          {labelOf(one)}
        </Button>
      ))}
      <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setChoosing(true)}>
        {own.other}
      </Button>
      {!field.required && (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onRepair(null)}>
          {own.leaveEmpty}
        </Button>
      )}
    </div>
  )
}
