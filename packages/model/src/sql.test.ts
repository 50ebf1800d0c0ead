import { expect, test } from 'vitest'
import { compile, identifiers, join, row, sql } from './sql.ts'

test('parameters are numbered through nested pieces, in order', () => {
  const rows = join([row(['a', 1]), row(['b', null])])
  const statement = sql`insert into t (${identifiers(['name', 'of"t'])}) values ${rows} returning ${'id'}`
  expect(compile(statement)).toEqual({
    text: 'insert into t ("name", "of""t") values ($1, $2), ($3, $4) returning $5',
    values: ['a', 1, 'b', null, 'id'],
  })
})
