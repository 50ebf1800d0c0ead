/**
 * A piece of SQL: text around parameters. Pieces nest; parameters are numbered only by `compile`.
 * Pure data: nothing here knows a driver.
 */
export interface Sql {
  readonly strings: readonly string[]
  readonly values: readonly unknown[]
}

const brand = Symbol('sql')

interface BrandedSql extends Sql {
  readonly [brand]: true
}

function piece(strings: readonly string[], values: readonly unknown[]): Sql {
  const made: BrandedSql = { strings, values, [brand]: true }
  return made
}

export function isSql(value: unknown): value is Sql {
  return typeof value === 'object' && value !== null && brand in value
}

/**
 * Template for SQL. A nested piece is spliced in; anything else becomes a parameter.
 * @example sql`select * from ${identifier('user')} where id = ${id}`
 */
export function sql(strings: TemplateStringsArray, ...inputs: readonly unknown[]): Sql {
  const texts: string[] = [strings[0] ?? '']
  const values: unknown[] = []
  for (let i = 0; i < inputs.length; i += 1) {
    const input = inputs[i]
    const after = strings[i + 1] ?? ''
    if (isSql(input)) {
      texts[texts.length - 1] += input.strings[0] ?? ''
      for (let j = 0; j < input.values.length; j += 1) {
        values.push(input.values[j])
        texts.push(input.strings[j + 1] ?? '')
      }
      texts[texts.length - 1] += after
    } else {
      values.push(input)
      texts.push(after)
    }
  }
  return piece(texts, values)
}

/** SQL text without parameters. Only for text written in this code base, never for input. */
export function raw(text: string): Sql {
  return piece([text], [])
}

/** A quoted name. */
export function identifier(name: string): Sql {
  return raw(quoteIdentifier(name))
}

export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A text constant inside the statement, for keys that are part of an expression (`custom ->> 'c_colour'`). */
export function literal(text: string): Sql {
  return raw(`'${text.replaceAll("'", "''")}'`)
}

export const empty: Sql = raw('')

/** Pieces with a separator between them; no pieces give an empty piece. */
export function join(pieces: readonly Sql[], separator = ', '): Sql {
  if (pieces.length === 0) return empty
  const texts: string[] = ['']
  const values: unknown[] = []
  pieces.forEach((one, index) => {
    texts[texts.length - 1] += (index > 0 ? separator : '') + (one.strings[0] ?? '')
    for (let j = 0; j < one.values.length; j += 1) {
      values.push(one.values[j])
      texts.push(one.strings[j + 1] ?? '')
    }
  })
  return piece(texts, values)
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
  let text = statement.strings[0] ?? ''
  for (let i = 1; i < statement.strings.length; i += 1) text += `$${i}${statement.strings[i]}`
  return { text, values: [...statement.values] }
}
