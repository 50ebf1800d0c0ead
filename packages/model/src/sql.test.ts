import { expect, test } from 'vitest'
import { compile, identifiers, join, row, shared, sql } from './sql.ts'

test('parameters are numbered through nested pieces, in order', () => {
  const rows = join([row(['a', 1]), row(['b', null])])
  const statement = sql`insert into t (${identifiers(['name', 'of"t'])}) values ${rows} returning ${'id'}`
  expect(compile(statement)).toEqual({
    text: 'insert into t ("name", "of""t") values ($1, $2), ($3, $4) returning $5',
    values: ['a', 1, 'b', null, 'id'],
  })
})

test('a shared value is one parameter wherever it stands; others of the same value are not', () => {
  const workspace = shared('w')
  const rows = join([row([workspace, 'w']), row([workspace, 'v'])])
  expect(
    compile(sql`insert into t values ${rows} on conflict do update set w = ${workspace}, x = ${shared('w')}`),
  ).toEqual({
    text: 'insert into t values ($1, $2), ($1, $3) on conflict do update set w = $1, x = $4',
    values: ['w', 'w', 'v', 'w'],
  })
})
