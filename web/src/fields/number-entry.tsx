import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'
import { useLanguage } from '../kernel/language.ts'
import { plainNumber, typedNumber } from './typed-number.ts'

interface NumberEntryProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** A plain decimal: '1234.5'. */
  readonly value: string | null
  /** A plain decimal, null for nothing, or what was typed when it is no number. */
  readonly onNumber: (plain: string | null, readable: boolean) => void
}

/** A field for numbers that leaves what is being typed alone. */
export function NumberEntry({ value, onNumber, ...rest }: NumberEntryProps) {
  const language = useLanguage()
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed ?? (value === null ? '' : typedNumber(value, language))
  const type = (text: string): void => {
    setTyped(text)
    const plain = plainNumber(text, language)
    onNumber(plain === undefined ? text : plain, plain !== undefined)
  }
  return (
    <TextInput
      {...rest}
      inputMode="decimal"
      value={shown}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={(event) => {
        if (plainNumber(shown, language) !== undefined) setTyped(null)
        rest.onBlur?.(event)
      }}
    />
  )
}
