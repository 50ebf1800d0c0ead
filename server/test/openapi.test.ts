import { Validator } from '@seriousme/openapi-schema-validator'
import { beforeAll, expect, test } from 'vitest'
import { type Browser, browserOf } from './http.ts'
import { openWorld } from './world.ts'

let ines: Browser
let ana: Browser

beforeAll(async () => {
  const world = await openWorld()
  ines = await browserOf(world, 'ines')
  ana = await browserOf(world, 'ana')
})

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { operationId?: string }>>>>
  readonly components: { readonly schemas: Readonly<Record<string, { properties: Readonly<Record<string, unknown>> }>> }
}

test('the OpenAPI document is valid 3.1 and holds custom fields at once', async () => {
  await ines.json('POST', '/custom-fields', { object: 'lead', label: 'Favourite day', kind: 'date' })
  const document = await ana.json<Document & Record<string, unknown>>('GET', '/openapi.json')
  expect(await new Validator().validate(document)).toMatchObject({ valid: true })
  expect(document.components.schemas.Lead?.properties).toHaveProperty('c_favouriteDay')
  expect(document.components.schemas.LeadInput?.properties).toHaveProperty('c_favouriteDay')
  expect(document.components.schemas.LeadInput?.properties).not.toHaveProperty('convertedAt')
})

test('every operation has a name of its own', async () => {
  const { paths } = await ana.json<Document>('GET', '/openapi.json')
  const ids = Object.values(paths)
    .flatMap((path) => Object.values(path).map((operation) => operation.operationId))
    .filter(Boolean)
  expect(new Set(ids).size).toBe(ids.length)
})
