import { bad, good, type Parsed } from './field-type.ts'

/**
 * How automatic numbers are written: the text before and after the digits, in which {YYYY}, {YY}, {MM} and {DD} stand for
 * the day on which a number is given, and how many digits there are at least.
 */
export interface NumberPattern {
  readonly before: string
  readonly after: string
  readonly digits: number
}

/** Of a new field, and of one that says nothing. */
export const usualPattern = '{0000}'
/** In characters. */
export const longestPattern = 50
/** The last number of a series. */
export const greatestNumber = 999_999_999_999

const mostDigits = 12
const counting = /\{(0+)\}/g
const datePart = /\{(?:YYYY|YY|MM|DD)\}/g

/**
 * Reads a pattern: 'D-{YYYY}-{0000}' gives D-2026-0007. It has one place of zeros in braces, as many as there are digits at
 * least, parts of the day, and any other text.
 * @returns bad 'invalid_pattern' for anything else
 */
export function readPattern(text: unknown): Parsed<NumberPattern> {
  if (typeof text !== 'string' || text.length > longestPattern || text.trim() !== text) return bad('invalid_pattern')
  const [place, second] = [...text.matchAll(counting)]
  const [whole = '', zeros = ''] = place ?? []
  if (place === undefined || second !== undefined || zeros.length > mostDigits) return bad('invalid_pattern')
  const before = text.slice(0, place.index)
  const after = text.slice(place.index + whole.length)
  const plain = (before + after).replace(datePart, '')
  if (/[{}\p{Cc}]/u.test(plain)) return bad('invalid_pattern')
  return good({ before, after, digits: zeros.length })
}

/**
 * A number as it is written on a day.
 * @param day ISO date in the workspace's zone
 * @example numberText({ before: 'D-{YY}-', after: '', digits: 3 }, 7, '2026-03-31') //=> 'D-26-007'
 */
export function numberText({ before, after, digits }: NumberPattern, number: number, day: string): string {
  return onDay(before, day) + String(number).padStart(digits, '0') + onDay(after, day)
}

function onDay(text: string, day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  const parts: Readonly<Record<string, string>> = {
    '{YYYY}': year,
    '{YY}': year.slice(-2),
    '{MM}': month,
    '{DD}': date,
  }
  return text.replace(datePart, (part) => parts[part] ?? part)
}

/** The number in a text that may have been written by the pattern on any day; undefined for any other text. */
export function numberIn({ before, after, digits }: NumberPattern, text: string): number | undefined {
  const [, found] = new RegExp(`^${onAnyDay(before)}(\\d{${digits},${mostDigits}})${onAnyDay(after)}$`).exec(text) ?? []
  return found === undefined ? undefined : Number(found)
}

function onAnyDay(text: string): string {
  return text
    .split(/(\{\w+\})/)
    .map((part) => (/^\{\w+\}$/.test(part) ? `\\d{${part.length - 2}}` : part.replace(/[\\^$.*+?()[\]|{}]/g, '\\$&')))
    .join('')
}
