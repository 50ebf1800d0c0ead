import { CloseButton, Group, Input, NativeSelect } from '@mantine/core'
import type { MetadataField, MetadataObject, ReportGroup } from '@tendero/model/api'
import { dateParts, isDatePart } from '@tendero/model/date-parts'
import { useCatalogue } from '../../kernel/metadata.ts'
import { FieldSelect, refersToOne } from '../../records/filter/field-select.tsx'
import { groupBy } from '../draft.ts'
import { useAnalysisWords } from '../words.ts'

interface GroupEditorProps {
  readonly object: MetadataObject
  readonly label: string
  readonly group: ReportGroup | undefined
  readonly optional?: boolean
  readonly onChange: (group: ReportGroup | undefined) => void
}

const isGroupable = ({ groupable }: MetadataField): boolean => groupable

/** By which field records are gathered; days by which part of the calendar. */
export function GroupEditor({ object, label, group, optional, onChange }: GroupEditorProps) {
  const words = useAnalysisWords()
  const catalogue = useCatalogue()
  const choose = (path: string): void => {
    const field = catalogue.path(object, path)?.field
    if (field) onChange(groupBy(field, path))
  }
  return (
    <Input.Wrapper label={label} labelElement="div">
      <Group gap="xs" wrap="nowrap">
        <div style={{ flex: 1, minWidth: 0 }}>
          <FieldSelect
            object={object}
            label={label}
            value={group?.field ?? ''}
            onChange={choose}
            fits={isGroupable}
            follows={refersToOne}
          />
        </div>
        {group?.part && (
          <NativeSelect
            aria-label={`${label}: ${words.part}`}
            value={group.part}
            data={dateParts.map((part) => ({ value: part, label: words.parts[part] }))}
            onChange={(event) => {
              const part = event.currentTarget.value
              if (isDatePart(part)) onChange({ ...group, part })
            }}
          />
        )}
        {optional && group && (
          <CloseButton aria-label={`${label}: ${words.nothingMore}`} onClick={() => onChange(undefined)} />
        )}
      </Group>
    </Input.Wrapper>
  )
}
