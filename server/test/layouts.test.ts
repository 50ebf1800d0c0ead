import type { AnyRecord, Layout, Metadata } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from './http.ts'
import { openWorld, type World } from './world.ts'

let world: World
let ines: Browser
let ana: Browser
let representative: string

const section = (...fields: readonly string[]) => ({ title: 'Main', columns: 2 as const, fields })
const definition: Layout = { sections: [section('name', 'phone')], hidden: ['website'] }

const make = (values: Readonly<Record<string, unknown>>, browser = ines) =>
  browser.request('POST', '/layouts', { object: 'account', place: 'page', definition, ...values })

async function layoutsOf(browser: Browser, object = 'account') {
  const { objects } = await browser.json<Metadata>('GET', '/metadata')
  return objects.find(({ name }) => name === object)?.layouts
}

beforeAll(async () => {
  world = await openWorld()
  ines = await browserOf(world, 'ines')
  ana = await browserOf(world, 'ana')
  representative = await world.roleId('Representative')
})

test('without one there is none', async () => {
  expect(await layoutsOf(ana)).toEqual({})
})

describe('a layout', () => {
  test('holds for all roles, until one has its own; pages and forms apart', async () => {
    expect((await make({})).status).toBe(201)
    expect(await layoutsOf(ana)).toEqual({ page: definition })
    const own: Layout = { sections: [section('website')], hidden: [] }
    const made = (await (await make({ role: representative, definition: own })).json()) as AnyRecord
    expect(await layoutsOf(ana)).toEqual({ page: own })
    expect(await layoutsOf(ines)).toEqual({ page: definition })
    await make({ place: 'form' })
    expect(await layoutsOf(ana)).toEqual({ page: own, form: definition })
    expect(await layoutsOf(ana, 'contact')).toEqual({})
    // Without its own the role has that of all again, and taken back its own.
    const { operationId } = await ines.json<{ operationId: string }>('DELETE', `/layouts/${made.id}`)
    expect((await layoutsOf(ana))?.page).toEqual(definition)
    await ines.json('POST', `/operations/${operationId}/reversal`, {})
    expect((await layoutsOf(ana))?.page).toEqual(own)
    await ines.json('DELETE', `/layouts/${made.id}`)
  })

  test('is one for its place and role', async () => {
    const again = await make({})
    expect([again.status, await again.json()]).toMatchObject([409, { code: 'unique_violation' }])
  })

  test('is one for all roles too, also when two are made at once', async () => {
    const values = { object: 'lead', place: 'page', definition: { sections: [section('lastName')], hidden: [] } }
    const answers = await Promise.all([make(values), make(values), make(values)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
  })

  test('tells nobody of fields that are hidden from them', async () => {
    const { rights } = await ines.json<AnyRecord>('GET', `/roles/${representative}`)
    const hidden = { ...(rights as object), fields: { account: { phone: 'hidden', website: 'hidden' } } }
    await ines.json('PATCH', `/roles/${representative}`, { rights: hidden })
    const browser = await browserOf(world, 'ana')
    expect((await layoutsOf(browser))?.page).toEqual({ sections: [section('name')], hidden: [] })
    expect((await browser.request('GET', '/layouts')).status).toBe(403)
    await ines.json('PATCH', `/roles/${representative}`, { rights })
  })

  test('is made and changed by administrators alone', async () => {
    expect((await make({ object: 'contact' }, ana)).status).toBe(403)
  })

  test('is of another company nowhere', async () => {
    const { model } = await world.as('stranger')
    expect([...(model.catalogue.get('layout')?.values() ?? [])]).toEqual([])
  })

  test.each([
    ['of no object', { object: 'nothing' }, { object: { code: 'unknown_object' } }],
    ['of the settings', { object: 'stage' }, { object: { code: 'unknown_object' } }],
    ['that is none', { object: 'lead', definition: { sections: 1 } }, { definition: { code: 'invalid_layout' } }],
    [
      'with a field in two sections',
      { object: 'lead', definition: { sections: [section('email'), section('email')], hidden: [] } },
      { definition: { code: 'invalid_layout' } },
    ],
    [
      'of a form without what must be filled in',
      { object: 'opportunity', place: 'form', definition: { sections: [], hidden: ['name', 'amount'] } },
      { definition: { code: 'required', details: { fields: 'name' } } },
    ],
  ])('%s is refused', async (_what, values, fields) => {
    const answer = await make(values)
    expect([answer.status, await answer.json()]).toMatchObject([422, { fields }])
  })

  test('of a page may leave out what a form must ask', async () => {
    const page = await make({ object: 'opportunity', definition: { sections: [], hidden: ['name'] } })
    expect(page.status).toBe(201)
  })
})
