import { Button, CloseButton, Fieldset, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { IconMathFunction, IconPlus } from '@tabler/icons-react'
import type { AggregateMeasure, FormulaMeasure, MetadataField, MetadataObject, ReportMeasure } from '@tendero/model/api'
import { compileFormula } from '@tendero/model/formula/compile'
import { reportAggregates, reportAggregatesOf } from '@tendero/model/report-aggregates'
import { aggregateWord } from '@tendero/model/report-words'
import { useMemo } from 'react'
import { hintBelow } from '../../design/hint-below.ts'
import { useLanguage } from '../../kernel/language.ts'
import { shownFields, useCatalogue } from '../../kernel/metadata.ts'
import { FieldSelect, refersToOne } from '../../records/filter/field-select.tsx'
import { freshName } from '../draft.ts'
import { useReportLabels } from '../report-labels.ts'
import { useAnalysisWords } from '../words.ts'
import classes from './builder.module.css'
import type { PartProps } from './builder-panel.tsx'
import { FilterSwitch } from './filter-switch.tsx'

const mostMeasures = 8

/** The fields of which something is worked out. */
function measuredBy(aggregate: AggregateMeasure['aggregate']): (field: MetadataField) => boolean {
  return (field) => reportAggregatesOf(field).some((one) => one === aggregate)
}

/** What is counted, summed and worked out. */
export function MeasuresEditor({ object, definition, change }: PartProps) {
  const words = useAnalysisWords()
  const { measures = [] } = definition
  const set = (next: readonly ReportMeasure[]): void => change({ measures: next })
  const add = (measure: ReportMeasure): void => set([...measures, measure])
  return (
    <Fieldset legend={words.measures}>
      <Stack gap="sm">
        {placed(measures).map(({ measure, place }) => (
          <MeasureEditor
            key={place}
            object={object}
            measure={measure}
            others={measures}
            onChange={(next) => set(measures.with(place, next))}
            onRemove={() => set(measures.filter((one) => one !== measure))}
          />
        ))}
        {measures.length < mostMeasures && (
          <Group gap="xs">
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconPlus size={14} />}
              onClick={() => add({ name: freshName(measures, 'count'), aggregate: 'count' })}
            >
              {words.addMeasure}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              leftSection={<IconMathFunction size={14} />}
              onClick={() => add({ name: freshName(measures, 'result'), formula: '' })}
            >
              {words.addFormula}
            </Button>
          </Group>
        )}
      </Stack>
    </Fieldset>
  )
}

/** A measure stays where it is while its name follows its field. */
function placed(measures: readonly ReportMeasure[]): readonly { measure: ReportMeasure; place: number }[] {
  return measures.map((measure, place) => ({ measure, place }))
}

interface MeasureEditorProps<M = ReportMeasure> {
  readonly object: MetadataObject
  readonly measure: M
  readonly others: readonly ReportMeasure[]
  readonly onChange: (measure: ReportMeasure) => void
  readonly onRemove: () => void
}

function MeasureEditor({ measure, ...props }: MeasureEditorProps) {
  const words = useAnalysisWords()
  const label = useReportLabels(props.object).measure(measure)
  return (
    <Stack gap={6} className={classes.measure} role="group" aria-label={words.measure(label)}>
      {'formula' in measure ? (
        <FormulaEditor measure={measure} {...props} />
      ) : (
        <AggregateEditor measure={measure} {...props} />
      )}
      <TextInput
        size="xs"
        label={words.label}
        placeholder={label}
        maxLength={100}
        value={measure.label ?? ''}
        onChange={(event) => props.onChange({ ...measure, label: event.currentTarget.value || undefined })}
      />
      {props.others.some((one) => 'formula' in one && one !== measure) && (
        <Text size="xs" c="dimmed">
          {words.calledIn(measure.name)}
        </Text>
      )}
    </Stack>
  )
}

