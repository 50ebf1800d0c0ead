import { isDay, isId, refusedText } from '@tendero/model'
import { Failure } from './failure.ts'

/** What a place in an order is made of: a value of each sort key, as PostgreSQL writes it. */
export type Place = readonly (string | null)[]

export interface CursorKey {
  readonly type: string
  readonly nullable: boolean
}

/** A place as the API gives it out. Whoever holds one may look inside; made-up ones are refused. */
export function encodeCursor(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** @throws Failure 422 `invalid_cursor` for one that does not come from this order */
export function decodeCursor(cursor: string, keys: readonly CursorKey[]): Place {
  const place = parsed(cursor)
  if (place?.length === keys.length && keys.every((key, index) => fits(place[index], key))) return place as Place
  throw new Failure(422, 'invalid_cursor')
}

function parsed(cursor: string): readonly unknown[] | undefined {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(values) ? values : undefined
  } catch {
    return undefined
  }
}

function fits(value: unknown, { type, nullable }: CursorKey): boolean {
  if (value === null) return nullable
  return typeof value === 'string' && isPlaceValue(value, type)
}

/** Is a text a value of a type, as PostgreSQL writes it? */
export function isPlaceValue(text: string, type: string): boolean {
  return forms[type]?.(text) ?? false
}

const whole = (text: string) => /^-?\d{1,18}$/.test(text)

/** How PostgreSQL writes the values of a type, in a session of UTC. */
const forms: Readonly<Record<string, (text: string) => boolean>> = {
  text: (text) => refusedText(text) === undefined,
  uuid: isId,
  bigint: whole,
  integer: (text) => /^-?\d{1,9}$/.test(text),
  smallint: (text) => /^-?\d{1,4}$/.test(text),
  numeric: (text) => /^-?\d{1,40}(\.\d{1,40})?$/.test(text),
  boolean: (text) => text === 'true' || text === 'false',
  date: isDay,
  timestamptz: (text) => /^.{10} ([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,6})?\+00$/.test(text) && isDay(text.slice(0, 10)),
}
