import { pino } from 'pino'
import { expect, test } from 'vitest'
import { routes } from '../src/http/app.ts'
import { openDatabase } from '../src/kernel/database.ts'
import { makeKernel } from '../src/kernel/kernel.ts'
import { asOwner } from '../src/platform/owner-connection.ts'
import { slices } from '../src/slices.ts'
import { afterSuite } from './after-suite.ts'
import { testDatabase } from './database.ts'

const companies = await testDatabase()
const control = await testDatabase()

/** The application of one process on the two databases. */
function openProcess() {
  const database = openDatabase({ url: companies.ownerUrl, controlUrl: control.ownerUrl })
  afterSuite(() => database.close())
  const kernel = makeKernel({ database, log: pino({ level: 'silent' }), dataDir: '' }, slices)
  return routes(kernel, '/nowhere')
}

const here = openProcess()
const there = openProcess()

const count = (url: string, table: string) =>
  asOwner(url, async (client) => Number((await client.query(`select count(*) from ${table}`)).rows[0]?.count))

test('with control in a database of its own people sign up, sign in and change the model for every process', async () => {
  const headers = { 'content-type': 'application/json' }
  const user = { name: 'Ines', email: 'ines@example.com', password: 'sol-y-sombra-1894' }
  const company = { name: 'Ferretería Sol', country: 'ES', currency: 'EUR', language: 'en', timeZone: 'Europe/Madrid' }
  const signedUp = await here.request('/api/v1/workspaces', {
    method: 'POST',
    headers,
    body: JSON.stringify({ ...company, user }),
  })
  expect(signedUp.ok).toBe(true)

  const signedIn = await there.request('/api/v1/session', {
    method: 'POST',
    headers,
    body: JSON.stringify({ email: user.email, password: user.password }),
  })
  expect(signedIn.ok).toBe(true)
  const session = {
    ...headers,
    cookie: (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
    'tendero-workspace': 'ferreteria-sol',
  }
  const field = { object: 'account', label: 'VAT regime', kind: 'text' }
  const made = await here.request('/api/v1/custom-fields', {
    method: 'POST',
    headers: session,
    body: JSON.stringify(field),
  })
  expect(await made.json()).toMatchObject({ name: 'c_vatRegime' })
  const account = await there.request('/api/v1/accounts', {
    method: 'POST',
    headers: session,
    body: JSON.stringify({ name: 'Cancity', c_vatRegime: 'general' }),
  })
  expect(await account.json()).toMatchObject({ name: 'Cancity', c_vatRegime: 'general' })

  expect([
    await count(companies.ownerUrl, 'tendero.account'),
    await count(control.ownerUrl, 'tendero.account'),
  ]).toEqual([1, 0])
  expect([
    await count(companies.ownerUrl, 'control.identity'),
    await count(control.ownerUrl, 'control.identity'),
  ]).toEqual([0, 1])
})
