/**
 * A piece of SQL: texts with inputs between them. An input is another piece, or a parameter; parameters are numbered only
 * by `compile`, which is also the first to walk through what is nested. Pure data: nothing here knows a driver.
 */
export interface Sql {
  readonly strings: readonly string[]
  readonly inputs: readonly unknown[]
}

class Piece implements Sql {
  readonly strings: readonly string[]
  readonly inputs: readonly unknown[]

  constructor(strings: readonly string[], inputs: readonly unknown[]) {
    this.strings = strings
    this.inputs = inputs
  }
}

/**
 * Template for SQL. A nested piece is spliced in; anything else becomes a parameter.
 * @example sql`select * from ${identifier('user')} where id = ${id}`
 */
export function sql(strings: TemplateStringsArray, ...inputs: readonly unknown[]): Sql {
  return new Piece(strings, inputs)
}

class Shared {
  readonly value: unknown

  constructor(value: unknown) {
    this.value = value
  }
}

/** A value that stands in many places of a statement, all of one type: one parameter, sent once. */
export type SharedValue = Shared

/** @example const now = shared(new Date()); sql`values (${now}, ${now})` // values ($1, $1) */
export function shared(value: unknown): SharedValue {
  return new Shared(value)
}

/** SQL text without parameters. Only for text written in this code base, never for input. */
export function raw(text: string): Sql {
  return new Piece([text], [])
}

/** A quoted name. */
export function identifier(name: string): Sql {
  return raw(quoteIdentifier(name))
}

export function quoteIdentifier(name: string): string {
  return name.includes('"') ? `"${name.replaceAll('"', '""')}"` : `"${name}"`
}

/** A text constant inside the statement, for keys that are part of an expression (`custom ->> 'c_colour'`). */
export function literal(text: string): Sql {
  return raw(`'${text.replaceAll("'", "''")}'`)
}

export const empty: Sql = raw('')

/** Pieces with a separator between them; no pieces give an empty piece. */
export function join(pieces: readonly Sql[], separator = ', '): Sql {
  if (pieces.length === 0) return empty
  const strings = pieces.map((_, index) => (index === 0 ? '' : separator))
  return new Piece([...strings, ''], pieces)
}

/** A row of parameters: `($1, $2)`. */
export function row(values: readonly unknown[]): Sql {
  const strings = values.map((_, index) => (index === 0 ? '(' : ', '))
  return new Piece([...strings, ')'], values)
}

/** Quoted names with commas between them. */
export function identifiers(names: readonly string[]): Sql {
  return raw(names.map(quoteIdentifier).join(', '))
}

export const always: Sql = raw('true')
export const never: Sql = raw('false')

/** All of them; none is true. */
export function and(pieces: readonly Sql[]): Sql {
  const needed = pieces.filter((one) => one !== always)
  if (needed.length === 0) return always
  if (needed.includes(never)) return never
  if (needed.length === 1) return needed[0] ?? always
  return sql`(${join(needed, ' and ')})`
}

/** Any of them; none is false. */
export function or(pieces: readonly Sql[]): Sql {
  const possible = pieces.filter((one) => one !== never)
  if (possible.length === 0) return never
  if (possible.includes(always)) return always
  if (possible.length === 1) return possible[0] ?? never
  return sql`(${join(possible, ' or ')})`
}

/** Numbers the parameters from $1. */
export function compile(statement: Sql): { text: string; values: unknown[] } {
  const values: unknown[] = []
  const text = textOf(statement, values)
  return { text, values: values.map((one) => (one instanceof Shared ? one.value : one)) }
}

/** The text of a piece; its parameters are added to `values`. */
function textOf({ strings, inputs }: Sql, values: unknown[]): string {
  let text = strings[0] ?? ''
  for (let i = 0; i < inputs.length; i += 1) {
    const input = inputs[i]
    text += input instanceof Piece ? textOf(input, values) : `$${numberOf(input, values)}`
    text += strings[i + 1] ?? ''
  }
  return text
}

function numberOf(input: unknown, values: unknown[]): number {
  const known = input instanceof Shared ? values.indexOf(input) : -1
  return known < 0 ? values.push(input) : known + 1
}
