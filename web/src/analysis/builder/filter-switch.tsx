import { Switch } from '@mantine/core'
import type { MetadataObject } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'
import { useState } from 'react'
import { FilterPanel } from '../../records/filter/filter-panel.tsx'

interface FilterSwitchProps {
  readonly object: MetadataObject
  readonly label: string
  readonly filter: Filter | undefined
  readonly onChange: (filter: Filter | undefined) => void
}

/** A filter that stands open while there is one, or while one is being made. */
export function FilterSwitch({ object, label, filter, onChange }: FilterSwitchProps) {
  const [open, setOpen] = useState(false)
  const shown = open || filter !== undefined
  return (
    <>
      <Switch
        size="sm"
        label={label}
        checked={shown}
        onChange={(event) => {
          setOpen(event.currentTarget.checked)
          if (!event.currentTarget.checked && filter) onChange(undefined)
        }}
      />
      {shown && <FilterPanel object={object} filter={filter} label={label} pause={400} onChange={onChange} />}
    </>
  )
}
