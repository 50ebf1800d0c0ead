import { refusedText } from '../fields/storable-text.ts'
import { fail, type Place } from './problem.ts'

/** A word, a number, a text or a sign of a formula. */
export interface Token extends Place {
  readonly kind: 'name' | 'number' | 'text' | 'sign' | 'end'
  /** A name or sign as written, the digits of a number, a text without its quotation marks. */
  readonly text: string
}

/** Longest formula, in characters. */
export const longestFormula = 2_000
const longestNumber = 30

const patterns: readonly (readonly [kind: Token['kind'], pattern: RegExp])[] = [
  ['name', /[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*/y],
  ['number', /\d+(?:\.\d+)?/y],
  ['text', /"(?:[^"]|"")*"/y],
  ['sign', /<=|>=|<>|!=|[-+*/%&=<>(),]/y],
]

/**
 * The words of a formula, in order, with an `end` after the last. A text stands in quotation marks; one within it is
 * written twice.
 * @throws FormulaError with the place of what is no word
 */
export function tokensOf(formula: string): readonly Token[] {
  if (formula.length > longestFormula) fail('formula_too_long', { at: longestFormula, length: 0 })
  const tokens: Token[] = []
  let at = 0
  for (;;) {
    at += /^\s*/.exec(formula.slice(at))?.[0].length ?? 0
    if (at >= formula.length) return [...tokens, { kind: 'end', text: '', at, length: 0 }]
    const token = tokenAt(formula, at)
    tokens.push(token)
    at += token.length
  }
}

function tokenAt(formula: string, at: number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at
    const written = pattern.exec(formula)?.[0]
    if (written !== undefined) return read(kind, written, { at, length: written.length })
  }
  const sign = String.fromCodePoint(formula.codePointAt(at) ?? 0)
  if (sign === '"') fail('unclosed_text', { at, length: formula.length - at })
  return fail('unknown_sign', { at, length: sign.length }, { found: sign })
}

function read(kind: Token['kind'], written: string, place: Place): Token {
  if (kind === 'number' && written.length > longestNumber) fail('number_too_long', place)
  if (kind !== 'text') return { kind, text: written, ...place }
  const text = written.slice(1, -1).replaceAll('""', '"')
  return refusedText(text) ? fail('refused_text', place) : { kind, text, ...place }
}
