import {
  type AnyRecord,
  type Count,
  compile,
  type ReportDefinition,
  type ReportRecords,
  type ReportResult,
  type Rights,
} from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { askedOf, reportOf } from '../../test/reported-deals.ts'
import { countingKernel } from '../../test/statements.ts'
import { openWorld } from '../../test/world.ts'
import { joinedFields } from '../kernel/joined-fields.ts'
import { readingFor } from '../kernel/read-records.ts'

const teamOfParent = 'account.parent.owner.team'
const employees = 'account.parent.parent.employees'
const byTeam: ReportDefinition = {
  object: 'opportunity',
  kind: 'grouped',
  rows: [{ field: teamOfParent }],
  measures: [
    { name: 'count', aggregate: 'count' },
    { name: 'employees', aggregate: 'sum', field: employees },
    {
      name: 'large',
      aggregate: 'count',
      filter: { field: `${teamOfParent}.name`, op: 'is_not_empty' },
    },
  ],
}
const world = await openWorld()
const ana = await browserOf(world, 'ana')
const bo = await browserOf(world, 'bo')
const ines = await browserOf(world, 'ines')

const keysOf = ({ rows }: ReportResult) => rows.map(({ keys, values }) => [keys[0]?.title ?? null, values])

describe('a report along four references', () => {
  /** Deals of Ana: one of a daughter of Bo's company, whose own parent is large; one of an account without a parent. */
  beforeAll(async () => {
    const account = (who: Browser, values: object) =>
      who.json<AnyRecord>('POST', '/accounts', { kind: 'company', ...values })
    const group = await account(bo, { name: 'Group', employees: 900 })
    const company = await account(bo, { name: 'Company', parent: group.id })
    const daughter = await account(ana, { name: 'Daughter' })
    await ines.json('PATCH', `/accounts/${daughter.id}`, { parent: company.id })
    const alone = await account(ana, { name: 'Alone' })
    for (const [name, { id }] of [
      ['Oven', daughter],
      ['Mixer', alone],
    ] as const)
      await world.add('ana', 'opportunity', { name, account: id })
  })

  test('groups, measures and filters by what stands at their end', async () => {
    expect(keysOf(await reportOf(ines, byTeam))).toEqual([
      ['North West', [1, 900, 1]],
      [null, [1, 0, 0]],
    ])
  })

  test('leads from a group to the same records as its list', async () => {
    const [group] = (await reportOf(ines, byTeam)).rows
    const filter = JSON.stringify({ field: teamOfParent, op: 'is', value: group?.keys[0]?.value })
    const counted = await ines.json<Count>('GET', `/opportunities/count?filter=${encodeURIComponent(filter)}`)
    expect(counted.value).toBe(1)
  })

  test('has what stands at their end in the columns of a table', async () => {
    const columns = ['name', teamOfParent, 'account.parent.owner.name', employees]
    const table: ReportDefinition = { object: 'opportunity', kind: 'table', columns, sort: 'name' }
    const { items } = await ines.json<ReportRecords>('GET', askedOf('/report-records', table))
    expect(items.map(({ values, titles }) => [values[0], titles[1], values[2], values[3]])).toEqual([
      ['Mixer', null, null, null],
      ['Oven', 'North West', 'Bo', 900],
    ])
  })

  test('holds every step to the rights of its reader', async () => {
    const role = await world.roleId('Representative')
    const { rights } = await ines.json<{ rights: Rights }>('GET', `/roles/${role}`)
    const change = (changed: object) => ines.json('PATCH', `/roles/${role}`, { rights: { ...rights, ...changed } })
    // Ana sees her deals and her accounts, but not the company that one of them belongs to.
    await change({ objects: { ...rights.objects, account: { ...rights.objects.account, read: 'own' } } })
    expect(keysOf(await reportOf(ana, byTeam))).toEqual([[null, [2, 0, 0]]])
    await change({ fields: { account: { parent: 'hidden' } } })
    const refused = await bo.request('GET', askedOf('/report-results', byTeam))
    expect([refused.status, await refused.json()]).toMatchObject([422, { details: { reason: 'unknown_field' } }])
    const { leftOut } = await reportOf(bo, {
      ...byTeam,
      rows: [{ field: 'owner' }],
      measures: byTeam.measures?.slice(0, 2),
    })
    expect(leftOut).toEqual(['employees'])
    await ines.json('PATCH', `/roles/${role}`, { rights })
  })

  test('follows no fifth reference', async () => {
    const rows = [{ field: `account.parent.parent.owner.team.name` }]
    const refused = await ines.request('GET', askedOf('/report-results', { ...byTeam, rows }))
    expect([refused.status, await refused.json()]).toMatchObject([422, { details: { reason: 'unknown_field' } }])
  })

  test('is one statement that enters each reference once', async () => {
    const { kernel, counts } = countingKernel(world.kernel)
    const counted = await browserOf({ ...world, kernel }, 'ines')
    counts()
    await reportOf(counted, byTeam)
    expect(counts()).toEqual([1])
    const caller = await world.as('ines')
    const object = caller.model.objects.get('opportunity')
    if (!object) throw new Error('no object')
    const text = await world.kernel.database.read(world.workspaceId, async (tx) => {
      const fields = joinedFields(readingFor(world.kernel, caller, tx), object)
      for (const path of [teamOfParent, `${teamOfParent}.name`, 'account.parent.name', 'account.parent.owner.name'])
        fields.at(path)
      return compile(fields.source()).text
    })
    expect(text.match(/left join/g)).toHaveLength(4)
  })
})
