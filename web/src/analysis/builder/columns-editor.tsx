import { ActionIcon, CloseButton, Fieldset, Group, Stack, Text } from '@mantine/core'
import { IconArrowUp } from '@tabler/icons-react'
import type { MetadataField } from '@tendero/model/api'
import { moved } from '../../design/moved.ts'
import { useWords } from '../../kernel/language.ts'
import { FieldSelect, refersToOne } from '../../records/filter/field-select.tsx'
import { useReportLabels } from '../report-labels.ts'
import { useAnalysisWords } from '../words.ts'
import type { PartProps } from './builder-panel.tsx'

const isAny = (_field: MetadataField): boolean => true

/** The columns of a plain table, in their order; also fields of the records referred to. */
export function ColumnsEditor({ object, definition, change }: PartProps) {
  const words = useAnalysisWords()
  const { order } = useWords()
  const labels = useReportLabels(object)
  const columns = definition.columns ?? object.list
  return (
    <Fieldset legend={words.columns}>
      <Stack gap={4}>
        {columns.map((path, index) => (
          <Group key={path} gap={4} wrap="nowrap" justify="space-between">
            <Text size="sm" truncate>
              {labels.field(path)}
            </Text>
            <Group gap={2} wrap="nowrap">
              {index > 0 && (
                <ActionIcon
                  aria-label={order.move(labels.field(path))}
                  onClick={() => change({ columns: moved(columns, index, index - 1) })}
                >
                  <IconArrowUp size={16} stroke={1.6} />
                </ActionIcon>
              )}
              <CloseButton
                aria-label={words.removeColumn(labels.field(path))}
                onClick={() => change({ columns: columns.filter((one) => one !== path) })}
              />
            </Group>
          </Group>
        ))}
        <FieldSelect
          key={columns.length}
          object={object}
          label={words.addColumn}
          value=""
          fits={isAny}
          follows={refersToOne}
          onChange={(path) => {
            if (!columns.includes(path)) change({ columns: [...columns, path] })
          }}
        />
      </Stack>
    </Fieldset>
  )
}
