import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { AnyRecord, MetadataField } from '@tendero/model/api'
import { kindOf } from '../fields/index.ts'
import { titleOf } from '../fields/reference-options.ts'
import { recordsOf } from '../kernel/api.ts'
import { useCatalogue } from '../kernel/metadata.ts'
import { keys } from '../kernel/queries.ts'

/** A value of a field as it is shown everywhere, a reference by what its record is called. */
export function FieldValue({ field, value }: { readonly field: MetadataField; readonly value: unknown }) {
  const target = useCatalogue().object(field.object)
  const { Cell, isEmpty } = kindOf(field)
  const id = target && typeof value === 'string' ? value : undefined
  const { data } = useQuery({
    queryKey: keys.record(field.object ?? '', id ?? ''),
    queryFn: () => recordsOf(target?.collection ?? '').read(id ?? '') as Promise<AnyRecord>,
    enabled: id !== undefined,
    retry: false,
  })
  if (isEmpty(value))
    return (
      <Text span inherit c="dimmed">
        –
      </Text>
    )
  return <Cell field={field} value={value} title={target && data ? titleOf(target, data) : undefined} oneLine plain />
}
