import type { ReactNode } from 'react'
import { majorText, minorUnits } from '../fields/minor-units.ts'
import { NumberEntry } from '../fields/number-entry.tsx'

interface AmountInputProps {
  readonly label: ReactNode
  readonly currency: string
  /** Minor units; undefined: nothing, or nothing that can be read. */
  readonly value: number | undefined
  readonly error?: ReactNode
  readonly autoFocus?: boolean
  onChange(minor: number | undefined): void
}

/** An amount in the base currency. */
export function AmountInput({ label, currency, value, error, autoFocus, onChange }: AmountInputProps) {
  return (
    <NumberEntry
      label={label}
      error={error}
      {...(autoFocus ? { 'data-autofocus': true } : {})}
      value={value === undefined ? null : majorText({ minor: value, currency })}
      onNumber={(plain, readable) => onChange(plain !== null && readable ? minorUnits(plain, currency) : undefined)}
      rightSection={currency}
      rightSectionWidth={48}
      rightSectionPointerEvents="none"
    />
  )
}
