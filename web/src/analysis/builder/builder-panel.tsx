import { Checkbox, Fieldset, Group, NativeSelect, NumberInput, Stack } from '@mantine/core'
import type { MetadataObject, ReportDefinition } from '@tendero/model/api'
import { useCatalogue } from '../../kernel/metadata.ts'
import { firstDraft, grouping, hasAcross, mostGroups, reportable } from '../draft.ts'
import { useReportLabels } from '../report-labels.ts'
import { useAnalysisWords } from '../words.ts'
import { ColumnsEditor } from './columns-editor.tsx'
import { FilterSwitch } from './filter-switch.tsx'
import { GroupEditor } from './group-editor.tsx'
import { KindChoice } from './kind-choice.tsx'
import { MeasuresEditor } from './measures-editor.tsx'
import { PeriodEditor } from './period-editor.tsx'

export interface PartProps {
  readonly object: MetadataObject
  readonly definition: ReportDefinition
  readonly change: (patch: Partial<ReportDefinition>) => void
}

/** Everything that a report asks for, part by part; its preview follows. */
export function BuilderPanel({ object, definition, change }: PartProps) {
  const words = useAnalysisWords()
  const catalogue = useCatalogue()
  const { kind } = definition
  const choose = (name: string): void => {
    const chosen = catalogue.object(name)
    if (!chosen) return
    const { rows, measures } = firstDraft(chosen)
    const nothing = { columns: undefined, across: undefined, order: undefined, period: undefined, sort: undefined }
    change({ ...nothing, object: name, filter: undefined, rows, measures })
  }
  return (
    <Stack gap="md">
      <NativeSelect
        label={words.of}
        value={object.name}
        data={catalogue.objects.filter(reportable).map(({ name, label }) => ({ value: name, label: label.many }))}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      <KindChoice kind={kind} onChange={(chosen) => change({ kind: chosen })} />
      {kind === 'table' && <ColumnsEditor object={object} definition={definition} change={change} />}
      {grouping.has(kind) && <GroupsEditor object={object} definition={definition} change={change} />}
      {kind === 'number' && <PeriodEditor object={object} definition={definition} change={change} />}
      {kind !== 'table' && <MeasuresEditor object={object} definition={definition} change={change} />}
      <FilterSwitch
        key={object.name}
        object={object}
        label={words.filter}
        filter={definition.filter}
        onChange={(filter) => change({ filter })}
      />
      {grouping.has(kind) && <OrderEditor object={object} definition={definition} change={change} />}
    </Stack>
  )
}

function GroupsEditor({ object, definition, change }: PartProps) {
  const words = useAnalysisWords()
  const { kind, rows = [], across } = definition
  const [first, second] = rows
  const wide = mostGroups(kind) > 1
  return (
    <Fieldset legend={wide ? words.rows : words.axis}>
      <Stack gap="xs">
        <GroupEditor
          object={object}
          label={wide ? words.rows : words.axis}
          group={first}
          onChange={(group) => change({ rows: group ? [group, ...(second ? [second] : [])] : [] })}
        />
        {wide && first && (
          <GroupEditor
            object={object}
            label={words.within}
            group={second}
            optional
            onChange={(group) => change({ rows: group ? [first, group] : [first] })}
          />
        )}
        {hasAcross(kind) && (
          <GroupEditor
            object={object}
            label={kind === 'pivot' ? words.across : words.series}
            group={across}
            optional
            onChange={(group) => change({ across: group })}
          />
        )}
      </Stack>
    </Fieldset>
  )
}

const group = '.group'

function OrderEditor({ object, definition, change }: PartProps) {
  const words = useAnalysisWords()
  const labels = useReportLabels(object)
  const { order, measures = [], limit } = definition
  const choose = (by: string): void => {
    if (by === '') change({ order: undefined })
    else change({ order: by === group ? { by: null, descending: false } : { by, descending: true } })
  }
  return (
    <Group gap="sm" align="end">
      <NativeSelect
        label={words.order}
        value={order ? (order.by ?? group) : ''}
        data={[
          { value: '', label: words.ownOrder },
          { value: group, label: words.byGroup },
          ...measures.map((measure) => ({ value: measure.name, label: labels.measure(measure) })),
        ]}
        onChange={(event) => choose(event.currentTarget.value)}
        flex={1}
      />
      <NumberInput
        label={words.limit}
        w={110}
        min={1}
        max={1000}
        allowDecimal={false}
        value={limit ?? ''}
        onChange={(value) => change({ limit: typeof value === 'number' && value >= 1 ? value : undefined })}
      />
      {order && (
        <Checkbox
          label={words.descending}
          checked={order.descending}
          onChange={(event) => change({ order: { ...order, descending: event.currentTarget.checked } })}
        />
      )}
    </Group>
  )
}
