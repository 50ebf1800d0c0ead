import { CloseButton, Fieldset, Group, Stack } from '@mantine/core'
import type { MetadataField } from '@tendero/model/api'
import { Period } from '../../fields/filter-value.tsx'
import { FieldSelect, refersToOne } from '../../records/filter/field-select.tsx'
import { useAnalysisWords } from '../words.ts'
import type { PartProps } from './builder-panel.tsx'

const isDated = ({ kind, result }: MetadataField): boolean => ['date', 'dateTime'].includes(result ?? kind)

/** The period of a number, which is compared with the one before. */
export function PeriodEditor({ object, definition, change }: PartProps) {
  const words = useAnalysisWords()
  const { period } = definition
  return (
    <Fieldset legend={words.period}>
      <Stack gap="xs">
        <Group gap="xs" wrap="nowrap">
          <div style={{ flex: 1, minWidth: 0 }}>
            <FieldSelect
              object={object}
              label={words.periodField}
              value={period?.field ?? ''}
              fits={isDated}
              follows={refersToOne}
              onChange={(field) => change({ period: { field, name: period?.name ?? 'this_month' } })}
            />
          </div>
          {period && <CloseButton aria-label={words.noPeriod} onClick={() => change({ period: undefined })} />}
        </Group>
        {period && (
          <Period
            label={words.period}
            value={period.name}
            onChange={(name) => change({ period: { ...period, name } })}
          />
        )}
      </Stack>
    </Fieldset>
  )
}
