import { NativeSelect, Text } from '@mantine/core'
import { exponentOf } from '@tendero/model/currency'
import { useState } from 'react'
import { type Amount, useFormat } from '../kernel/format.ts'
import { useWords } from '../kernel/language.ts'
import { useSession } from '../kernel/session.ts'
import { type CellProps, defineKind, type FilterProps, face, type InputProps } from './field-kind.tsx'
import { NumberEntry } from './number-entry.tsx'

function readMoney(raw: unknown): Amount | null {
  if (typeof raw !== 'object' || raw === null || !('minor' in raw) || !('currency' in raw)) return null
  const { minor, currency } = raw
  return typeof minor === 'number' && typeof currency === 'string' ? { minor, currency } : null
}

/** '1054.35' of 105435 cents. */
function majorText({ minor, currency }: Amount): string {
  const places = exponentOf(currency)
  const digits = String(Math.abs(minor)).padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '')
  return `${minor < 0 ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`
}

/** Minor units of '1054.35'; undefined with more decimal places than the currency has. */
function minorUnits(plain: string, currency: string): number | undefined {
  const [whole = '0', fraction = ''] = plain.split('.')
  const places = exponentOf(currency)
  const kept = fraction.replace(/0+$/, '')
  if (kept.length > places) return undefined
  const minor = Number(`${whole}${kept.padEnd(places, '0')}`)
  return Number.isSafeInteger(minor) ? minor : undefined
}

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

export const money = defineKind<Amount>({
  kind: 'money',
  read: readMoney,
  Input,
  Cell,
  Filter,
  width: 140,
  align: 'end',
})
