import { describe, expect, test } from 'vitest'
import { asOwner } from '../src/platform/owner-connection.ts'
import { testDatabase } from './database.ts'
import { tenantViolations } from './tenant-check.ts'

describe.skipIf(process.env.TENDERO_TEST_POSTGRES !== undefined)('the tenant check', () => {
  test.each([
    ['no workspace at all', 'select * from tendero.account', 'Seq Scan of account'],
    ['only the setting of the view', 'select * from app.account', 'Scan of account'],
    [
      "only another table's column",
      'select 1 from tendero.account a left join lateral (select * from tendero.contact c where c.workspace_id = a.workspace_id offset 0) c on true where a.workspace_id = $1',
      'contact',
    ],
    [
      'a subquery without it',
      'select (select count(*) from app.contact c where c.account_id = a.id) from app.account a where a.workspace_id = $1',
      'contact',
    ],
  ])('finds %s', async (_name, text, expected) => {
    const { ownerUrl } = await testDatabase()
    const found = await asOwner(ownerUrl, (client) => tenantViolations(client, text))
    expect(found.join('\n')).toContain(expected)
  })

  test('lets a sound statement pass', async () => {
    const { ownerUrl } = await testDatabase()
    const text =
      'select 1 from app.account a left join app.contact c on c.workspace_id = $1 and c.account_id = a.id where a.workspace_id = $1 and a.id = $2'
    expect(await asOwner(ownerUrl, (client) => tenantViolations(client, text))).toEqual([])
  })
})
