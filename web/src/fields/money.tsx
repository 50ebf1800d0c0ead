import { NativeSelect, Text } from '@mantine/core'
import { useState } from 'react'
import { type Amount, useFormat } from '../kernel/format.ts'
import { useWords } from '../kernel/language.ts'
import { useSession } from '../kernel/session.ts'
import {
  type CellProps,
  defineKind,
  type FilterProps,
  type FilterWordsProps,
  face,
  type InputProps,
} from './field-kind.tsx'
import { majorText, minorUnits } from './minor-units.ts'
import { NumberEntry } from './number-entry.tsx'
import { readMoney } from './read-money.ts'
import { seekMoney } from './seek.ts'

const usual = ['EUR', 'USD', 'GBP', 'MXN', 'SEK', 'NOK', 'CHF', 'PLN', 'JPY']

function Input(props: InputProps<Amount>) {
  const words = useWords()
  const { workspace } = useSession()
  const [currency, setCurrency] = useState(props.value?.currency ?? workspace.baseCurrency)
  const known = [...new Set([workspace.baseCurrency, currency, ...usual])]
  const give = (plain: string | null, readable: boolean, of: string): void => {
    const minor = plain !== null && readable ? minorUnits(plain, of) : undefined
    props.onChange(minor === undefined ? plain : { minor, currency: of })
  }
  return (
    <NumberEntry
      {...face({ ...props, value: null })}
      value={props.value && majorText(props.value)}
      onNumber={(plain, readable) => give(plain, readable, currency)}
      rightSectionWidth={84}
      rightSection={
        <NativeSelect
          variant="unstyled"
          size="xs"
          // Else it takes the width of the section that it stands in.
          rightSectionWidth={24}
          aria-label={words.fields.currency}
          data={known}
          value={currency}
          onChange={(event) => {
            setCurrency(event.currentTarget.value)
            if (props.value) give(majorText(props.value), true, event.currentTarget.value)
          }}
        />
      }
    />
  )
}

function Cell({ value }: CellProps<Amount>) {
  return (
    <Text span inherit className="tendero-figures">
      {useFormat().money(value)}
    </Text>
  )
}

/** Filters compare the worth in the workspace's currency, in its minor units. */
function Filter({ value, onChange, label }: FilterProps) {
  const { workspace } = useSession()
  const currency = workspace.baseCurrency
  return (
    <NumberEntry
      aria-label={label}
      value={typeof value === 'number' ? majorText({ minor: value, currency }) : null}
      onNumber={(plain, readable) => onChange(plain !== null && readable ? minorUnits(plain, currency) : undefined)}
      rightSection={currency}
      rightSectionWidth={48}
      rightSectionPointerEvents="none"
    />
  )
}

function FilterWords({ value }: FilterWordsProps) {
  const format = useFormat()
  const { workspace } = useSession()
  return typeof value === 'number' ? format.money({ minor: value, currency: workspace.baseCurrency }) : String(value)
}

export const money = defineKind<Amount>({
  kind: 'money',
  read: readMoney,
  Input,
  Cell,
  Filter,
  FilterWords,
  width: 120,
  seek: seekMoney,
  align: 'end',
  figureText: (minor, { format, baseCurrency, short }) =>
    format.money({ minor: Number(minor), currency: baseCurrency }, short ? 'short' : 'exact'),
  // At which rate another currency is worth how much, only the server knows.
  compared: ({ minor, currency }, base) => (currency === base ? minor : null),
})
