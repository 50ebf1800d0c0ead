import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ImportRun, MetadataObject } from '@tendero/model/api'
import { useState } from 'react'
import { Callout } from '../../design/callout.tsx'
import { FormError } from '../../design/form-error.tsx'
import { NotFoundScreen } from '../../design/page-states.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useWords } from '../../kernel/language.ts'
import { useObject } from '../../kernel/metadata.ts'
import { useSession } from '../../kernel/session.ts'
import classes from '../import.module.css'
import { importsQuery, useSetUp, useSteer } from '../import-data.ts'
import { useImportWords } from '../words.ts'
import { CardsPlan } from './cards-plan.tsx'
import { ColumnRow } from './column-row.tsx'
import { ExistingRecords } from './existing-records.tsx'
import { FixedValues } from './fixed-values.tsx'
import { type Mapping, missingRequired, sameColumns } from './mapping-draft.ts'
import { useSetupProblems } from './setup-problems.ts'

interface ColumnsStepProps {
  readonly run: ImportRun
  readonly onBack: () => void
  /** The dry run has begun. */
  readonly onChecking: () => void
}

export function ColumnsStep(props: ColumnsStepProps) {
  const object = useObject(props.run.setup.object)
  return object ? <Columns {...props} object={object} /> : <NotFoundScreen />
}

/** Which column fills which field, and what happens to records that exist. */
function Columns({ run, object, onBack, onChecking }: ColumnsStepProps & { readonly object: MetadataObject }) {
  const words = useWords()
  const own = useImportWords()
  const format = useFormat()
  const navigate = useNavigate()
  const { workspace } = useSession()
  const [mapping, setMapping] = useState<Mapping>(run.setup.mapping)
  const [updateBy, setUpdateBy] = useState(run.setup.updateBy)
  const setUp = useSetUp(run.id)
  const check = useSteer(run.id)
  const problems = useSetupProblems(setUp.error, object)
  const missing = missingRequired(object, mapping)
  const cards = run.source === 'vcard'
  const next = nextSheet(run)
  const start = async (): Promise<void> => {
    await setUp.mutateAsync({ ...run.setup, mapping, updateBy })
    if (next) return navigate({ to: '/w/$slug/import/$id', params: { slug: workspace.slug, id: next.id } })
    await check.mutateAsync('rehearsal')
    onChecking()
  }
  return (
    <Stack gap="lg">
      {problems.length > 0 ? (
        <Callout tone="bad" alert>
          {problems.map((problem) => (
            <div key={problem}>{problem}</div>
          ))}
        </Callout>
      ) : (
        <FormError error={setUp.error} />
      )}
      <Text size="sm" c="dimmed" maw={620}>
        {cards ? own.columns.cards : own.columns.lead(object.label.many)} {!cards && <Remembered run={run} />}
      </Text>
      {cards ? (
        <CardsPlan run={run} object={object} />
      ) : (
        <ul className={classes.sheet} aria-label={own.steps.columns}>
          {run.columns.map((column) => (
            <ColumnRow key={column.index} column={column} object={object} mapping={mapping} onChange={setMapping} />
          ))}
        </ul>
      )}
      <FixedValues object={object} mapping={mapping} onChange={setMapping} />
      <ExistingRecords object={object} mapping={mapping} value={updateBy} onChange={setUpdateBy} />
      {missing.length > 0 && (
        <Callout tone="warning" title={own.columns.missingTitle}>
          {own.columns.missing(format.list(missing.map(({ label }) => label)))}
        </Callout>
      )}
      <Group className={classes.foot} justify="space-between">
        {cards ? (
          <span />
        ) : (
          <Button variant="default" onClick={onBack}>
            {words.verbs.back}
          </Button>
        )}
        <Button
          disabled={mapping.length === 0}
          loading={setUp.isPending || check.isPending}
          onClick={() => void start().catch(() => {})}
        >
          {next ? own.sheets.next(next.sheet) : run.group.length > 0 ? own.sheets.check : own.columns.check}
        </Button>
      </Group>
    </Stack>
  )
}

/** The sheet that is to be set up after this one. */
function nextSheet({ id, group }: ImportRun): ImportRun['group'][number] | undefined {
  return group[group.findIndex((one) => one.id === id) + 1]
}

/** Says so when the columns are mapped as they were the last time. */
function Remembered({ run }: { readonly run: ImportRun }) {
  const own = useImportWords().columns
  const { data } = useQuery(importsQuery)
  const before = data?.items.find(
    (one) =>
      one.id !== run.id &&
      one.operationId !== null &&
      one.setup.object === run.setup.object &&
      sameColumns(one.columns, run.columns),
  )
  return before ? own.remembered(before.name) : null
}
