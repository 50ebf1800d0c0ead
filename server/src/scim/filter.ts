import { Failure } from '../kernel/failure.ts'
import { attributeOf, isDocument, plainAttribute, type Resource } from './attribute.ts'

/** What a filter (RFC 7644 §3.4.2.2) says of a resource. */
export type ScimFilter =
  | { readonly kind: 'and' | 'or'; readonly left: ScimFilter; readonly right: ScimFilter }
  | { readonly kind: 'not'; readonly of: ScimFilter }
  | { readonly kind: 'compare'; readonly path: string; readonly operator: Operator; readonly value: Literal }
  | { readonly kind: 'present'; readonly path: string }
  | { readonly kind: 'some'; readonly path: string; readonly of: ScimFilter }

type Literal = string | number | boolean | null
type Operator = (typeof operators)[number]
const operators = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const

const longest = 2_000
const deepest = 20
const token = /\s*(?:([()[\]])|("(?:[^"\\]|\\.)*")|([^\s()[\]"]+))/y

/**
 * Reads a filter.
 * @throws Failure 400 `invalid_filter` for what is none, is longer than 2,000 characters or deeper than 20 brackets
 * @example parseFilter('userName sw "a" and (active eq true or not (title pr))')
 */
export function parseFilter(text: string): ScimFilter {
  if (text.length > longest) throw invalidFilter()
  const reader = readerOf(tokensOf(text))
  const filter = alternatives(reader, 0)
  if (reader.peek() !== undefined) throw invalidFilter()
  return filter
}

function invalidFilter(): Failure {
  return new Failure(400, 'invalid_filter')
}

function tokensOf(text: string): readonly string[] {
  const found: string[] = []
  token.lastIndex = 0
  const whole = text.trimEnd()
  while (token.lastIndex < whole.length) {
    const match = token.exec(whole)
    const one = match?.[1] ?? match?.[2] ?? match?.[3]
    if (one === undefined) throw invalidFilter()
    found.push(one)
  }
  return found
}

interface Reader {
  peek(): string | undefined
  next(): string
  /** Takes a word when it is the next one, whatever its case. */
  takes(word: string): boolean
}

function readerOf(tokens: readonly string[]): Reader {
  let at = 0
  const reader: Reader = {
    peek: () => tokens[at],
    next() {
      const one = tokens[at]
      if (one === undefined) throw invalidFilter()
      at += 1
      return one
    },
    takes(word) {
      const isNext = tokens[at]?.toLowerCase() === word
      if (isNext) at += 1
      return isNext
    },
  }
  return reader
}

function alternatives(reader: Reader, depth: number): ScimFilter {
  let left = conjunction(reader, depth)
  while (reader.takes('or')) left = { kind: 'or', left, right: conjunction(reader, depth) }
  return left
}

function conjunction(reader: Reader, depth: number): ScimFilter {
  let left = condition(reader, depth)
  while (reader.takes('and')) left = { kind: 'and', left, right: condition(reader, depth) }
  return left
}

function condition(reader: Reader, depth: number): ScimFilter {
  if (depth >= deepest) throw invalidFilter()
  if (reader.takes('not')) {
    if (!reader.takes('(')) throw invalidFilter()
    return { kind: 'not', of: closed(reader, depth, ')') }
  }
  if (reader.takes('(')) return closed(reader, depth, ')')
  const path = attributePath(reader.next())
  if (reader.takes('[')) return { kind: 'some', path, of: closed(reader, depth, ']') }
  if (reader.takes('pr')) return { kind: 'present', path }
  const word = reader.next().toLowerCase()
  const operator = operators.find((one) => one === word)
  if (!operator) throw invalidFilter()
  return { kind: 'compare', path, operator, value: literal(reader.next()) }
}

function closed(reader: Reader, depth: number, bracket: string): ScimFilter {
  const of = alternatives(reader, depth + 1)
  if (!reader.takes(bracket)) throw invalidFilter()
  return of
}

function attributePath(text: string): string {
  const path = plainAttribute(text)
  if (!/^[a-z$][\w$-]*(\.[a-z$][\w$-]*)?$/i.test(path)) throw invalidFilter()
  return path
}

function literal(text: string): Literal {
  // Some directories write them large.
  if (/^(true|false|null)$/i.test(text)) return JSON.parse(text.toLowerCase())
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'string' || typeof value === 'number') return value
  } catch {
    // Told below, as everything else that is no value.
  }
  throw invalidFilter()
}

/** Whether a resource is as the filter says. */
export function matches(filter: ScimFilter, resource: Resource): boolean {
  switch (filter.kind) {
    case 'and':
      return matches(filter.left, resource) && matches(filter.right, resource)
    case 'or':
      return matches(filter.left, resource) || matches(filter.right, resource)
    case 'not':
      return !matches(filter.of, resource)
    case 'present':
      return valuesAt(resource, filter.path).some((value) => value !== null && value !== '' && value !== undefined)
    case 'some':
      return [attributeOf(resource, filter.path)].flat().some((one) => isDocument(one) && matches(filter.of, one))
    case 'compare':
      return compares(filter, valuesAt(resource, filter.path))
  }
}

type Comparison = Extract<ScimFilter, { kind: 'compare' }>

function compares({ path, operator, value }: Comparison, values: readonly unknown[]): boolean {
  if (operator === 'ne') return !compares({ kind: 'compare', path, operator: 'eq', value }, values)
  if (value === null) return operator === 'eq' && values.every((one) => one === null || one === undefined)
  return values.some((one) => holds(operator, inCase(path, one), inCase(path, value)))
}

/** Only what programs give as ids has a case. */
const exact = /(^|\.)(id|externalid|value)$/i

function inCase(path: string, value: unknown): unknown {
  return typeof value === 'string' && !exact.test(path) ? value.toLowerCase() : value
}

function holds(operator: Operator, value: unknown, wanted: unknown): boolean {
  if (operator === 'eq') return value === wanted
  if (typeof value === 'number' && typeof wanted === 'number') return ordered(operator, value - wanted)
  if (typeof value !== 'string' || typeof wanted !== 'string') return false
  if (operator === 'co') return value.includes(wanted)
  if (operator === 'sw') return value.startsWith(wanted)
  if (operator === 'ew') return value.endsWith(wanted)
  return ordered(operator, value < wanted ? -1 : value > wanted ? 1 : 0)
}

function ordered(operator: Operator, difference: number): boolean {
  if (operator === 'gt') return difference > 0
  if (operator === 'ge') return difference >= 0
  if (operator === 'lt') return difference < 0
  return operator === 'le' && difference <= 0
}

/** The values of an attribute or a part of it; of several values each, of documents what they call `value`. */
function valuesAt(resource: Resource, path: string): readonly unknown[] {
  const [attribute = '', part] = path.split('.')
  return [attributeOf(resource, attribute)].flat().map((one) => {
    if (!isDocument(one)) return one
    return attributeOf(one, part ?? 'value')
  })
}
