import { Fieldset, Input as MantineInput, Select, SimpleGrid, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { type Format, useFormat } from '../kernel/format.ts'
import { useLanguage, useWords } from '../kernel/language.ts'
import { countries } from '../kernel/regions.ts'
import { useSession } from '../kernel/session.ts'
import { type CellProps, defineKind, type InputProps } from './field-kind.tsx'
import { TextFilter } from './text-filter.tsx'

const parts = ['street', 'postcode', 'city', 'region', 'country'] as const
type Part = (typeof parts)[number]
type Address = Partial<Record<Part, string>>

function readAddress(raw: unknown): Address | null {
  if (typeof raw !== 'object' || raw === null) return null
  const address: Address = {}
  for (const part of parts) {
    const value: unknown = Reflect.get(raw, part)
    if (typeof value === 'string' && value !== '') address[part] = value
  }
  return Object.keys(address).length > 0 ? address : null
}

function Input(props: InputProps<Address>) {
  const words = useWords()
  const language = useLanguage()
  const { workspace } = useSession()
  const options = useMemo(() => countries(language), [language])
  const value = props.value ?? {}
  const set = (part: Part, text: string | null): void => {
    const next = { ...value, [part]: text ?? undefined }
    const filled = Object.values(next).some((one) => one)
    props.onChange(
      filled ? (next.country || part === 'country' ? next : { ...next, country: workspace.country }) : null,
    )
  }
  const line = (part: Exclude<Part, 'country'>, first = false) => (
    <TextInput
      key={part}
      size="sm"
      aria-label={words.fields[part]}
      placeholder={words.fields[part]}
      maxLength={200}
      disabled={props.disabled}
      data-autofocus={(first && props.autoFocus) || undefined}
      autoFocus={first && props.autoFocus}
      value={value[part] ?? ''}
      onChange={(event) => set(part, event.currentTarget.value)}
    />
  )
  return (
    <Fieldset
      variant="unstyled"
      p={0}
      legend={props.label && <MantineInput.Label component="span">{props.label}</MantineInput.Label>}
      aria-label={props.label ? undefined : props.field.label}
      aria-invalid={props.error ? true : undefined}
    >
      <SimpleGrid cols={2} spacing="xs" verticalSpacing="xs">
        <div style={{ gridColumn: '1 / -1' }}>{line('street', true)}</div>
        {line('postcode')}
        {line('city')}
        {line('region')}
        <Select
          aria-label={words.fields.country}
          placeholder={words.fields.country}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': words.fields.clear(words.fields.country) }}
          disabled={props.disabled}
          data={options}
          value={value.country ?? null}
          nothingFoundMessage={words.fields.noMatch}
          onChange={(code) => set('country', code)}
        />
      </SimpleGrid>
      {props.error && <MantineInput.Error mt={4}>{props.error}</MantineInput.Error>}
    </Fieldset>
  )
}

function lines(value: Address, format: Format): readonly string[] {
  const town = [value.postcode, value.city].filter(Boolean).join(' ')
  const country = value.country && format.country(value.country)
  return [value.street, town, value.region, country].filter((one): one is string => Boolean(one))
}

function Cell({ value, oneLine }: CellProps<Address>) {
  const format = useFormat()
  const { workspace } = useSession()
  const abroad = lines(value.country === workspace.country ? { ...value, country: undefined } : value, format)
  const shown = abroad.length > 0 ? abroad : lines(value, format)
  if (oneLine) return <>{shown.join(', ')}</>
  return (
    <address style={{ fontStyle: 'normal' }}>
      {shown.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </address>
  )
}

export const address = defineKind<Address>({
  kind: 'address',
  read: readAddress,
  Input,
  Cell,
  Filter: TextFilter,
  width: 220,
  multiline: true,
})