function AggregateEditor({ object, measure, others, onChange, onRemove }: MeasureEditorProps<AggregateMeasure>) {
  const words = useAnalysisWords()
  const language = useLanguage()
  const catalogue = useCatalogue()
  const labels = useReportLabels(object)
  const fits = useMemo(() => measuredBy(measure.aggregate), [measure.aggregate])
  const own = shownFields(object).filter(({ system }) => !system)
  const named = (next: AggregateMeasure): AggregateMeasure => {
    const rest = others.filter((one) => one !== measure)
    return { ...next, name: isNamedIn(others, measure.name) ? measure.name : freshName(rest, next.field ?? 'count') }
  }
  const choose = (aggregate: AggregateMeasure['aggregate']): void => {
    if (aggregate === 'count') {
      onChange(named({ ...measure, aggregate, field: undefined }))
      return
    }
    const known = measure.field === undefined ? undefined : catalogue.path(object, measure.field)?.field
    const keeps = known !== undefined && measuredBy(aggregate)(known)
    const field = keeps ? measure.field : own.find(measuredBy(aggregate))?.name
    if (field) onChange(named({ ...measure, aggregate, field }))
  }
  const offered = reportAggregates.filter((how) => how === measure.aggregate || own.some(measuredBy(how)))
  return (
    <>
      <Group gap="xs" wrap="nowrap" align="start">
        <NativeSelect
          aria-label={words.whatIsDone}
          value={measure.aggregate}
          data={(['count', ...offered] as const).map((how) => ({ value: how, label: aggregateWord(how, language) }))}
          onChange={({ currentTarget: { value } }) => choose(reportAggregates.find((how) => how === value) ?? 'count')}
        />
        <div style={{ flex: 1, minWidth: 0 }}>
          {measure.aggregate !== 'count' && (
            <FieldSelect
              object={object}
              label={words.ofField}
              value={measure.field ?? ''}
              fits={fits}
              follows={refersToOne}
              onChange={(field) => onChange(named({ ...measure, field }))}
            />
          )}
        </div>
        <CloseButton aria-label={words.removeMeasure(labels.measure(measure))} onClick={onRemove} mt={4} />
      </Group>
      <FilterSwitch
        object={object}
        label={words.onlyWhere}
        filter={measure.filter}
        onChange={(filter) => onChange({ ...measure, filter })}
      />
    </>
  )
}

/** Does a calculation speak of a measure? Then it keeps its name. */
function isNamedIn(measures: readonly ReportMeasure[], name: string): boolean {
  return measures.some((one) => 'formula' in one && new RegExp(`\\b${name}\\b`).test(one.formula))
}

function FormulaEditor({ object, measure, others, onChange, onRemove }: MeasureEditorProps<FormulaMeasure>) {
  const words = useAnalysisWords()
  const catalogue = useCatalogue()
  const labels = useReportLabels(object)
  const named = others.filter((one) => 'aggregate' in one)
  const compiled = compileFormula(measure.formula, {
    fieldAt([name = '']) {
      const used = named.find((one) => one.name === name)
      if (!used) return 'unknown_field'
      const field = used.field === undefined ? undefined : catalogue.path(object, used.field)?.field
      const counts = used.aggregate === 'count' || used.aggregate === 'distinct'
      return { type: counts ? 'integer' : (field?.formulaType ?? 'decimal') }
    },
  })
  const wrong = measure.formula !== '' && !compiled.ok
  return (
    <Group gap="xs" wrap="nowrap" align="start">
      <TextInput
        flex={1}
        aria-label={words.formula}
        placeholder={words.formula}
        description={words.formulaHint(named.map(({ name }) => name).join(', '))}
        {...hintBelow}
        error={wrong && words.formulaWrong(compiled.problem.at + 1)}
        value={measure.formula}
        maxLength={1000}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        onChange={(event) => onChange({ ...measure, formula: event.currentTarget.value })}
      />
      <CloseButton aria-label={words.removeMeasure(labels.measure(measure))} onClick={onRemove} mt={4} />
    </Group>
  )
}
