import { Select } from '@mantine/core'
import type { MetadataField, MetadataObject } from '@tendero/model/api'
import { useContext, useMemo } from 'react'
import { useOpenedAtOnce } from '../../fields/opened-at-once.ts'
import { useWords } from '../../kernel/language.ts'
import { type Catalogue, shownFields, useCatalogue } from '../../kernel/metadata.ts'
import { useRecordWords } from '../words.ts'
import { OwnFieldsOnly } from './own-fields-only.ts'

interface FieldSelectProps {
  readonly object: MetadataObject
  readonly value: string
  readonly onChange: (path: string) => void
  readonly autoFocus?: boolean
  /** What is chosen, where it is not the field of a condition. */
  readonly label?: string
  /** Which fields can be chosen; those that can be compared unless it is said. */
  readonly fits?: (field: MetadataField) => boolean
}

const isComparable = ({ operators }: MetadataField): boolean => operators.length > 0

interface Choosing {
  readonly ownFieldsOnly: boolean
  readonly fits: (field: MetadataField) => boolean
}

/** The object's own fields, and those of the records it refers to. */
function groupsOf(object: MetadataObject, catalogue: Catalogue, chosen: string, { ownFieldsOnly, fits }: Choosing) {
  const own = shownFields(object).filter(fits)
  const references = ownFieldsOnly ? [] : shownFields(object)
  const through = references.flatMap((field) => {
    const target = catalogue.object(field.object)
    if (!target || field.system) return []
    const items = shownFields(target)
      .filter(fits)
      .filter(({ system }) => !system)
      .map(({ name, label }) => ({ value: `${field.name}.${name}`, label: `${field.label} › ${label}` }))
    return items.length > 0 ? [{ group: `${field.label} ›`, items }] : []
  })
  const groups = [
    { group: object.label.one, items: own.map(({ name, label }) => ({ value: name, label })) },
    ...through,
  ]
  const known = groups.some(({ items }) => items.some(({ value }) => value === chosen))
  if (known || chosen === '') return groups
  const labels = catalogue.path(object, chosen)?.labels ?? [chosen]
  return [...groups, { group: '…', items: [{ value: chosen, label: labels.join(' › ') }] }]
}

/** Chooses the field of a condition, also through references: Account › Sector. */
export function FieldSelect({ object, value, onChange, autoFocus, label, fits = isComparable }: FieldSelectProps) {
  const words = useWords()
  const { filter } = useRecordWords()
  const catalogue = useCatalogue()
  const ownFieldsOnly = useContext(OwnFieldsOnly)
  const data = useMemo(
    () => groupsOf(object, catalogue, value, { ownFieldsOnly, fits }),
    [object, catalogue, value, ownFieldsOnly, fits],
  )
  return (
    <Select
      aria-label={label ?? filter.field}
      placeholder={filter.searchField}
      data={data}
      value={value || null}
      onChange={(path) => path && onChange(path)}
      searchable
      allowDeselect={false}
      selectFirstOptionOnChange
      nothingFoundMessage={words.fields.noMatch}
      maxDropdownHeight={360}
      {...useOpenedAtOnce(autoFocus === true)}
    />
  )
}
