import { fail, type Place } from './problem.ts'
import { type Token, tokensOf } from './tokens.ts'

/** A formula as written: what it names, and what it does with it. */
export type Expression =
  | (Place & { readonly kind: 'number' | 'text'; readonly text: string })
  | (Place & { readonly kind: 'boolean'; readonly value: boolean })
  | (Place & { readonly kind: 'field'; readonly path: readonly string[] })
  | Call

/** An operator or a function with its arguments. `place` of the name, for what is wrong with the call itself. */
export type Call = Place & {
  readonly kind: 'call'
  readonly name: string
  readonly args: readonly Expression[]
  readonly written: Place
}

const deepest = 40

/** Binary operators by how tightly they bind, from the loosest. Comparisons do not follow one another. */
const levels: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['=', '<>', '!=', '<', '<=', '>', '>='],
  ['&'],
  ['+', '-'],
  ['*', '/', '%'],
]
const notLevel = 2
const comparisons = 2

/**
 * Reads a formula: `or`, `and`, `not`, comparison, `&`, `+ -`, `* / %` and the sign of a number, each binding more
 * tightly than the one before; operators of one level from left to right.
 * @throws FormulaError with the place of what does not belong there
 */
export function parseFormula(formula: string): Expression {
  const reader = readerOf(tokensOf(formula))
  if (reader.next().kind === 'end') fail('empty_formula', { at: 0, length: 0 })
  const expression = binary(reader, 0, 0)
  if (reader.next().kind !== 'end') unexpected(reader.next())
  return expression
}

interface Reader {
  /** The word that comes next; it stays. */
  next(): Token
  /** Takes the next word. */
  take(): Token
  /** Takes the next word if it is this sign or word. */
  takes(text: string): Token | undefined
}

function readerOf(tokens: readonly Token[]): Reader {
  let index = 0
  const end = tokens[tokens.length - 1] ?? { kind: 'end', text: '', at: 0, length: 0 }
  const next = (): Token => tokens[index] ?? end
  const take = (): Token => {
    const token = next()
    index += 1
    return token
  }
  return { next, take, takes: (text) => (says(next(), text) ? take() : undefined) }
}

/** Words of the language are known in small and in capital letters. */
function says(token: Token, text: string): boolean {
  return token.kind === 'sign' ? token.text === text : token.kind === 'name' && token.text.toLowerCase() === text
}

function unexpected(token: Token): never {
  return token.kind === 'end' ? fail('unfinished', token) : fail('unexpected', token, { found: token.text })
}

function binary(reader: Reader, level: number, depth: number): Expression {
  const operators = levels[level]
  if (!operators) return unary(reader, depth)
  const negation = level === notLevel ? reader.takes('not') : undefined
  if (negation) return call(negation, 'not', [binary(reader, level, deeper(depth, negation))])
  let left = binary(reader, level + 1, depth)
  for (;;) {
    const operator = operators.map((one) => reader.takes(one)).find((one) => one !== undefined)
    if (!operator) return left
    const name = operator.text === '!=' ? '<>' : operator.text.toLowerCase()
    left = call(operator, name, [left, binary(reader, level + 1, depth)])
    if (level === comparisons && operators.includes(reader.next().text)) unexpected(reader.next())
  }
}

function unary(reader: Reader, depth: number): Expression {
  const sign = reader.takes('-')
  return sign ? call(sign, 'negate', [unary(reader, deeper(depth, sign))]) : primary(reader, depth)
}

function primary(reader: Reader, depth: number): Expression {
  const token = reader.take()
  if (token.kind === 'number' || token.kind === 'text') return { ...token, kind: token.kind }
  if (token.kind === 'sign' && token.text === '(') {
    const inner = binary(reader, 0, deeper(depth, token))
    closing(reader)
    return inner
  }
  if (token.kind !== 'name' || ['and', 'or', 'not'].some((word) => says(token, word))) return unexpected(token)
  if (reader.takes('(')) return functionCall(reader, token, deeper(depth, token))
  for (const value of [true, false])
    if (says(token, String(value))) return { kind: 'boolean', value, at: token.at, length: token.length }
  return { kind: 'field', path: token.text.split('.'), at: token.at, length: token.length }
}

function functionCall(reader: Reader, name: Token, depth: number): Expression {
  const args: Expression[] = []
  if (!says(reader.next(), ')'))
    do args.push(binary(reader, 0, depth))
    while (reader.takes(','))
  const end = closing(reader)
  return { ...call(name, name.text.toLowerCase(), args), at: name.at, length: end.at + end.length - name.at }
}

function closing(reader: Reader): Token {
  const token = reader.take()
  return says(token, ')') ? token : unexpected(token)
}

function call({ at, length }: Token, name: string, args: readonly Expression[]): Call {
  const places = [{ at, length }, ...args]
  const from = Math.min(...places.map((one) => one.at))
  const to = Math.max(...places.map((one) => one.at + one.length))
  return { kind: 'call', name, args, at: from, length: to - from, written: { at, length } }
}

function deeper(depth: number, place: Place): number {
  return depth < deepest ? depth + 1 : fail('formula_too_deep', place)
}
