import { Radio, Stack, Title } from '@mantine/core'
import type { MetadataObject } from '@tendero/model/api'
import { useImportWords } from '../words.ts'
import { keyFields, type Mapping } from './mapping-draft.ts'

interface ExistingRecordsProps {
  readonly object: MetadataObject
  readonly mapping: Mapping
  /** The field by which existing records are found. */
  readonly value: string | undefined
  readonly onChange: (field: string | undefined) => void
}

/** Does a row make a record, or change the one that is there already? */
export function ExistingRecords({ object, mapping, value, onChange }: ExistingRecordsProps) {
  const words = useImportWords().columns
  const keys = keyFields(object, mapping)
  if (object.can.edit === 'none') return null
  return (
    <Stack gap="xs" component="section">
      <Title order={2} size="h4" id="existing-records">
        {words.existing}
      </Title>
      <Radio.Group
        aria-labelledby="existing-records"
        value={value ?? ''}
        onChange={(chosen) => onChange(chosen || undefined)}
      >
        <Stack gap={8}>
          <Radio value="" label={words.allNew} />
          {keys.map(({ name, label }) => (
            <Radio key={name} value={name} label={words.updateBy(label)} />
          ))}
        </Stack>
      </Radio.Group>
    </Stack>
  )
}
