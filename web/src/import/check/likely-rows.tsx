import { Group, Select, Stack, Text, Title } from '@mantine/core'
import type { ImportRun, ImportSetup, LikelyChoice } from '@tendero/model/api'
import { CandidateLine } from '../../duplicates/candidate-line.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useImportWords } from '../words.ts'
import { FirstRows } from './first-rows.tsx'

export type Likely = NonNullable<ImportSetup['likely']>

/** What is done unless somebody chooses: what the file says, stands beside what is there. */
export const asIs: Likely = { rest: 'create' }

interface LikelyRowsProps {
  readonly run: ImportRun
  readonly likely: Likely
  readonly onChange: (likely: Likely) => void
}

const choices = ['create', 'complete', 'skip'] as const

/** Rows whose records are likely here already, and what becomes of each. */
export function LikelyRows({ run, likely, onChange }: LikelyRowsProps) {
  const { likely: text } = useImportWords()
  const format = useFormat()
  const data = choices.map((value) => ({ value, label: text.choices[value] }))
  const choose = (row: number, choice: LikelyChoice) =>
    onChange({ ...likely, rows: { ...likely.rows, [String(row)]: choice } })
  return (
    <Stack gap="sm" component="section">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={2} size="h3">
            {text.title}
          </Title>
          <Text size="sm" c="dimmed">
            {text.count(format.number(run.likely.total))} {text.lead}
          </Text>
        </div>
        <Select
          size="xs"
          label={text.rest}
          data={data}
          value={likely.rest}
          allowDeselect={false}
          onChange={(value) => value && onChange({ rest: value as LikelyChoice })}
        />
      </Group>
      <FirstRows
        rows={run.likely.rows}
        heads={[text.inFile, text.here, text.choice].map((head) => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
      >
        {({ row, title, candidate }) => (
          <tr key={row}>
            <td>{format.number(row)}</td>
            <td>{title}</td>
            <td style={{ whiteSpace: 'normal', minWidth: '14rem' }}>
              <CandidateLine candidate={candidate} />
            </td>
            <td>
              <Select
                size="xs"
                aria-label={`${text.choice}: ${title}`}
                data={data}
                value={likely.rows?.[String(row)] ?? likely.rest}
                allowDeselect={false}
                onChange={(value) => value && choose(row, value as LikelyChoice)}
              />
            </td>
          </tr>
        )}
      </FirstRows>
    </Stack>
  )
}
