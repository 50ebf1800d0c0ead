/** One statement of a file of SQL. */
export interface SqlStatement {
  /** Without the semicolon at its end. */
  readonly text: string
  /** Line of the file it begins on, from 1. */
  readonly line: number
}

/**
 * Cuts a file of SQL at the semicolons that end statements: not those in strings (also `E''` with backslashes), quoted
 * names, dollar quotes, comments (which nest), brackets, and `BEGIN ATOMIC … END` bodies. Comments before a statement
 * belong to none; a file of comments alone holds no statement. An unclosed quote runs to the end of the file.
 * @example splitStatements("select ';'; select 2") //=> [{ text: "select ';'", line: 1 }, { text: 'select 2', line: 1 }]
 */
export function splitStatements(sql: string): SqlStatement[] {
  const statements: SqlStatement[] = []
  let start: number | undefined
  let end = 0
  let brackets = 0
  let atomic = 0
  let previousWord = ''
  const finish = () => {
    if (start !== undefined) statements.push({ text: sql.slice(start, end), line: lineAt(sql, start) })
    start = undefined
    brackets = 0
    atomic = 0
    previousWord = ''
  }
  for (const { kind, from, to } of tokens(sql)) {
    const text = sql.slice(from, to)
    if (kind === 'blank') continue
    if (text === ';' && brackets === 0 && atomic === 0) {
      finish()
      continue
    }
    start ??= from
    end = to
    if (text === '(') brackets++
    if (text === ')') brackets = Math.max(0, brackets - 1)
    if (kind !== 'word') continue
    const word = text.toLowerCase()
    if (word === 'atomic' && previousWord === 'begin') atomic = 1
    else if (word === 'case' && atomic > 0) atomic++
    else if (word === 'end' && atomic > 0) atomic--
    previousWord = word
  }
  finish()
  return statements
}

interface Token {
  readonly kind: 'blank' | 'word' | 'quoted' | 'mark'
  readonly from: number
  readonly to: number
}

function* tokens(sql: string): Generator<Token> {
  for (let from = 0; from < sql.length; ) {
    const token = tokenAt(sql, from)
    yield token
    from = token.to
  }
}

function tokenAt(sql: string, from: number): Token {
  const blank = match(/\s+|--[^\n]*/y, sql, from) ?? blockComment(sql, from)
  if (blank !== undefined) return { kind: 'blank', from, to: blank }
  const quoted = quotedEnd(sql, from)
  if (quoted !== undefined) return { kind: 'quoted', from, to: quoted }
  const word = match(/[\p{L}_][\p{L}\p{N}_$]*|[\p{N}]+/uy, sql, from)
  return word === undefined ? { kind: 'mark', from, to: from + 1 } : { kind: 'word', from, to: word }
}

/** End of a quoted piece that begins here. Words are read whole, so that `a$b$` is a name and `E'` only a string. */
function quotedEnd(sql: string, from: number): number | undefined {
  const escapeString = match(/[eE]'(?:[^'\\]|\\.|'')*(?:'|$)/sy, sql, from)
  const plain = match(/(?:[uU]&)?(?:'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$))/y, sql, from)
  return escapeString ?? plain ?? dollarQuoteEnd(sql, from)
}

function dollarQuoteEnd(sql: string, from: number): number | undefined {
  const opened = match(/\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy, sql, from)
  if (opened === undefined) return undefined
  const closing = sql.indexOf(sql.slice(from, opened), opened)
  return closing < 0 ? sql.length : closing + (opened - from)
}

function blockComment(sql: string, from: number): number | undefined {
  if (!sql.startsWith('/*', from)) return undefined
  let depth = 0
  for (let at = from; at < sql.length; at++) {
    const pair = sql.slice(at, at + 2)
    if (pair === '/*') depth++
    if (pair === '*/') depth--
    if (pair === '/*' || pair === '*/') at++
    if (depth === 0) return at + 1
  }
  return sql.length
}

/** End of a sticky pattern's match at a place, if it matches there. */
function match(pattern: RegExp, sql: string, from: number): number | undefined {
  pattern.lastIndex = from
  return pattern.test(sql) ? pattern.lastIndex : undefined
}

function lineAt(sql: string, place: number): number {
  return sql.slice(0, place).split('\n').length
}
