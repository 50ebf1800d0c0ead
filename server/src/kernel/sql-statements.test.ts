import { expect, test } from 'vitest'
import { splitStatements } from './sql-statements.ts'

const texts = (sql: string) => splitStatements(sql).map(({ text }) => text)

test.each([
  ['nothing', '', []],
  ['only comments', '-- a;\n/* b; */ ;;', []],
  ['plain statements', 'select 1; select 2;', ['select 1', 'select 2']],
  ['no semicolon at the end', 'select 1;\nselect 2', ['select 1', 'select 2']],
  ['a string with a doubled quote', "select 'a;''b;'; select 2", ["select 'a;''b;'", 'select 2']],
  ['a plain string that ends in a backslash', "select 'a\\'; select 2", ["select 'a\\'", 'select 2']],
  ['an escape string with a quoted quote', "select E'a\\';'; select 2", ["select E'a\\';'", 'select 2']],
  [
    'a word that ends in e before a string',
    "select date'2020-01-01\\'; select 2",
    ["select date'2020-01-01\\'", 'select 2'],
  ],
  ['a quoted name', 'select "a;""b"; select 2', ['select "a;""b"', 'select 2']],
  ['a Unicode string', "select U&'\\0041;'; select 2", ["select U&'\\0041;'", 'select 2']],
  ['dollar quotes', 'do $$ begin; end $$; select 2', ['do $$ begin; end $$', 'select 2']],
  ['tagged dollar quotes that hold others', 'do $a$ $$;$$ $b$;$b$ $a$; x', ['do $a$ $$;$$ $b$;$b$ $a$', 'x']],
  ['a name with dollars', 'select a$b$; select c$b$', ['select a$b$', 'select c$b$']],
  ['parameters', 'select $1; select $2', ['select $1', 'select $2']],
  ['nested comments', 'select /* a; /* b; */ c; */ 1; x', ['select /* a; /* b; */ c; */ 1', 'x']],
  ['a comment with a quote', "select 1 -- it's; here\n; select 2", ['select 1', 'select 2']],
  [
    'brackets of a rule',
    'create rule r as on insert to t do (a; b); x',
    ['create rule r as on insert to t do (a; b)', 'x'],
  ],
  [
    'a body without quotes',
    'create function f() returns int begin atomic select 1; select case when true then 1 end; end; x',
    ['create function f() returns int begin atomic select 1; select case when true then 1 end; end', 'x'],
  ],
  ['begin as a statement of its own', 'begin; select 1; end; x', ['begin', 'select 1', 'end', 'x']],
  ['an unclosed quote', "select 'a; b", ["select 'a; b"]],
  ['letters beyond ASCII', "select 'õ;' as õun; select 'ñ'", ["select 'õ;' as õun", "select 'ñ'"]],
])('splits %s', (_name, sql, expected) => {
  expect(texts(sql)).toEqual(expected)
})

test('tells the line each statement begins on', () => {
  const statements = splitStatements('-- first\nselect 1;\n\n/* more\n */ select\n 2;')
  expect(statements).toEqual([
    { text: 'select 1', line: 2 },
    { text: 'select\n 2', line: 5 },
  ])
})

test('a long string is no trouble', () => {
  expect(texts(`select '${'x'.repeat(2_000_000)}'; select 2`)).toHaveLength(2)
})
