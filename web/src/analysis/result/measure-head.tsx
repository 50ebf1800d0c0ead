import { Text, Tooltip } from '@mantine/core'
import type { ReportDefinition, ReportMeasure } from '@tendero/model/api'
import { useId } from 'react'
import { useObject } from '../../kernel/metadata.ts'
import { FilterWords } from '../../records/filter/filter-words.tsx'
import { useReportLabels } from '../report-labels.ts'
import { useAnalysisWords } from '../words.ts'
import classes from './result.module.css'

interface MeasureHeadProps {
  readonly definition: ReportDefinition
  readonly name: string
}

/** What a measure is called; pointed at or reached by keyboard, what it means. */
export function MeasureHead({ definition, name }: MeasureHeadProps) {
  const words = useAnalysisWords()
  const labels = useReportLabels(useObject(definition.object))
  const id = useId()
  const measure = definition.measures?.find((one) => one.name === name)
  if (!measure) return name
  const label = labels.measure(measure)
  return (
    <Tooltip
      label={<Meaning definition={definition} measure={measure} />}
      multiline
      w={280}
      events={{ hover: true, focus: true, touch: true }}
    >
      <button type="button" className={classes.measure} aria-label={`${label}. ${words.definition(label)}`} id={id}>
        {label}
      </button>
    </Tooltip>
  )
}

function Meaning({ definition, measure }: { readonly definition: ReportDefinition; readonly measure: ReportMeasure }) {
  const words = useAnalysisWords()
  const object = useObject(definition.object)
  const labels = useReportLabels(object)
  if ('formula' in measure)
    return (
      <Text size="sm" ff="monospace">
        {measure.formula}
      </Text>
    )
  const field = labels.field(measure.field ?? '')
  const meanings: Readonly<Partial<Record<typeof measure.aggregate, string>>> = {
    count: words.countOf(object?.label.many ?? ''),
    median: words.medianOf(field),
    distinct: words.distinctOf(field),
  }
  const what = meanings[measure.aggregate] ?? labels.measure({ ...measure, label: undefined })
  const filters = [definition.filter, measure.filter].filter((one) => one !== undefined)
  return (
    <Text size="sm">
      {what}
      {object &&
        filters.map((filter, index) => (
          <span key={JSON.stringify(filter)}>
            {index === 0 ? ` ${words.where} ` : '; '}
            <FilterWords object={object} filter={filter} />
          </span>
        ))}
    </Text>
  )
}
