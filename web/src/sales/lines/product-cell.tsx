import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { minorUnits } from '../../fields/minor-units.ts'
import { useFormat } from '../../kernel/format.ts'
import { useWords } from '../../kernel/language.ts'
import { useSession } from '../../kernel/session.ts'
import { type ProductOption, productsQuery } from './lines-data.ts'

interface ProductCellProps {
  readonly label: string
  readonly product: string | null
  readonly name: string | null
  readonly placeholder?: string
  readonly error?: string
  readonly autoFocus?: boolean
  readonly onChoose: (product: ProductOption | null) => void
}

/** Finds a product by name or code; its price stands beside it. */
export function ProductCell({ label, product, name, placeholder, error, autoFocus, onChoose }: ProductCellProps) {
  const words = useWords()
  const format = useFormat()
  const { workspace } = useSession()
  const [typed, setTyped] = useState(name ?? '')
  const [opened, setOpened] = useState(false)
  useEffect(() => setTyped(name ?? ''), [name])
  const searching = typed !== (name ?? '')
  const [sought] = useDebouncedValue(searching ? typed.trim() : '', 120)
  const { data = [], isFetching } = useQuery({
    ...productsQuery(sought),
    enabled: opened,
    placeholderData: keepPreviousData,
  })
  const current = product && !data.some(({ id }) => id === product) ? [{ value: product, label: name ?? '…' }] : []
  const price = (text: string | null): string => {
    const minor = text === null ? undefined : minorUnits(text, workspace.baseCurrency)
    return minor === undefined ? (text ?? '') : format.money({ minor, currency: workspace.baseCurrency })
  }
  return (
    <Select
      aria-label={label}
      placeholder={placeholder}
      error={error}
      searchable
      data-autofocus={autoFocus || undefined}
      data={[...data.map(({ id, name: title }) => ({ value: id, label: title })), ...(searching ? [] : current)]}
      filter={({ options }) => options}
      value={product}
      searchValue={typed}
      onSearchChange={setTyped}
      openOnFocus={false}
      dropdownOpened={opened}
      onDropdownOpen={() => setOpened(true)}
      onDropdownClose={() => setOpened(false)}
      onKeyDown={(event) => {
        const [first] = data
        const chosen = event.currentTarget.getAttribute('aria-activedescendant')
        if (event.key !== 'Enter' || !opened || !searching || chosen || !first) return
        event.preventDefault()
        setOpened(false)
        onChoose(first)
      }}
      allowDeselect={false}
      withCheckIcon={false}
      selectFirstOptionOnChange
      rightSection={<span />}
      rightSectionWidth={8}
      nothingFoundMessage={isFetching ? words.common.loading : words.fields.noMatch}
      comboboxProps={{ width: 300, position: 'bottom-start' }}
      renderOption={({ option }) => {
        const found = data.find(({ id }) => id === option.value)
        return (
          <span style={{ display: 'flex', justifyContent: 'space-between', gap: 12, width: '100%' }}>
            <span>{option.label}</span>
            <span className="tendero-figures" style={{ opacity: 0.8 }}>
              {price(found?.price ?? null)}
            </span>
          </span>
        )
      }}
      onChange={(id) => onChoose(data.find((one) => one.id === id) ?? null)}
      onBlur={() => setTyped(name ?? '')}
    />
  )
}
