import {
  IconAlignLeft,
  IconAt,
  IconCalendar,
  IconCalendarClock,
  IconCash,
  IconCheckbox,
  IconDecimal,
  IconHash,
  IconLetterCase,
  IconLink,
  IconLinkPlus,
  IconList,
  IconListCheck,
  IconMapPin,
  IconMathFunction,
  IconMoodSmile,
  IconNumber123,
  IconPaperclip,
  IconPercentage,
  IconPhone,
  IconPhoto,
  IconStopwatch,
  IconSum,
  IconTag,
  IconTextSize,
  IconWorld,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'

type Icon = ComponentType<{ readonly size?: number; readonly stroke?: number }>

/** The kinds that a custom field may be of, in the order in which people ask for them. */
export const fieldKinds = [
  'text',
  'longText',
  'richText',
  'choice',
  'choices',
  'boolean',
  'integer',
  'decimal',
  'money',
  'percent',
  'date',
  'dateTime',
  'duration',
  'email',
  'phone',
  'url',
  'address',
  'reference',
  'references',
  'tags',
  'mood',
  'autoNumber',
  'formula',
  'rollUp',
  'file',
  'image',
] as const

export type FieldKindName = (typeof fieldKinds)[number]

export const kindIcons: Readonly<Record<FieldKindName, Icon>> = {
  text: IconLetterCase,
  longText: IconAlignLeft,
  richText: IconTextSize,
  choice: IconList,
  choices: IconListCheck,
  boolean: IconCheckbox,
  integer: IconNumber123,
  decimal: IconDecimal,
  money: IconCash,
  percent: IconPercentage,
  date: IconCalendar,
  dateTime: IconCalendarClock,
  duration: IconStopwatch,
  email: IconAt,
  phone: IconPhone,
  url: IconWorld,
  address: IconMapPin,
  reference: IconLink,
  references: IconLinkPlus,
  tags: IconTag,
  mood: IconMoodSmile,
  autoNumber: IconHash,
  formula: IconMathFunction,
  rollUp: IconSum,
  file: IconPaperclip,
  image: IconPhoto,
}

/** Kinds whose values nobody fills in. */
export function isWorkedOut(kind: string | null): kind is 'formula' | 'rollUp' {
  return kind === 'formula' || kind === 'rollUp'
}

/** Kinds whose values people fill in. */
export function isFilledIn(kind: string | null): boolean {
  return !isWorkedOut(kind) && kind !== 'autoNumber'
}

/** Kinds whose values are records of an object. */
export function isReferring(kind: string | null): kind is 'reference' | 'references' {
  return kind === 'reference' || kind === 'references'
}

export function readKind(raw: string): FieldKindName | undefined {
  return fieldKinds.find((kind) => kind === raw)
}

/** Kinds whose values a list can find and sort quickly when asked to. */
export const indexable: ReadonlySet<string> = new Set([
  'text',
  'choice',
  'integer',
  'decimal',
  'money',
  'percent',
  'boolean',
  'date',
  'dateTime',
  'duration',
  'email',
  'phone',
  'url',
  'reference',
])
