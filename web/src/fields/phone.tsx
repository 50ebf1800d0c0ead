import { Anchor, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useWords } from '../kernel/language.ts'
import { type CellProps, cellLink, defineKind, type FilterProps, face, type InputProps } from './field-kind.tsx'
import { TextFilter } from './text-filter.tsx'

interface Phone {
  readonly e164: string | null
  readonly raw: string
  readonly extension: string | null
  readonly valid: boolean
}

/** A number of the API, or what is being typed. */
function readPhone(raw: unknown): Phone | null {
  if (typeof raw === 'string') return raw === '' ? null : { e164: null, raw, extension: null, valid: true }
  if (typeof raw !== 'object' || raw === null || !('raw' in raw) || typeof raw.raw !== 'string') return null
  const e164 = 'e164' in raw && typeof raw.e164 === 'string' ? raw.e164 : null
  const extension = 'extension' in raw && typeof raw.extension === 'string' ? raw.extension : null
  return { e164, raw: raw.raw, extension, valid: 'valid' in raw && raw.valid === true }
}

function Input(props: InputProps<Phone>) {
  return (
    <TextInput
      {...face({ ...props, value: null })}
      type="tel"
      inputMode="tel"
      autoComplete="off"
      value={props.value?.raw ?? ''}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
    />
  )
}

/** As written; international numbers without spaces get some. */
function shown({ e164, raw, extension }: Phone): string {
  const grouped = raw.split(/\s+/).length > 2
  const number = e164 && !grouped ? spaced(e164) : raw
  return extension && !number.includes(extension) ? `${number} ext. ${extension}` : number
}

/** '+34612345678' in groups of three from the end; the country's own grouping needs its numbering plan. */
function spaced(e164: string): string {
  const country = /^\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/.exec(e164)?.[0] ?? '+'
  return `${country} ${e164.slice(country.length).replace(/\B(?=(\d{3})+$)/g, ' ')}`
}

function Cell({ value, oneLine, plain }: CellProps<Phone>) {
  const words = useWords()
  const number = shown(value)
  if (plain) return number
  if (!value.valid || !value.e164)
    return (
      <span>
        {number} <IconAlertTriangle size={14} role="img" aria-label={words.fields.invalidPhone} />
      </span>
    )
  const target = `tel:${value.e164}${value.extension ? `;ext=${value.extension}` : ''}`
  return (
    <Anchor href={target} {...cellLink(oneLine)} title={words.fields.call(number)} className="tendero-figures">
      {number}
    </Anchor>
  )
}

function Filter(props: FilterProps) {
  return <TextFilter {...props} type="tel" />
}

export const phone = defineKind<Phone>({
  kind: 'phone',
  read: readPhone,
  Input,
  Cell,
  Filter,
  width: 160,
  compared: ({ e164 }) => e164,
})
