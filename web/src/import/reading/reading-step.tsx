import { Button, Checkbox, Group, NativeSelect, SimpleGrid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { CsvFormat, ImportRun } from '@tendero/model/api'
import { FormError } from '../../design/form-error.tsx'
import { useWords } from '../../kernel/language.ts'
import classes from '../import.module.css'
import { previewQuery, useSetUp } from '../import-data.ts'
import { useImportable } from '../new-import.tsx'
import { useImportWords } from '../words.ts'
import { PreviewTable } from './preview-table.tsx'
import { SheetsChoice } from './sheets-choice.tsx'

interface ReadingStepProps {
  readonly run: ImportRun
  readonly onNext: () => void
}

const encodings = ['utf-8', 'windows-1252', 'iso-8859-15', 'windows-1257', 'utf-16le', 'utf-16be', 'macroman'] as const
const delimiters = [',', ';', '\t', '|'] as const

/** How the file is written: what was found out, each point to be corrected, and what comes of it at once. */
export function ReadingStep({ run, onNext }: ReadingStepProps) {
  const words = useWords()
  const own = useImportWords()
  const { setup } = run
  const setUp = useSetUp(run.id)
  const objects = useImportable()
  const preview = useQuery(previewQuery(run))
  const { format } = setup
  const change = (patch: Partial<CsvFormat>): void => setUp.mutate({ ...setup, format: { ...format, ...patch } })
  return (
    <Stack gap="lg">
      <FormError error={setUp.error} />
      <Text size="sm" c="dimmed" maw={620}>
        {own.reading.lead}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="md">
        <NativeSelect
          label={own.whatAreRows}
          value={setup.object}
          data={objects.map(({ name, label }) => ({ value: name, label: label.many }))}
          onChange={(event) => setUp.mutate({ ...setup, object: event.currentTarget.value, updateBy: undefined })}
        />
        {run.source === 'csv' ? (
          <TextFormat format={format} onChange={change} />
        ) : (
          <NativeSelect
            label={own.reading.sheet}
            value={format.sheet}
            data={run.sheets.map(({ name }) => name)}
            onChange={(event) => change({ sheet: event.currentTarget.value })}
          />
        )}
        <NativeSelect
          label={own.reading.dates}
          value={format.dateOrder}
          data={[
            { value: 'dmy', label: own.dateOrders.dmy },
            { value: 'mdy', label: own.dateOrders.mdy },
            { value: 'ymd', label: own.dateOrders.ymd },
          ]}
          onChange={(event) => {
            const chosen = event.currentTarget.value
            change({ dateOrder: chosen === 'mdy' || chosen === 'ymd' ? chosen : 'dmy' })
          }}
        />
        <Checkbox
          mt={{ xs: 28 }}
          label={own.reading.header}
          checked={format.header}
          onChange={(event) => change({ header: event.currentTarget.checked })}
        />
      </SimpleGrid>
      {run.sheets.length > 1 && <SheetsChoice key={run.group.length} run={run} />}
      <PreviewTable rows={preview.data?.rows ?? []} header={format.header} />
      <Group className={classes.foot} justify="flex-end">
        <Button onClick={onNext} loading={setUp.isPending}>
          {words.verbs.continue}
        </Button>
      </Group>
    </Stack>
  )
}

interface TextFormatProps {
  readonly format: CsvFormat
  readonly onChange: (patch: Partial<CsvFormat>) => void
}

/** What only a text leaves open: its letters, what stands between columns, how numbers are written. */
function TextFormat({ format, onChange }: TextFormatProps) {
  const own = useImportWords()
  const choices = <T extends string>(known: readonly T[], chosen: string, label: (one: string) => string) =>
    [...new Set<string>([...known, chosen])].map((value) => ({ value, label: label(value) }))
  return (
    <>
      <NativeSelect
        label={own.reading.encoding}
        value={format.encoding}
        data={choices(encodings, format.encoding, (one) => own.encodings[one] ?? one)}
        onChange={(event) => onChange({ encoding: event.currentTarget.value })}
      />
      <NativeSelect
        label={own.reading.delimiter}
        value={format.delimiter}
        data={choices(delimiters, format.delimiter, (one) => own.delimiters[one] ?? one)}
        onChange={(event) => onChange({ delimiter: event.currentTarget.value })}
      />
      <NativeSelect
        label={own.reading.decimal}
        value={format.decimal}
        data={[
          { value: ',', label: '1.234,56' },
          { value: '.', label: '1,234.56' },
        ]}
        onChange={(event) => onChange({ decimal: event.currentTarget.value === ',' ? ',' : '.' })}
      />
    </>
  )
}
