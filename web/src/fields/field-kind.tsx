import type { MetadataField } from '@tendero/model/api'
import { type ComponentType, createElement } from 'react'
import type { Format } from '../kernel/format.ts'
import type { Seek } from './seek.ts'

/** What an input of any kind is given. `V` is the field's value in the API. */
export interface InputProps<V = unknown> {
  readonly field: MetadataField
  readonly value: V | null
  /** A value that could not be read is passed on as typed: the server says what is wrong with it. */
  readonly onChange: (value: unknown, title?: string) => void
  /** The words of a reference's value. */
  readonly title?: string
  /** The words of records by their ids, for a value of several. */
  readonly titles?: Readonly<Record<string, string>>
  /** Shown above; without it the field's label is only spoken. */
  readonly label?: string
  readonly error?: string
  readonly description?: string
  readonly required?: boolean
  readonly autoFocus?: boolean
  readonly disabled?: boolean
  /** Called when a choice is complete, so that an editor in place can close. */
  readonly onDone?: () => void
}

export interface CellProps<V = unknown> {
  readonly field: MetadataField
  readonly value: V
  readonly title?: string
  /** As of inputs. */
  readonly titles?: Readonly<Record<string, string>>
  /** In a list one line is all there is. */
  readonly oneLine?: boolean
  /** Without links of its own: it stands inside one. */
  readonly plain?: boolean
}

/** One value beside a filter's operator; `value` is JSON of the filter language. */
export interface FilterProps {
  readonly field: MetadataField
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly label: string
}

/** The words of a filter's value, for those who only read the filter. */
export interface FilterWordsProps {
  readonly field: MetadataField
  readonly value: unknown
}

/** How a figure is written for its reader. */
export interface FigureStyle {
  readonly format: Format
  /** Of figures of money. */
  readonly baseCurrency: string
  /** Where there is little room; else it is exact. */
  readonly short?: boolean
}

/** Figures of kinds that are plain numbers. */
export function numberText(figure: number | string | boolean, { format, short }: FigureStyle): string {
  return format.number(Number(figure), short ? 1 : undefined)
}

/** How one kind of field is shown, filled in and filtered by. Made with `defineKind`. */
export interface FieldKind {
  readonly kind: string
  readonly Input: ComponentType<InputProps>
  readonly Cell: ComponentType<CellProps>
  /** For operators that take one value (or two). */
  readonly Filter: ComponentType<FilterProps>
  /** For operators that take a list of values. */
  readonly FilterMany?: ComponentType<FilterProps>
  readonly FilterWords: ComponentType<FilterWordsProps>
  /** What a filter's value begins with. */
  readonly filterDefault?: unknown
  /** 'before' and 'after' rather than 'less' and 'more'. */
  readonly comparesDates: boolean
  /** Preferred width of a column in pixels. */
  readonly width: number
  readonly align: 'start' | 'end'
  /** Enter belongs to the input (several lines), and does not end the editing. */
  readonly multiline: boolean
  /** May it be changed in a cell of a list? */
  readonly inline: boolean
  /** A value belongs to one record: the same cannot be given to several. */
  readonly ofOne: boolean
  /** Finds a place in a list that is in this field's order; without it there is no typing there. */
  readonly seek?: Seek
  /** What such values come to, a sum or another measure, in words. @param figure as the server wrote it; money in minor units */
  figureText(figure: number | string | boolean, style: FigureStyle): string
  isEmpty(value: unknown): boolean
  /** What conditions compare of a value, as the server's columns hold it; null for none, or what only the server knows. */
  compared(value: unknown, baseCurrency: string): unknown
  /** Of long texts: their words, of which history tells what became. */
  words?(value: unknown): string
}

interface KindDeclaration<V> extends Partial<Omit<FieldKind, 'Input' | 'Cell' | 'isEmpty' | 'compared' | 'words'>> {
  readonly kind: string
  /** The API's value in its exact type, or null when there is none. */
  read(raw: unknown): V | null
  readonly Input: ComponentType<InputProps<V>>
  readonly Cell: ComponentType<CellProps<V>>
  /** Without it, the value itself. */
  compared?(value: V, baseCurrency: string): unknown
  words?(value: V): string
}

/** Declares a kind of field: one file each, and one line in `index.ts`. */
export function defineKind<V>({ read, Input, Cell, compared, words, ...rest }: KindDeclaration<V>): FieldKind {
  function KindInput(props: InputProps) {
    return createElement(Input, { ...props, value: read(props.value) })
  }
  function KindCell(props: CellProps) {
    const value = read(props.value)
    return value === null ? null : createElement(Cell, { ...props, value })
  }
  function KindFilter({ label, ...props }: FilterProps) {
    return createElement(KindInput, { ...props, field: { ...props.field, label } })
  }
  return {
    Filter: KindFilter,
    FilterWords: PlainWords,
    comparesDates: false,
    width: 160,
    align: 'start',
    multiline: false,
    inline: true,
    ofOne: false,
    figureText: String,
    ...rest,
    Input: KindInput,
    Cell: KindCell,
    isEmpty: (raw) => read(raw) === null,
    ...(words ? { words: (raw: unknown) => wordsIn(read(raw), words) } : {}),
    compared(raw, baseCurrency) {
      const value = read(raw)
      return value === null || !compared ? value : compared(value, baseCurrency)
    },
  }
}

function wordsIn<V>(value: V | null, words: (value: V) => string): string {
  return value === null ? '' : words(value)
}

function PlainWords({ value }: FilterWordsProps) {
  return String(value)
}

/** How a link looks in a cell: in a list it is calm, and the keyboard moves among cells instead of links. */
export function cellLink(oneLine: boolean | undefined) {
  return oneLine ? ({ inherit: true, c: 'inherit', tabIndex: -1 } as const) : ({ inherit: true } as const)
}

/** What every Mantine input takes from the common properties. */
/** Of its field an input shows no more than the label. */
export type Labelled<P> = Omit<P, 'field'> & {
  readonly field: Pick<MetadataField, 'label'>
}

export function face({ field, label, error, description, required, autoFocus, disabled }: Labelled<InputProps<never>>) {
  return {
    label,
    'aria-label': label ? undefined : field.label,
    error,
    description,
    withAsterisk: required,
    'data-autofocus': autoFocus || undefined,
    autoFocus,
    disabled,
  }
}

export function readText(raw: unknown): string | null {
  return typeof raw === 'string' && raw !== '' ? raw : null
}

export function readNumber(raw: unknown): number | null {
  return typeof raw === 'number' ? raw : null
}

export function readTexts(raw: unknown): readonly string[] | null {
  if (!Array.isArray(raw) || raw.length === 0) return null
  return raw.filter((one): one is string => typeof one === 'string')
}
