import { Button, Group, Stack, Text, Title } from '@mantine/core'
import type { ImportRun, MetadataField } from '@tendero/model/api'
import { useState } from 'react'
import { fieldOf, useObject } from '../../kernel/metadata.ts'
import { canBeMade } from '../columns/mapping-draft.ts'
import classes from '../import.module.css'
import { useImportWords } from '../words.ts'
import { MissingWord } from './missing-word.tsx'
import { type Repair, repairFor, withoutRepair, withRepair } from './repairs.ts'

interface MissingWordsProps {
  readonly run: ImportRun
  readonly repairs: readonly Repair[]
  /** Fields that make what they do not find. */
  readonly creating: ReadonlySet<string>
  readonly onRepairs: (repairs: readonly Repair[]) => void
  readonly onCreating: (fields: ReadonlySet<string>) => void
}

/** Words of the file that stand for nothing here, by field: what may have been meant is one tap away. */
export function MissingWords(props: MissingWordsProps) {
  const words = useImportWords().check
  const fields = [...new Set(props.run.notFound.map(({ field }) => field))]
  const object = useObject(props.run.setup.object)
  return (
    <Stack gap="md" component="section">
      <div>
        <Title order={2} size="h3">
          {words.missing}
        </Title>
        <Text size="sm" c="dimmed">
          {words.missingLead}
        </Text>
      </div>
      {fields.map((name) => {
        const field = object && fieldOf(object, name)
        return field && <MissingOfField key={name} {...props} field={field} />
      })}
    </Stack>
  )
}

const shownAtFirst = 8

function MissingOfField(props: MissingWordsProps & { readonly field: MetadataField }) {
  const { run, repairs, creating, field, onRepairs, onCreating } = props
  const words = useImportWords().check
  const target = useObject(field.object ?? '')
  const [all, setAll] = useState(false)
  const missing = run.notFound.filter((one) => one.field === field.name)
  const shown = all ? missing : missing.slice(0, shownAtFirst)
  const certain = missing.flatMap(({ value, suggestions: [first] }) =>
    first && !repairFor(repairs, { field: field.name, value }) ? [{ field: field.name, value, instead: first }] : [],
  )
  const makes = creating.has(field.name)
  const toggle = (): void => {
    const next = new Set(creating)
    if (makes) next.delete(field.name)
    else next.add(field.name)
    onCreating(next)
  }
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <Text fw={600} size="sm">
          {field.label}
        </Text>
        <Group gap="xs">
          {certain.length > 1 && (
            <Button size="compact-sm" variant="subtle" onClick={() => onRepairs(certain.reduce(withRepair, repairs))}>
              {words.takeAll}
            </Button>
          )}
          {target && canBeMade(target) && (
            <Button size="compact-sm" variant={makes ? 'filled' : 'subtle'} aria-pressed={makes} onClick={toggle}>
              {words.createAll(target.label.many)}
            </Button>
          )}
        </Group>
      </Group>
      <ul className={classes.sheet} aria-label={field.label}>
        {shown.map((one) => (
          <MissingWord
            key={one.value}
            missing={one}
            field={field}
            made={makes}
            repair={repairFor(repairs, one)}
            onRepair={(instead, words) =>
              onRepairs(withRepair(repairs, { field: field.name, value: one.value, instead, shown: words }))
            }
            onUndo={() => onRepairs(withoutRepair(repairs, one))}
          />
        ))}
      </ul>
      {missing.length > shown.length && (
        <div>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setAll(true)}>
            {words.showAll(missing.length)}
          </Button>
        </div>
      )}
    </Stack>
  )
}
