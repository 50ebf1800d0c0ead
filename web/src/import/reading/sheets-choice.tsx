import { Button, Checkbox, Group, NativeSelect, Stack, Text, Title } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ImportRun, SheetChoice } from '@tendero/model/api'
import { useState } from 'react'
import { FormError } from '../../design/form-error.tsx'
import { useSession } from '../../kernel/session.ts'
import classes from '../import.module.css'
import { useGroupSheets } from '../import-data.ts'
import { useImportable } from '../new-import.tsx'
import { useImportWords } from '../words.ts'

/** Several sheets of a workbook, each with what its rows are: all of them can be imported in one go. */
export function SheetsChoice({ run }: { readonly run: ImportRun }) {
  const words = useImportWords().sheets
  const navigate = useNavigate()
  const { workspace } = useSession()
  const objects = useImportable()
  const group = useGroupSheets(run.id)
  const [chosen, setChosen] = useState<readonly SheetChoice[]>(() => alreadyChosen(run))
  const choiceOf = (sheet: string): SheetChoice | undefined => chosen.find((one) => one.sheet === sheet)
  const suggestedFor = (sheet: string): string =>
    run.sheets.find((one) => one.name === sheet)?.object ?? objects[0]?.name ?? ''
  const choose = (sheet: string, object: string | null): void =>
    setChosen([...chosen.filter((one) => one.sheet !== sheet), ...(object === null ? [] : [{ sheet, object }])])
  const start = async (): Promise<void> => {
    const { items } = await group.mutateAsync(chosen)
    const [first] = items
    if (first) await navigate({ to: '/w/$slug/import/$id', params: { slug: workspace.slug, id: first.id } })
  }
  return (
    <Stack gap="sm" component="section">
      <div>
        <Title order={2} size="h4">
          {words.title}
        </Title>
        <Text size="sm" c="dimmed" maw={620}>
          {words.lead}
        </Text>
      </div>
      <FormError error={group.error} />
      <ul className={classes.sheet} aria-label={words.title}>
        {run.sheets.map(({ name }) => (
          <li key={name} className={classes.missing}>
            <Checkbox
              label={name}
              checked={choiceOf(name) !== undefined}
              onChange={(event) => choose(name, event.currentTarget.checked ? suggestedFor(name) : null)}
            />
            <NativeSelect
              aria-label={words.rowsOf(name)}
              disabled={!choiceOf(name)}
              value={choiceOf(name)?.object ?? suggestedFor(name)}
              data={objects.map((object) => ({ value: object.name, label: object.label.many }))}
              onChange={(event) => choose(name, event.currentTarget.value)}
            />
          </li>
        ))}
      </ul>
      <Group>
        <Button
          variant="default"
          disabled={chosen.length < 2}
          loading={group.isPending}
          onClick={() => void start().catch(() => {})}
        >
          {words.together(chosen.length)}
        </Button>
      </Group>
    </Stack>
  )
}

/** What goes together already; else the sheets that tell themselves what they are. */
function alreadyChosen({ group, sheets }: ImportRun): readonly SheetChoice[] {
  if (group.length > 0) return group.map(({ sheet, object }) => ({ sheet, object }))
  return sheets.flatMap(({ name, object }) => (object === null ? [] : [{ sheet: name, object }]))
}
